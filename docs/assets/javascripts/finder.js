/* The search box of the home page: finds portraits by territory, code or Territoire d'industrie as one types.
   Accents, case, hyphens and apostrophes do not count. Works from file://: the index is a script. */
(() => {
  "use strict";

  const MOST = 12;
  const root = new URL("../../", document.currentScript.src);
  let entries = [];

  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  globalThis.portraitIndex = (rows) => {
    entries = rows.map(([path, name, code, kind, region, industry]) => ({
      path, name, code, kind, region,
      title: ` ${folded(name)}`,
      code_folded: folded(code),
      industry: industry.map((label) => ({ label, words: ` ${folded(label)}` })),
      other: ` ${folded(`${code} ${region} ${kind}`)}`,
    }));
  };

  const holds = (words, terms) => terms.every((term) => words.includes(` ${term}`));

  /* The lower the score, the nearer the entry; a Territoire d'industrie that matches is shown with it. */
  function score(entry, query, terms) {
    if (entry.code_folded === query || entry.title.trim() === query) return { value: 0 };
    if (entry.title.startsWith(` ${query}`)) return { value: 1 };
    if (holds(entry.title, terms)) return { value: 2 };
    const found = entry.industry.find(({ words }) => holds(words, terms));
    if (found) return { value: 3, by: found.label };
    if (holds(entry.title + entry.other, terms)) return { value: 4 };
    return null;
  }

  function search(text) {
    const query = folded(text);
    if (!query) return [];
    const terms = query.split(" ");
    return entries
      .map((entry, position) => ({ entry, position, match: score(entry, query, terms) }))
      .filter(({ match }) => match)
      .sort((a, b) => a.match.value - b.match.value || a.position - b.position)
      .slice(0, MOST);
  }

  function start(finder) {
    const input = finder.querySelector("input");
    const list = finder.querySelector("[role=listbox]");
    const status = finder.querySelector("[role=status]");
    let active = -1;

    const address = (entry) => new URL(entry.path + finder.dataset.suffix, root).href;
    const options = () => [...list.children];

    function select(index) {
      const all = options();
      active = all.length ? (index + all.length) % all.length : -1;
      all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
      if (active >= 0) {
        input.setAttribute("aria-activedescendant", all[active].id);
        all[active].scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      active = -1;
      input.removeAttribute("aria-activedescendant");
    }

    function show() {
      const found = search(input.value);
      list.replaceChildren(
        ...found.map(({ entry, match }, index) => {
          const option = document.createElement("li");
          option.id = `pce-finder-${index}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          const link = document.createElement("a");
          link.href = address(entry);
          link.tabIndex = -1;
          const name = document.createElement("strong");
          name.textContent = entry.name;
          const detail = document.createElement("small");
          const kind = { departement: "Département", region: "Région", france: "Pays" }[entry.kind];
          detail.textContent = [entry.code, kind, entry.region !== entry.name && entry.region, match.by && `Territoire d'industrie : ${match.by}`]
            .filter(Boolean)
            .join(" · ");
          link.append(name, detail);
          option.append(link);
          return option;
        }),
      );
      const typed = input.value.trim() !== "";
      status.textContent = !typed ? "" : found.length ? `${found.length} portrait${found.length > 1 ? "s" : ""}` : "Aucun portrait ne répond à ces mots.";
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      active = -1;
      input.removeAttribute("aria-activedescendant");
    }

    input.addEventListener("input", show);
    input.addEventListener("focus", () => input.value && show());
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) show();
        else select(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
      } else if (event.key === "Enter") {
        const option = options()[active < 0 ? 0 : active];
        if (!list.hidden && option) {
          event.preventDefault();
          option.firstElementChild.click();
        }
      } else if (event.key === "Escape") {
        if (!list.hidden) event.stopPropagation();
        close();
      }
    });
    document.addEventListener("pointerdown", (event) => {
      if (!finder.contains(event.target)) close();
    });
    if (input.value) show();
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".pce-finder").forEach(start));
})();
