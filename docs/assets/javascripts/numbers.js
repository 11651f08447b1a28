/* Numbers as the pages write them (generator/french/formatting.py), for what the browser works out; and sentences from the
   page's own <template data-word="…">; and what the pages that hold a choice share. */
globalThis.portraitNumbers = (() => {
  "use strict";

  const NBSP = "\u00a0";
  const UNITS = [
    [1e9, 1, "Md€"],
    [1e6, 1, "M€"],
    [1e3, 0, "k€"],
    [1, 0, "€"],
  ];
  const decimal = (value, digits) =>
    new Intl.NumberFormat("fr-FR", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const rounded = (value, digits) => Math.floor(value * 10 ** digits + 0.5) / 10 ** digits;

  function compact(euros) {
    const size = Math.abs(euros);
    const fitting = [...UNITS].reverse().find(([unit, digits]) => rounded(size / unit, digits) < 1000) ?? UNITS[0];
    const [unit, digits, name] = fitting;
    return (euros < 0 ? "\u2212" : "") + decimal(rounded(size / unit, digits), digits) + NBSP + name;
  }

  const number = (value, digits) => decimal(rounded(value, digits), digits).replace(/,0+$/, "");

  /* As `short_part` of formatting.py: never a false zero. */
  function share(part, whole) {
    if (!whole) return "";
    const percent = (100 * part) / whole;
    const amount = part && percent < 0.005 ? "moins de 0,01" : number(percent, percent < 1 ? 2 : 1);
    return `${amount}${NBSP}%`;
  }

  const signed = (euros) => (euros > 0 ? "+" : "") + compact(euros);
  const ratio = (value) => number(value, value < 10 ? 1 : 0);

  /* Behind what stands in the page as in what is put together here, signs keep to the word before them. */
  const unbroken = (text) => text.replace(/ ([:;?!%»])/g, `${NBSP}$1`).replace(/« /g, `«${NBSP}`);

  function words(root) {
    const found = {};
    for (const template of root.querySelectorAll("template[data-word]")) {
      found[template.dataset.word] = template.content.textContent;
    }
    return (key, values = {}) => unbroken(found[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ""));
  }

  const SVG = "http://www.w3.org/2000/svg";
  function bar(part, largest, kind) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", `pce-bar pce-bar--${kind}`);
    svg.setAttribute("viewBox", "0 0 100 8");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("width", largest ? String((100 * part) / largest) : "0");
    rect.setAttribute("height", "8");
    svg.append(rect);
    return svg;
  }

  function cell(tag, content, name) {
    const element = document.createElement(tag);
    if (tag === "th") element.scope = name ?? "row";
    else if (name) element.className = name;
    element.append(...[content].flat());
    return element;
  }

  /* Loads a script of data; isHere: whether it has given them, for a file cut short loads as well. */
  function load(address, isHere) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address.href;
      script.addEventListener("load", () => (isHere() ? resolve() : reject(new Error(script.src))));
      script.addEventListener("error", () => reject(new Error(script.src)));
      document.head.append(script);
    });
  }

  /* Puts the choice into the address. A browser may refuse that for a file: the page is right all the same. */
  function remember(query) {
    try {
      history.replaceState(null, "", `?${query}`);
    } catch {
      /* As said. */
    }
  }

  return { compact, signed, share, ratio, words, bar, cell, load, remember };
})();
