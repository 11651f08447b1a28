"use strict";
// Wraps Material's search worker so that accents and ligatures do not count: `herault` finds Hérault, `oeuvre` œuvre.
// Started as folded.js?search.….js, where the query is the file name of Material's own worker, in the same folder. On
// file:// it runs in an <iframe>, where importScripts() returns a promise (iframe-worker.js).
(() => {
  const here = globalThis.document?.currentScript?.src ?? location.href;
  const LIGATURES = { œ: "oe", æ: "ae", ß: "ss" };
  const fold = (text) =>
    text
      .replace(/[œæß]/gi, (letter) => LIGATURES[letter.toLowerCase()])
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "");

  // Registered before Material's listener, so that it can replace the query.
  addEventListener("message", (event) => {
    if (event.data?.type !== 2 || event.data.folded || !globalThis.lunr) return;
    event.stopImmediatePropagation();
    dispatchEvent(new MessageEvent("message", { data: { type: 2, data: fold(event.data.data), folded: true } }));
  });

  // A token keeps its position in the original text, so results are displayed and highlighted with their accents.
  function foldTokens() {
    if (!globalThis.lunr) return; // Zensical's worker, which folds accents itself
    const { Token } = lunr;
    lunr.Token = function folded(word, metadata) {
      return new Token(fold(word), metadata);
    };
    lunr.Token.prototype = Token.prototype;
  }

  const [, name] = here.split("?");
  const loaded = importScripts(new URL(name, here).href);
  if (loaded) loaded.then(foldTokens);
  else foldTokens();
})();
