/* Loads the search box's data on demand: the index of all pages, then the communes of the letter or postal code that is
   typed. They are scripts because fetch() fails on file://. The matching is in finder-match.js. */
(() => {
  "use strict";

  const { normalizeQuery, readCommunes, readIndex, search, slicesFor } = globalThis.portraitMatch;
  const here = document.currentScript.src;
  let index = null;

  globalThis.portraitIndex = (data) => {
    index = readIndex(data);
  };
  globalThis.portraitCommunes = (slice, text) => readCommunes(index, slice, text);

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

  /* Resolves to the results of `search` in finder-match.js. */
  async function find(text) {
    if (!index) await load("finder-index.js");
    if (!index) return { found: [], count: 0, kind: "none" };
    const [slice, ...others] = slicesFor(normalizeQuery(text)).map((name) => `communes/${name}.js`);
    if (slice) await load(slice);
    const results = search(index, text);
    if (results.kind === "found" || !others.length) return results;
    await Promise.all(others.map(load));
    return search(index, text);
  }

  globalThis.portraitFinder = { find, words: () => index?.words };
})();
