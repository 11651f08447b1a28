"use strict";
// Material's search worker, in which accents and ligatures do not count: `herault` finds Hérault, `oeuvre` œuvre.
// Started as folded.js?search.….js, the name of Material's own worker beside it. On file:// it runs in an <iframe>, where
// importScripts() gives a promise (iframe-worker.js).
(() => {
  const here = globalThis.document?.currentScript?.src ?? location.href;
  const LIGATURES = { œ: "oe", æ: "ae", ß: "ss" };
  const fold = (text) =>
    text
      .replace(/[œæß]/gi, (letter) => LIGATURES[letter.toLowerCase()])
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "");

  // Registered before Material's listener, so that it can replace what is asked for.
  addEventListener("message", (event) => {
    if (event.data?.type !== 2 || event.data.folded || !globalThis.lunr) return;
    event.stopImmediatePropagation();
    dispatchEvent(new MessageEvent("message", { data: { type: 2, data: fold(event.data.data), folded: true } }));
  });

  // Positions are those of the text as written: results are shown, and marked, with their accents.
  function foldWords() {
    if (!globalThis.lunr) return; // Zensical's worker, which folds accents by itself
    const { Token } = lunr;
    lunr.Token = function folded(word, metadata) {
      return new Token(fold(word), metadata);
    };
    lunr.Token.prototype = Token.prototype;
  }

  const [, name] = here.split("?");
  const loaded = importScripts(new URL(name, here).href);
  if (loaded) loaded.then(foldWords);
  else foldWords();
})();
