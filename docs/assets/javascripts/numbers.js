/* Numbers as the pages write them (generator/french/formatting.py), for what the browser works out; and sentences from the
   page's own <template data-word="…">; and what the pages that hold a choice share. */
globalThis.portraitNumbers = (() => {
  "use strict";

  const NBSP = "\u00a0";
  const THIN = "\u202f";
  const MINUS = "\u2212";
  /* From the largest amount that stands there, in euros: its unit, as `unit_for` chooses it. */
  const UNITS = [
    [1e6, 1e5, 1, "M€"],
    [1e4, 1e3, 0, "k€"],
    [0, 1, 0, "€"],
  ];
  const decimal = (value, digits) =>
    new Intl.NumberFormat("fr-FR", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const rounded = (value, digits) => Math.floor(value * 10 ** digits + 0.5) / 10 ** digits;

  /* As `Unit`: writes amounts that stand together, in one unit; differences are those of the amounts as written. */
  function unitFor(...amounts) {
    const largest = Math.max(0, ...amounts.map(Math.abs));
    const [, digit, digits, name] = UNITS.find(([from]) => largest >= from);
    const steps = (euros) => Math.sign(euros) * Math.floor(Math.abs(euros) / digit + 0.5);
    const text = (count, isZero) => {
      if (!count) return (isZero ? "0" : `<${NBSP}${decimal(10 ** -digits, digits)}`) + NBSP + name;
      return (count < 0 ? MINUS : "") + decimal(Math.abs(count) / 10 ** digits, digits) + NBSP + name;
    };
    return {
      name,
      write: (euros) => text(steps(euros), !euros),
      bare: (euros) => text(steps(euros), !euros).slice(0, -name.length - 1),
      difference: (more, less) => {
        const count = steps(more) - steps(less);
        return (count > 0 ? "+" : "") + text(count, more === less);
      },
    };
  }

  const number = (value, digits) => decimal(rounded(value, digits), digits).replace(/,0+$|(,\d*?)0+$/, "$1");

  /* As `share`: trailing zeros dropped, never zero for something. */
  function share(part, whole, digits = 1) {
    if (!whole) return "";
    const percent = (100 * part) / whole;
    if (part && !rounded(percent, digits)) return `<${NBSP}${decimal(10 ** -digits, digits)}${NBSP}%`;
    return `${number(percent, digits)}${NBSP}%`;
  }

  /* As `column_share`: all with the same decimals. */
  function columnShare(part, whole, digits = 1) {
    if (!whole || !part || !rounded((100 * part) / whole, digits)) return share(part, whole, digits);
    return `${decimal(rounded((100 * part) / whole, digits), digits)}${NBSP}%`;
  }

  /* As `times`. */
  function times(value) {
    if (value < 3) return number(value, 1);
    const step = value < 20 ? 1 : 10;
    return decimal(step * Math.floor(value / step + 0.5), 0);
  }

  /* Behind what stands in the page as in what is put together here, signs keep to the word before them. */
  const unbroken = (text) =>
    text
      .replace(/ ([:%»]|M?€)/g, `${NBSP}$1`)
      .replace(/ ([;?!])/g, `${THIN}$1`)
      .replace(/« /g, `«${NBSP}`);

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

  /* value: what a column of numbers is sorted by (sort.js). */
  function cell(tag, content, name, value) {
    const element = document.createElement(tag);
    if (tag === "th") element.scope = name ?? "row";
    else if (name) element.className = name;
    if (value !== undefined) element.dataset.v = String(value);
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

  /* What the pages that hold a choice call its parts, in the address: two territories, countries, products, the
     direction, a rate. Each page takes what it knows and keeps the rest for the next one. */
  const NAMES = ["a", "b", "pays", "produits", "sens", "taux"];
  const FORMER = { pays: "marche" };
  const CHOICES = /\/(exposition|droits-de-douane|comparer)\/(index\.html)?$/;
  let kept = new URLSearchParams(location.search);

  const asked = (name) => kept.get(name) ?? kept.get(FORMER[name]);

  /* The links from one of these pages to the others take the choice along; null: that part is no longer chosen. */
  function lead(choice) {
    const next = new URLSearchParams();
    for (const name of NAMES) {
      const value = choice[name] === undefined ? asked(name) : choice[name];
      if (value !== null) next.set(name, value);
    }
    kept = next;
    const query = `?${String(next).replaceAll("%2C", ",")}`;
    for (const link of document.querySelectorAll("a[href]:not([href^='#'])"))
      if (CHOICES.test(link.pathname)) link.search = query;
    return query;
  }

  /* Puts the choice into the address. A browser may refuse that for a file: the page is right all the same. */
  function remember(choice) {
    const query = lead(choice);
    try {
      history.replaceState(null, "", query);
    } catch {
      /* As said. */
    }
  }

  return { unitFor, share, columnShare, times, unbroken, words, bar, cell, load, asked, lead, remember };
})();
