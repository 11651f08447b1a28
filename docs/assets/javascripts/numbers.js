/* Shared by the pages that compute in the browser: numbers formatted as Python formats them
   (generator/french/formatting.py), sentences from the page's <template data-word="…">, and the choice kept in the address. */
globalThis.portraitNumbers = (() => {
  "use strict";

  const NBSP = "\u00a0";
  const THIN = "\u202f";
  const MINUS = "\u2212";
  /* Smallest amount in euros, euros per last digit, decimals, name: as `unit_for` chooses them. */
  const UNITS = [
    [1e6, 1e5, 1, "M€"],
    [1e4, 1e3, 0, "k€"],
    [0, 1, 0, "€"],
  ];
  const decimal = (value, digits) =>
    new Intl.NumberFormat("fr-FR", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const rounded = (value, digits) => Math.floor(value * 10 ** digits + 0.5) / 10 ** digits;

  /* Like `Unit` in Python: formats amounts shown together in one unit, chosen for the largest. */
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
      format: (euros) => text(steps(euros), !euros),
      formatWithoutUnit: (euros) => text(steps(euros), !euros).slice(0, -name.length - 1),
    };
  }

  const number = (value, digits) => decimal(rounded(value, digits), digits).replace(/,0+$|(,\d*?)0+$/, "$1");

  /* Like `share` in Python: trailing zeros are dropped, and a non-zero share is never written as zero. */
  function share(part, whole, digits = 1) {
    if (!whole) return "";
    const percent = (100 * part) / whole;
    if (part && !rounded(percent, digits)) return `<${NBSP}${decimal(10 ** -digits, digits)}${NBSP}%`;
    return `${number(percent, digits)}${NBSP}%`;
  }

  /* Like `column_share` in Python: always the same number of decimals. */
  function columnShare(part, whole, digits = 1) {
    if (!whole || !part || !rounded((100 * part) / whole, digits)) return share(part, whole, digits);
    return `${decimal(rounded((100 * part) / whole, digits), digits)}${NBSP}%`;
  }

  /* Like `times` in Python. */
  function times(value) {
    if (value < 3) return number(value, 1);
    const step = value < 20 ? 1 : 10;
    return decimal(step * Math.floor(value / step + 0.5), 0);
  }

  /* French typography: no line break before a punctuation mark or a unit. */
  const withNoBreakSpaces = (text) =>
    text
      .replace(/ ([:%»]|M?€)/g, `${NBSP}$1`)
      .replace(/ ([;?!])/g, `${THIN}$1`)
      .replace(/« /g, `«${NBSP}`);

  const upperInitial = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  /* Like `lower_initial` in Python: an acronym keeps its first letter. */
  const lowerInitial = (text) => (/^.\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));

  /* Returns a function that fills in a sentence of the page: `message("share", { share: "5 %" })`. */
  function messages(root) {
    const texts = {};
    for (const template of root.querySelectorAll("template[data-word]")) {
      texts[template.dataset.word] = template.content.textContent;
    }
    return (key, values = {}) => withNoBreakSpaces(texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ""));
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

  /* `value`: the number by which sort.js sorts the column. */
  function cell(tag, content, name, value) {
    const element = document.createElement(tag);
    if (tag === "th") element.scope = name ?? "row";
    else if (name) element.className = name;
    if (value !== undefined) element.dataset.v = String(value);
    element.append(...[content].flat());
    return element;
  }

  /* Loads a script of data. A truncated file fires "load" too, so `isLoaded` tells whether the data arrived. */
  function loadData(address, isLoaded) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address.href;
      script.addEventListener("load", () => (isLoaded() ? resolve() : reject(new Error(script.src))));
      script.addEventListener("error", () => reject(new Error(script.src)));
      document.head.append(script);
    });
  }

  /* The query parameters of these pages: two territories, countries, products, direction, rate. A page uses some of
     them and passes the others on to the next page. */
  const PARAMETERS = ["a", "b", "pays", "produits", "sens", "taux"];
  const FORMER_NAMES = { pays: "marche" };
  const PAGES = /\/(exposition|droits-de-douane|comparer)\/(index\.html)?$/;
  let current = new URLSearchParams(location.search);

  const parameter = (name) => current.get(name) ?? current.get(FORMER_NAMES[name]);

  /* The territory whose portrait the reader comes from, if any; `root`: the site's address. */
  const cameFrom = (territories, root) =>
    territories.find(({ path, hasPage }) => hasPage && document.referrer.startsWith(new URL(path, root).href));

  /* Puts the choice into the links to these pages and returns it as a query string; null removes a parameter. */
  function updateLinks(choice) {
    const next = new URLSearchParams();
    for (const name of PARAMETERS) {
      const value = choice[name] === undefined ? parameter(name) : choice[name];
      if (value !== null) next.set(name, value);
    }
    current = next;
    const query = `?${String(next).replaceAll("%2C", ",")}`;
    for (const link of document.querySelectorAll("a[href]:not([href^='#'])"))
      if (PAGES.test(link.pathname)) link.search = query;
    return query;
  }

  /* Puts the choice into the page's address and links. */
  function saveChoice(choice) {
    const query = updateLinks(choice);
    try {
      history.replaceState(null, "", query);
    } catch {
      /* Some browsers refuse it on file://; the page works without. */
    }
  }

  return {
    unitFor,
    share,
    columnShare,
    times,
    lowerInitial,
    upperInitial,
    withNoBreakSpaces,
    messages,
    bar,
    cell,
    loadData,
    parameter,
    cameFrom,
    updateLinks,
    saveChoice,
  };
})();
