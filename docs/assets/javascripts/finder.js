/* The search box: finds portraits by territory, code or Territoire d'industrie as one types, then the pages by product
   and by country. Accents, case, hyphens and apostrophes do not count. Works from file://: the index is a script, which
   the home page loads at once, and the other pages when the box is first used. */
(() => {
  "use strict";

  const MOST = 12;
  const SHORTEST = 5;
  const ENDING = 3;
  const here = document.currentScript.src;
  const root = new URL("../../", here);
  const waiting = [];
  let index = null;

  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  globalThis.portraitIndex = ({ portraits, industry, topics, words }) => {
    index = {
      words,
      portraits: portraits.map(([path, name, code, kind, region]) => ({
        path,
        name,
        title: ` ${folded(name)}`,
        code: folded(code),
        detail: [code, words[kind], region !== name && region],
        other: ` ${folded(`${code} ${region} ${kind}`)}`,
      })),
      industry: industry.map(([path, name, places]) => ({ path, name, title: ` ${folded(name)}`, places })),
      topics: topics.map(([path, name, kind, label, leaders]) => ({
        path,
        name,
        title: ` ${folded(name)}`,
        other: ` ${folded(label)}`,
        detail: [words[kind]],
        leaders,
      })),
    };
    for (const ready of waiting.splice(0)) ready();
  };

  function whenIndexed(ready) {
    if (index) return ready();
    waiting.push(ready);
    if (document.querySelector("script[src$='finder-index.js']")) return undefined;
    const script = document.createElement("script");
    script.src = new URL("finder-index.js", here).href;
    return document.head.append(script);
  }

  const holds = (words, terms) => terms.every((term) => words.includes(` ${term}`));

  /* What answers, as [score, place in the index, entry, detail]: the lower the score, the nearer. */
  function* matches(query, terms) {
    const { portraits, industry, topics, words } = index;
    for (const [place, entry] of portraits.entries()) {
      const score =
        entry.code === query || entry.title === ` ${query}`
          ? 0
          : entry.title.startsWith(` ${query}`)
            ? 1
            : holds(entry.title, terms)
              ? 2
              : holds(entry.title + entry.other, terms)
                ? 6
                : null;
      if (score !== null) yield [score, place, entry, entry.detail];
    }
    /* Of a Territoire d'industrie, its portraits come first, then its page. */
    for (const [place, each] of industry.entries()) {
      if (!holds(each.title, terms)) continue;
      for (const [nth, position] of each.places.entries()) {
        const entry = portraits[position];
        yield [3, place + nth / 1000, entry, [...entry.detail, words.member.replace("{name}", () => each.name)]];
      }
      yield [3, place + 0.5, each, [words.industry]];
    }
    for (const [place, entry] of topics.entries()) {
      const score =
        entry.title === ` ${query}`
          ? 1.5
          : entry.title.startsWith(` ${query}`)
            ? 2.5
            : holds(entry.title, terms)
              ? 4
              : holds(entry.title + entry.other, terms)
                ? 5
                : null;
      if (score === null) continue;
      yield [score, place, entry, entry.detail];
      /* Behind the page of a product or country, the portraits of its first exporters. */
      for (const [nth, [position, rank]] of entry.leaders.entries()) {
        const { detail } = portraits[position];
        const said = words.leader.replace("{rank}", rank).replace("{name}", () => entry.name);
        yield [score, place + (nth + 1) / 1000, portraits[position], [...detail, said]];
      }
    }
  }

  /* A word that nothing answers is tried without its ending (« pharmacie » finds « pharmaceutiques »). */
  function search(text) {
    let query = folded(text);
    if (!query) return [];
    let found = [...matches(query, query.split(" "))];
    for (let cut = 0; !found.length && cut < ENDING && query.split(" ").at(-1).length > SHORTEST; cut += 1) {
      query = query.slice(0, -1);
      found = [...matches(query, query.split(" "))];
    }
    const seen = new Set();
    return found
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .filter(([, , { path }]) => !seen.has(path) && seen.add(path))
      .slice(0, MOST);
  }

  function start(finder) {
    const input = finder.querySelector("input");
    const list = finder.querySelector("[role=listbox]");
    const status = finder.querySelector("[role=status]");
    let active = -1;

    const options = () => [...list.querySelectorAll("[role=option]")];

    function select(position) {
      const all = options();
      active = all.length ? (position + all.length) % all.length : -1;
      for (const [i, option] of all.entries()) option.setAttribute("aria-selected", String(i === active));
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

    /* The link itself is the option: nothing that one can act on lies inside another, and it opens in a tab as links do. */
    function option([, , entry, detail], position) {
      const item = document.createElement("li");
      item.setAttribute("role", "presentation");
      const link = document.createElement("a");
      link.id = `pce-finder-${position}`;
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      link.href = new URL(entry.path + finder.dataset.suffix, root).href;
      link.tabIndex = -1;
      const name = document.createElement("strong");
      name.textContent = entry.name;
      const about = document.createElement("small");
      about.textContent = detail.filter(Boolean).join(" · ");
      link.append(name, about);
      item.append(link);
      return item;
    }

    function show() {
      const found = search(input.value);
      const { words } = index;
      list.replaceChildren(...found.map(option));
      const said = found.length === 0 ? words.none : found.length === 1 ? words.found_one : words.found;
      status.textContent = input.value.trim() ? said.replace("{n}", found.length) : "";
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      active = -1;
      input.removeAttribute("aria-activedescendant");
    }

    input.addEventListener("input", () => whenIndexed(show));
    input.addEventListener("focus", () => whenIndexed(() => input.value && show()));
    input.addEventListener("keydown", (event) => {
      if (!index) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) show();
        else select(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
      } else if (event.key === "Enter") {
        const chosen = options()[Math.max(active, 0)];
        if (!list.hidden && chosen) {
          event.preventDefault();
          chosen.click();
        }
      } else if (event.key === "Escape") {
        if (!list.hidden) event.stopPropagation();
        close();
      }
    });
    finder.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !finder.contains(relatedTarget)) close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!finder.contains(event.target)) close();
    });
    if (input.value) whenIndexed(show);
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".pce-finder").forEach(start));
})();
