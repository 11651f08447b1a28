/* How the search box finds, apart from any page: names to answers, for the browser and for tests in Node. Accents, case,
   hyphens and apostrophes do not count. Exact names come first, then beginnings of words, then a territory's line on the
   page of a product or country; what nothing answers is tried with a letter or two mistyped, then with its ending off. */
globalThis.portraitMatch = (() => {
  "use strict";

  const MOST = 12;
  const SHORTEST = 5;
  const ENDING = 3;
  const LONG = 8; // letters from which two may be mistyped
  const SUGGESTED = 3;
  const SHORT_FORMS = { st: "saint", ste: "sainte" };
  const LITTLE = new Set([
    "a",
    "au",
    "aux",
    "d",
    "de",
    "des",
    "du",
    "en",
    "et",
    "l",
    "la",
    "le",
    "les",
    "saint",
    "sainte",
    "sous",
    "sur",
  ]);
  const ARTICLE = /^(?:le|la|les|l) (?=.)/;
  const QUARTER = /^(lyon|marseille|paris) \d{1,2}(?: ?(?:er?|eme))?(?: arrondissement)?$/;

  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/æ/g, "ae")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  /* What is asked, as names are compared: a postal code without its space, « st » as « saint », « Lyon 3e » as Lyon. */
  function asked(text) {
    const query = folded(text);
    if (/^[\d ]+$/.test(query)) return query.replaceAll(" ", "");
    const whole = query.replace(QUARTER, "$1");
    return whole
      .split(" ")
      .map((term) => SHORT_FORMS[term] ?? term)
      .join(" ");
  }

  /* The words by which a commune is looked up: all but the little ones, unless it has no other. */
  function telling(words) {
    const found = words.filter((word) => !LITTLE.has(word));
    return found.length ? found : words;
  }
  const sliceWords = (name) => telling(folded(name).split(" "));

  /* The slices that may hold the communes asked for: of the telling words' letters, or a postal code's beginning. All
     that bear a name are in the first; the others serve for names mistyped. */
  function slicesFor(query) {
    if (/^\d{2,}$/.test(query)) return [query.slice(0, 2)];
    const letters = telling(query.split(" ").filter((word) => /^[a-z]/.test(word))).map(([letter]) => letter);
    return [...new Set(letters)];
  }

  function departementOf(postal) {
    if (/^97/.test(postal)) return postal.slice(0, 3);
    if (/^20/.test(postal)) return postal < "20200" ? "2A" : "2B";
    return postal.slice(0, 2);
  }

  function readIndex({ portraits, industry, topics, pages, words }) {
    /* A name, other names, and words beside them by which an entry is found as well. */
    const named = (name, others, beside) => {
      const title = ` ${folded(name)}`;
      const aliases = others.map((alias) => ` ${folded(alias)}`);
      return { name, title, aliases, all: `${title}${aliases.join("")} ${folded(beside)}` };
    };
    const homes = portraits.map(([path, name, code, kind, region, aliases = []]) => ({
      path,
      ...named(name, aliases, `${code} ${region} ${kind}`),
      code: folded(code),
      about: [code, words[kind], region !== name && region],
    }));
    return {
      words,
      portraits: homes,
      byCode: new Map(homes.filter(({ code }) => code).map((home) => [home.code.toUpperCase(), home])),
      industry: industry.map(([path, name, places]) => ({ path, name, title: ` ${folded(name)}`, places })),
      topics: topics.map(([path, name, kind, label, leaders, aliases]) => ({
        path,
        ...named(name, aliases, label),
        about: [words[kind]],
        leaders,
      })),
      pages: pages.map(([path, name, aliases, main]) => ({
        path,
        ...named(name, aliases, ""),
        about: [words.page],
        main,
      })),
      communes: new Map(),
    };
  }

  /* A slice: `Vienne,38200;Lyon,69001+69002;…`, the largest commune first. */
  function readCommunes(index, slice, text) {
    const read = [];
    for (const line of text.split(";")) {
      const [name, codes] = line.split(",");
      const [postals, elsewhere] = codes.split("@");
      const home = index.byCode.get(elsewhere ?? departementOf(postals));
      if (!home) continue;
      const title = ` ${folded(name)}`;
      const all = `${title} ${postals.replaceAll("+", " ")} ${home.code}${home.title}`;
      read.push({ home, name, postals: postals.split("+"), title, all });
    }
    index.communes.set(slice, read);
  }

  /* Words are compared with the space before them: a term is the beginning of a word. */
  const termsOf = (query) => query.split(" ").map((term) => ` ${term}`);
  const holds = (words, terms) => terms.every((term) => words.includes(term));
  const filled = (text, name, value) => text.replace(`{${name}}`, () => value);

  /* 0: a name of its own, 1: a name begins so, 2: words of its name begin so, 3: words that stand with it. */
  function nearness({ title, aliases = [], all }, query, terms) {
    if (!holds(all, terms)) return null;
    const whole = ` ${query}`;
    if (title === whole || aliases.includes(whole)) return 0;
    if (title.startsWith(whole) || aliases.some((name) => name.startsWith(whole))) return 1;
    return holds(title, terms) ? 2 : 3;
  }

  /* What answers comes in the order of its score; all that is below EXACT bears the very name. */
  const EXACT = 1;
  const OF_PORTRAIT = [0, 1, 2, 6];
  const OF_COMMUNE = [0.3, 2.2, 3.5];
  const OF_TOPIC = [0.6, 1.5, 2.5, 5];
  const OF_INDUSTRY = { exact: 0.5, other: 3 };
  const OF_LINE = 1;

  function* matches(index, query) {
    const terms = termsOf(query);
    const { portraits, industry, topics, pages, words } = index;
    const bare = query.replace(ARTICLE, "");
    for (const entry of portraits) {
      const own = entry.code === query || entry.title === ` ${bare}`;
      const near = own ? 0 : nearness(entry, query, terms);
      if (near !== null) yield { ...entry, score: OF_PORTRAIT[near] };
    }
    yield* inCommunes(index, query, terms);
    yield* lines(index, query.split(" "));
    /* Of a Territoire d'industrie, its portraits come first, then its page. */
    for (const { path, name, title, places } of industry) {
      if (!holds(title, terms)) continue;
      const score = title === ` ${query}` ? OF_INDUSTRY.exact : OF_INDUSTRY.other;
      for (const place of places) {
        const { about } = portraits[place];
        yield { ...portraits[place], score, about: [...about, filled(words.member, "name", name)] };
      }
      yield { path, name, score, about: [words.industry] };
    }
    for (const entry of topics) {
      const near = nearness(entry, query, terms);
      if (near === null) continue;
      const score = OF_TOPIC[near];
      yield { ...entry, score };
      /* Behind the page of a product or country, the portraits of its first exporters. */
      for (const [place, rank] of entry.leaders) {
        const said = filled(filled(words.leader, "rank", rank), "name", entry.name);
        yield { ...portraits[place], score: score + EXACT, about: [...portraits[place].about, said] };
      }
    }
    for (const entry of pages) {
      const near = nearness(entry, query, terms);
      if (near !== null) yield { ...entry, score: OF_TOPIC[near] };
    }
  }

  /* A département and a product or country, in either order: its line on that page. The département by its very name. */
  function* lines({ portraits, topics, words }, asked) {
    for (let cut = 1; cut < asked.length; cut += 1) {
      const parts = [asked.slice(0, cut).join(" "), asked.slice(cut).join(" ")];
      for (const [first, goal] of [parts, [parts[1], parts[0]]]) {
        const home = portraits.find(({ code, title }) => code && (code === first || title === ` ${first}`));
        if (!home || goal.length < 2) continue;
        for (const topic of topics) {
          const { title, aliases } = topic;
          const far = aliases.includes(` ${goal}`) ? 0 : nearness({ title, all: title }, goal, termsOf(goal));
          if (far === null) continue;
          yield {
            path: topic.path,
            anchor: `#export-${home.code}`,
            name: `${home.name} : ${topic.name}`,
            score: OF_LINE + far / 10,
            about: [filled(words.line, "name", topic.name)],
          };
        }
      }
    }
  }

  function* inCommunes(index, query, terms) {
    const [slice] = slicesFor(query);
    const [whole, first, last] = [` ${query}`, terms[0], terms.at(-1)];
    const isPostal = /^\d{3,}$/.test(query);
    for (const { home, name, postals, title, all } of index.communes.get(slice) ?? []) {
      const postal = isPostal ? postals.find((each) => each.startsWith(query)) : undefined;
      let near = null;
      if (title === whole || postal === query) near = 0;
      else if (postal || title.startsWith(whole)) near = 1;
      else if (holds(all, terms) && (title.includes(first) || title.includes(last))) near = 2;
      if (near === null) continue;
      const about = [filled(index.words.commune, "code", postal ?? postals[0]), home.about[0], home.name];
      yield { path: home.path, name, score: OF_COMMUNE[near], about, isCommune: true };
    }
  }

  /* The nearest first, each page once, a commune beside its département's page: the sort keeps the order of equals. */
  function ordered(found) {
    const seen = new Set();
    const key = ({ path, anchor = "", name, isCommune }) => (isCommune ? `${path} ${name}` : path + anchor);
    return [...found].sort((a, b) => a.score - b.score).filter((each) => !seen.has(key(each)) && seen.add(key(each)));
  }

  /* A word that nothing answers is tried without its ending (« pharmacie » finds « pharmaceutiques »). */
  function shortened(index, query) {
    let found = [];
    for (let cut = 1; !found.length && cut <= ENDING; cut += 1) {
      const last = query.split(" ").at(-1);
      if (/\d/.test(last) || last.length - cut < SHORTEST) return [];
      found = ordered(matches(index, query.slice(0, -cut)));
    }
    return found;
  }

  /* How many letters to add, leave out, change or exchange with the next; more than `most` is not counted. */
  function edits(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  /* The names that are a letter or two away. */
  function suggested(index, query) {
    const most = query.length >= LONG ? 2 : 1;
    if (query.length < 3 || /\d/.test(query)) return [];
    const found = [];
    const weigh = (entry, names, rest) => {
      const far = Math.min(...names.map((name) => edits(query, name.slice(1), most)));
      if (far <= most) found.push({ ...entry, ...rest, score: far });
    };
    for (const entry of [...index.portraits, ...index.topics, ...index.pages]) {
      weigh(entry, [entry.title, ...entry.aliases]);
    }
    for (const entry of index.industry) weigh(entry, [entry.title], { about: [index.words.industry] });
    for (const slice of slicesFor(query)) {
      for (const { home, name, postals, title } of index.communes.get(slice) ?? []) {
        const about = [filled(index.words.commune, "code", postals[0]), home.about[0], home.name];
        weigh({ path: home.path, name, isCommune: true }, [title], { about });
      }
    }
    return ordered(found).slice(0, SUGGESTED);
  }

  /* What answers a text: { found: the first of them, count: all, kind }. `kind`: "found", "near" (a letter or two away),
     "none" (then the site's main entries). Exact names are never left out. */
  function answer(index, text) {
    const query = asked(text);
    if (!query) return { found: [], count: 0, kind: "found" };
    const found = ordered(matches(index, query));
    const exact = found.filter(({ score }) => score < EXACT).length;
    if (found.length) return { found: found.slice(0, Math.max(MOST, exact)), count: found.length, kind: "found" };
    const near = suggested(index, query);
    if (near.length) return { found: near, count: near.length, kind: "near" };
    const short = shortened(index, query);
    if (short.length) return { found: short.slice(0, MOST), count: short.length, kind: "found" };
    return { found: index.pages.filter(({ main }) => main), count: 0, kind: "none" };
  }

  return { answer, asked, departementOf, edits, folded, readCommunes, readIndex, slicesFor, sliceWords };
})();
