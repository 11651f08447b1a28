/* What the search box knows and how it finds: portraits by name and code, Territoires d'industrie, the pages by product
   and by country, a département's line on such a page (« loire allemagne »), and communes by name or postal code, which
   are fetched only when nothing else answers. Accents, case, hyphens and apostrophes do not count. */
(() => {
  "use strict";

  const MOST = 12;
  const SHORTEST = 5;
  const ENDING = 3;
  const SHORT_FORMS = { st: "saint", ste: "sainte" };
  const here = document.currentScript.src;
  let index = null;
  let communes = null;

  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  globalThis.portraitIndex = ({ portraits, industry, topics, words }) => {
    index = {
      words,
      portraits: portraits.map(([path, name, code, kind, region]) => ({
        path,
        name,
        title: ` ${folded(name)}`,
        code: folded(code),
        about: [code, words[kind], region !== name && region],
        other: ` ${folded(`${code} ${region} ${kind}`)}`,
      })),
      industry: industry.map(([path, name, places]) => ({ path, name, title: ` ${folded(name)}`, places })),
      topics: topics.map(([path, name, kind, label, leaders, aliases]) => ({
        path,
        name,
        title: ` ${folded(name)}`,
        aliases: aliases.map((alias) => ` ${folded(alias)}`),
        other: ` ${folded([label, ...aliases].join(" "))}`,
        about: [words[kind]],
        leaders,
      })),
    };
  };

  /* A département's communes by postal code, three digits where it begins like the code: `000Saint-Étienne;…` */
  globalThis.portraitCommunes = (listed) => {
    communes = [];
    for (const home of index.portraits) {
      const found = new Map();
      const code = home.code.toUpperCase();
      for (const [, digits, names] of (listed[code] ?? "").matchAll(/(\d+)([^;]*)/g)) {
        const postal = digits.length === 3 ? code.slice(0, 2).replace(/2[AB]/, "20") + digits : digits;
        for (const name of names.split(",")) found.set(name, [...(found.get(name) ?? []), postal]);
      }
      for (const [name, postals] of found) communes.push({ home, name, postals, title: ` ${folded(name)}` });
    }
  };

  const holds = (words, terms) => terms.every((term) => words.includes(` ${term}`));
  const filled = (text, name, value) => text.replace(`{${name}}`, () => value);

  function nearness({ title, aliases = [], other }, query, terms) {
    const names = [title, ...aliases];
    if (names.includes(` ${query}`)) return 0;
    if (names.some((name) => name.startsWith(` ${query}`))) return 1;
    if (holds(title, terms)) return 2;
    return holds(title + other, terms) ? 3 : null;
  }

  const OF_PORTRAIT = [0, 1, 2, 6];
  const OF_TOPIC = [1.5, 2.5, 4, 5];

  /* What answers, as { score, path, name, about }: the lower the score, the nearer. */
  function* matches(query, terms) {
    const { portraits, industry, topics, words } = index;
    for (const entry of portraits) {
      const near = entry.code === query ? 0 : nearness(entry, query, terms);
      if (near !== null) yield { ...entry, score: OF_PORTRAIT[near] };
    }
    yield* lines(terms);
    /* Of a Territoire d'industrie, its portraits come first, then its page. */
    for (const { path, name, title, places } of industry) {
      if (!holds(title, terms)) continue;
      for (const place of places) {
        const { about } = portraits[place];
        yield { ...portraits[place], score: 3, about: [...about, filled(words.member, "name", name)] };
      }
      yield { path, name, score: 3, about: [words.industry] };
    }
    for (const entry of topics) {
      const near = nearness(entry, query, terms);
      if (near === null) continue;
      const score = OF_TOPIC[near];
      yield { ...entry, score };
      /* Behind the page of a product or country, the portraits of its first exporters. */
      for (const [place, rank] of entry.leaders) {
        const said = filled(filled(words.leader, "rank", rank), "name", entry.name);
        yield { ...portraits[place], score, about: [...portraits[place].about, said] };
      }
    }
  }

  /* A département and a product or country, in either order: its line on that page. */
  function* lines(terms) {
    const { portraits, topics, words } = index;
    for (let cut = 1; cut < terms.length; cut += 1) {
      const parts = [terms.slice(0, cut), terms.slice(cut)];
      for (const [first, second] of [parts, [parts[1], parts[0]]]) {
        const near = (entry, part) => nearness({ ...entry, other: "" }, part.join(" "), part);
        const goals = topics.map((topic) => [topic, near(topic, second)]).filter(([, far]) => far !== null);
        if (!goals.length) continue;
        for (const home of portraits.filter(({ code }) => code)) {
          const far = home.code === first.join(" ") ? 0 : near(home, first);
          if (far === null || far > 1) continue;
          for (const [topic, further] of goals) {
            yield {
              path: topic.path,
              anchor: `#export-${home.code}`,
              name: `${home.name} : ${topic.name}`,
              score: 0.1 + (far + further) / 10,
              about: [filled(words.line, "name", topic.name)],
            };
          }
        }
      }
    }
  }

  function* inCommunes(query) {
    const terms = query.split(" ").map((term) => SHORT_FORMS[term] ?? term);
    const whole = ` ${terms.join(" ")}`;
    for (const { home, name, postals, title } of communes) {
      const postal = postals.find((each) => each.startsWith(query));
      const score =
        title === whole || postal === query
          ? 0
          : title.startsWith(whole) || postal
            ? 1
            : holds(`${title} ${postals.join(" ")} ${home.code}${home.title}`, terms)
              ? 2
              : null;
      if (score === null) continue;
      const about = [filled(index.words.commune, "code", postal ?? postals[0]), ...home.about.slice(0, 1), home.name];
      yield { path: home.path, name, score: score + title.length / 1000, about };
    }
  }

  /* The nearest first, each page once: the sort keeps the order of those that are as near. */
  function best(found, key) {
    const seen = new Set();
    return [...found]
      .sort((a, b) => a.score - b.score)
      .filter((each) => !seen.has(key(each)) && seen.add(key(each)))
      .slice(0, MOST);
  }
  const page = ({ path, anchor = "" }) => path + anchor;
  const place = ({ path, name }) => `${path} ${name}`;
  const inIndex = (query) => best(matches(query, query.split(" ")), page);

  /* A word that nothing answers is tried without its ending (« pharmacie » finds « pharmaceutiques »). */
  function shortened(query) {
    let found = [];
    for (let cut = 1; !found.length && cut <= ENDING; cut += 1) {
      const [last] = query.split(" ").slice(-1);
      if (/\d/.test(last) || last.length - cut < SHORTEST) return [];
      found = inIndex(query.slice(0, -cut));
    }
    return found;
  }

  const loads = new Map();
  function load(name) {
    if (!loads.has(name)) {
      const script = Object.assign(document.createElement("script"), { src: new URL(name, here).href });
      loads.set(
        name,
        new Promise((resolve) => ["load", "error"].map((type) => script.addEventListener(type, resolve))),
      );
      document.head.append(script);
    }
    return loads.get(name);
  }

  /* Resolves to what answers, the nearest first: { path, anchor, name, about }. */
  async function find(text) {
    if (!index) await load("finder-index.js");
    const query = folded(text);
    if (!index || !query) return [];
    const found = inIndex(query);
    if (found.length) return found;
    if (!communes) await load("communes.js");
    const places = communes ? best(inCommunes(query), place) : [];
    return places.length ? places : shortened(query);
  }

  globalThis.portraitFinder = { find, words: () => index?.words };
})();
