/* The search box's matching, without any DOM, so that tests can run it in Node. Accents, case, hyphens and apostrophes do
   not count. Exact names come first, then prefixes of words, then a territory's row on the page of a product or country.
   Where nothing matches, one or two typing errors are allowed, and then the last word is shortened. */
globalThis.portraitMatch = (() => {
  "use strict";

  const MAX_RESULTS = 12;
  const MAX_SUGGESTIONS = 3;
  const TWO_ERRORS_FROM = 8; // letters in the query
  const MAX_CUT = 3; // letters cut from the last word…
  const MIN_STEM = 5; // …and letters that it keeps
  const ABBREVIATIONS = { st: "saint", ste: "sainte" };
  const STOP_WORDS = new Set([
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
  const ARRONDISSEMENT = /^(lyon|marseille|paris) \d{1,2}(?: ?(?:er?|eme))?(?: arrondissement)?$/;

  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/æ/g, "ae")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  /* The text as it is compared with names: a postal code without spaces, « st » as « saint », « Lyon 3e » as Lyon. */
  function normalizeQuery(text) {
    const query = folded(text);
    if (/^[\d ]+$/.test(query)) return query.replaceAll(" ", "");
    return query
      .replace(ARRONDISSEMENT, "$1")
      .split(" ")
      .map((term) => ABBREVIATIONS[term] ?? term)
      .join(" ");
  }

  /* The words under which a commune is indexed: without stop words, unless it has no other. */
  function withoutStopWords(words) {
    const found = words.filter((word) => !STOP_WORDS.has(word));
    return found.length ? found : words;
  }
  const sliceWords = (name) => withoutStopWords(folded(name).split(" "));

  /* The slices of communes (tools/communes.mjs) to search, by the first letter of each word or by the postal code's first
     two digits. The first slice has every commune of that name; the others are needed for misspelt names only. */
  function slicesFor(query) {
    if (/^\d{2,}$/.test(query)) return [query.slice(0, 2)];
    const letters = withoutStopWords(query.split(" ").filter((word) => /^[a-z]/.test(word))).map(([letter]) => letter);
    return [...new Set(letters)];
  }

  function departementOf(postal) {
    if (/^97/.test(postal)) return postal.slice(0, 3);
    if (/^20/.test(postal)) return postal < "20200" ? "2A" : "2B";
    return postal.slice(0, 2);
  }

  function readIndex({ portraits, industry, topics, pages, words }) {
    /* A name, its aliases, and everything in which a query's terms are looked for: those and `keywords`. */
    const searchable = (name, otherNames, keywords) => {
      const title = ` ${folded(name)}`;
      const aliases = otherNames.map((alias) => ` ${folded(alias)}`);
      return { name, title, aliases, all: `${title}${aliases.join("")} ${folded(keywords)}` };
    };
    const entries = portraits.map(([path, name, code, kind, region, aliases = []]) => ({
      path,
      ...searchable(name, aliases, `${code} ${region} ${kind}`),
      code: folded(code),
      key: folded(code) || path.replace(/^regions\/(\d+)-.*/, "region-$1"), // in the addresses of « Comparer »
      about: [code, words[kind], region !== name && region],
    }));
    return {
      words,
      portraits: entries,
      byCode: new Map(entries.filter(({ code }) => code).map((entry) => [entry.code.toUpperCase(), entry])),
      industry: industry.map(([path, name, places]) => ({ path, name, title: ` ${folded(name)}`, places })),
      topics: topics.map(([path, name, kind, label, leaders, aliases]) => ({
        path,
        ...searchable(name, aliases, label),
        about: [words[kind]],
        leaders,
      })),
      pages: pages.map(([path, name, aliases, main]) => ({
        path,
        ...searchable(name, aliases, ""),
        about: [words.page],
        main,
      })),
      communes: new Map(),
    };
  }

  /* Adds a slice of communes, largest first: `Vienne,38200;Lyon,69001+69002;…`. */
  function readCommunes(index, slice, text) {
    const communes = [];
    for (const line of text.split(";")) {
      const [name, codes] = line.replaceAll("'", "’").split(",");
      const [postals, code] = codes.split("@");
      const home = index.byCode.get(code ?? departementOf(postals));
      if (!home) continue;
      const title = ` ${folded(name)}`;
      const all = `${title} ${postals.replaceAll("+", " ")} ${home.code}${home.title}`;
      communes.push({ home, name, postals: postals.split("+"), title, all });
    }
    index.communes.set(slice, communes);
  }

  /* Each word has a space before it, so that `includes` finds terms only at the beginning of words. */
  const termsOf = (query) => query.split(" ").map((term) => ` ${term}`);
  const includesAll = (words, terms) => terms.every((term) => words.includes(term));
  const filled = (text, name, value) => text.replace(`{${name}}`, () => value);

  /* How well an entry matches: 0 it has this name, 1 its name begins with the query, 2 words of its name begin with the
     terms, 3 keywords do; null if it does not. */
  function matchLevel({ title, aliases = [], all }, query, terms) {
    if (!includesAll(all, terms)) return null;
    const whole = ` ${query}`;
    if (title === whole || aliases.includes(whole)) return 0;
    if (title.startsWith(whole) || aliases.some((name) => name.startsWith(whole))) return 1;
    return includesAll(title, terms) ? 2 : 3;
  }

  /* Scores by match level: results are sorted by score, and a score below EXACT means that the name is the query. */
  const EXACT = 1;
  const PORTRAIT_SCORES = [0, 1, 2, 6];
  const COMMUNE_SCORES = [0.3, 2.2, 3.5];
  const TOPIC_SCORES = [0.6, 1.5, 2.5, 5];
  const INDUSTRY_SCORES = { exact: 0.5, other: 3 };
  const PAIR_SCORE = 1;

  function* matches(index, query) {
    const terms = termsOf(query);
    const { portraits, industry, topics, pages, words } = index;
    const bare = query.replace(ARTICLE, "");
    for (const entry of portraits) {
      const isExact =
        [entry.code, entry.code + entry.title].includes(query) ||
        [entry.title, `${entry.title} ${entry.code}`].includes(` ${bare}`);
      const level = isExact ? 0 : matchLevel(entry, query, terms);
      if (level !== null) yield { ...entry, score: PORTRAIT_SCORES[level] };
    }
    yield* communeMatches(index, query, terms);
    yield* pairMatches(index, query.split(" "));
    /* A Territoire d'industrie leads to its portraits, then to its own page. */
    for (const { path, name, title, places } of industry) {
      if (!includesAll(title, terms)) continue;
      const score = title === ` ${query}` ? INDUSTRY_SCORES.exact : INDUSTRY_SCORES.other;
      for (const place of places) {
        const { about } = portraits[place];
        yield { ...portraits[place], score, about: [...about, filled(words.member, "name", name)] };
      }
      yield { path, name, score, about: [words.industry] };
    }
    for (const entry of topics) {
      const level = matchLevel(entry, query, terms);
      if (level === null) continue;
      const score = TOPIC_SCORES[level];
      yield { ...entry, score };
      /* After the page of a product or country, the portraits of its largest exporters. */
      for (const [place, rank] of entry.leaders) {
        const text = filled(filled(words.leader, "rank", rank), "name", entry.name);
        yield { ...portraits[place], score: score + EXACT, about: [...portraits[place].about, text] };
      }
    }
    for (const entry of pages) {
      const level = matchLevel(entry, query, terms);
      if (level !== null) yield { ...entry, score: TOPIC_SCORES[level] };
    }
  }

  /* The exact names of two territories: their comparison. That of a département and a product or country, in either
     order: the département's row on that page. */
  function* pairMatches({ portraits, topics, pages, words }, queryWords) {
    const portraitOf = (name) => portraits.find(({ code, title }) => code === name || title === ` ${name}`);
    const comparison = pages.find(({ path }) => path === "comparer");
    for (let cut = 1; cut < queryWords.length; cut += 1) {
      const parts = [queryWords.slice(0, cut).join(" "), queryWords.slice(cut).join(" ")];
      const [one, other] = parts.map(portraitOf);
      if (one && other && one !== other && comparison) {
        const anchor = `?a=${one.key}&b=${other.key}`;
        yield {
          path: comparison.path,
          anchor,
          name: `${one.name} et ${other.name}`,
          score: PAIR_SCORE,
          about: [comparison.name],
        };
      }
      for (const [name, topicQuery] of [parts, [parts[1], parts[0]]]) {
        const home = portraitOf(name);
        if (!home?.code || topicQuery.length < 2) continue;
        for (const topic of topics) {
          const { title, aliases } = topic;
          const level = aliases.includes(` ${topicQuery}`)
            ? 0
            : matchLevel({ title, all: title }, topicQuery, termsOf(topicQuery));
          if (level === null) continue;
          yield {
            path: topic.path,
            anchor: `#export-${home.code}`,
            name: `${home.name} : ${topic.name}`,
            score: PAIR_SCORE + level / 10,
            about: [filled(words.line, "name", topic.name)],
          };
        }
      }
    }
  }

  function* communeMatches(index, query, terms) {
    const [slice] = slicesFor(query);
    const [whole, first, last] = [` ${query}`, terms[0], terms.at(-1)];
    const isPostal = /^\d{3,}$/.test(query);
    for (const { home, name, postals, title, all } of index.communes.get(slice) ?? []) {
      const postal = isPostal ? postals.find((each) => each.startsWith(query)) : undefined;
      let level = null;
      if (title === whole || postal === query) level = 0;
      else if (postal || title.startsWith(whole)) level = 1;
      else if (includesAll(all, terms) && (title.includes(first) || title.includes(last))) level = 2;
      if (level === null) continue;
      const about = [filled(index.words.commune, "code", postal ?? postals[0]), home.about[0], home.name];
      yield { path: home.path, name, score: COMMUNE_SCORES[level], about, isCommune: true };
    }
  }

  /* Results by score, without duplicates; a commune and its département's page are two results. */
  function ranked(results) {
    const seen = new Set();
    const key = ({ path, anchor = "", name, isCommune }) => (isCommune ? `${path} ${name}` : path + anchor);
    return [...results].sort((a, b) => a.score - b.score).filter((each) => !seen.has(key(each)) && seen.add(key(each)));
  }

  /* The results for the query without its last letters (« pharmacie » finds « pharmaceutiques »). */
  function matchesOfStem(index, query) {
    let found = [];
    for (let cut = 1; !found.length && cut <= MAX_CUT; cut += 1) {
      const last = query.split(" ").at(-1);
      if (/\d/.test(last) || last.length - cut < MIN_STEM) return [];
      found = ranked(matches(index, query.slice(0, -cut)));
    }
    return found;
  }

  /* The Damerau-Levenshtein distance of two words (optimal string alignment), or most + 1 if it is above `most`. */
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

  /* The names that differ from the query by one or two typing errors. */
  function suggestions(index, query) {
    const most = query.length >= TWO_ERRORS_FROM ? 2 : 1;
    if (query.length < 3 || /\d/.test(query)) return [];
    const found = [];
    const add = (entry, names, rest) => {
      const distance = Math.min(...names.map((name) => edits(query, name.slice(1), most)));
      if (distance <= most) found.push({ ...entry, ...rest, score: distance });
    };
    for (const entry of [...index.portraits, ...index.topics, ...index.pages]) {
      add(entry, [entry.title, ...entry.aliases]);
    }
    for (const entry of index.industry) add(entry, [entry.title], { about: [index.words.industry] });
    for (const slice of slicesFor(query)) {
      for (const { home, name, postals, title } of index.communes.get(slice) ?? []) {
        const about = [filled(index.words.commune, "code", postals[0]), home.about[0], home.name];
        add({ path: home.path, name, isCommune: true }, [title], { about });
      }
    }
    return ranked(found).slice(0, MAX_SUGGESTIONS);
  }

  /* Searches for a text: { found: the first results, count: of all results, kind }. `kind`: "found", "near" (misspelt
     names) or "none" (then `found` holds the site's main pages). Exact names are never cut off. */
  function search(index, text) {
    const query = normalizeQuery(text);
    if (!query) return { found: [], count: 0, kind: "found" };
    const found = ranked(matches(index, query));
    const exact = found.filter(({ score }) => score < EXACT).length;
    if (found.length)
      return { found: found.slice(0, Math.max(MAX_RESULTS, exact)), count: found.length, kind: "found" };
    const near = suggestions(index, query);
    if (near.length) return { found: near, count: near.length, kind: "near" };
    const ofStem = matchesOfStem(index, query);
    if (ofStem.length) return { found: ofStem.slice(0, MAX_RESULTS), count: ofStem.length, kind: "found" };
    return { found: index.pages.filter(({ main }) => main), count: 0, kind: "none" };
  }

  return { departementOf, edits, folded, normalizeQuery, readCommunes, readIndex, search, slicesFor, sliceWords };
})();
