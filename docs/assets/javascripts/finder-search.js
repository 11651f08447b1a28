/* What the search box knows, and when it fetches it: the index of all pages, then the communes of the letter or postal
   code that is typed. Scripts, so that it works from file:// too; how it finds is finder-match.js. */
(() => {
  "use strict";

  const { answer, asked, readCommunes, readIndex, slicesFor } = globalThis.portraitMatch;
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

  /* Resolves to what answers, as finder-match.js gives it. */
  async function find(text) {
    if (!index) await load("finder-index.js");
    if (!index) return { found: [], count: 0, kind: "none" };
    const [slice, ...others] = slicesFor(asked(text)).map((name) => `communes/${name}.js`);
    if (slice) await load(slice);
    const answered = answer(index, text);
    if (answered.kind === "found" || !others.length) return answered;
    await Promise.all(others.map(load));
    return answer(index, text);
  }

  globalThis.portraitFinder = { find, words: () => index?.words };
})();
