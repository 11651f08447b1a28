/* The search box in the header: a list of pages as the reader types, and as its last item Material's full-text search.
   later.js loads this script when the box is first used. */
(() => {
  "use strict";

  const { find, words } = globalThis.portraitFinder;
  const root = new URL("../../", document.currentScript.src);

  const MOST_SUGGESTED = 4; // one row of cards on a desk

  const folder = (path, suffix) => path + (suffix === "/" ? "" : "index.html");

  /* The words of an address, for the page of error 404: « 42 loir » for departements/42-loir/. */
  function wordsOf(address) {
    const parts = decodeURI(address.pathname)
      .replace(/\/(index\.html)?$|\.html$/, "")
      .split("/");
    return parts
      .at(-1)
      .replaceAll(/[-_+.]+/g, " ")
      .trim();
  }

  /* Opens Material's search with this text. */
  function openFullTextSearch(text) {
    const { query } = document.forms.search;
    const toggle = document.getElementById("__search");
    query.closest(".md-search").hidden = false;
    if (!toggle.checked) toggle.click();
    query.value = text;
    query.focus();
  }

  function start(box) {
    const input = box.querySelector("input");
    const list = box.querySelector("[role=listbox]");
    const status = box.querySelector("[role=status]");
    let active = -1;
    let latestQuery = 0;
    let shouldOpenFirst = "enter" in box.dataset; // Enter was pressed before the script or the results had loaded

    function addressOf({ path, anchor = "" }) {
      const { suffix } = box.dataset;
      return new URL((path.endsWith("/") ? folder(path, suffix) : path + suffix) + anchor, root).href;
    }

    /* A link to a page: its name, and what it is. */
    function linkTo(href, name, about) {
      const link = Object.assign(document.createElement("a"), { href });
      const strong = document.createElement("strong");
      strong.textContent = name;
      const small = document.createElement("small");
      small.textContent = about.filter(Boolean).join(" · ");
      link.append(strong, small);
      return link;
    }

    /* On the page of error 404: the pages that its address resembles, territories before communes. */
    async function suggest(place) {
      const { found } = await find(wordsOf(location));
      const [communes, others] = [true, false].map((is) => found.filter(({ isCommune = false }) => isCommune === is));
      const items = [...others, ...communes].slice(0, MOST_SUGGESTED).map((each) => {
        const item = document.createElement("li");
        item.append(linkTo(addressOf(each), each.name, each.about));
        return item;
      });
      place.append(...items);
      place.closest("section").hidden = !items.length;
    }

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
      latestQuery += 1;
      list.hidden = true;
      status.textContent = "";
      input.setAttribute("aria-expanded", "false");
      active = -1;
      input.removeAttribute("aria-activedescendant");
    }

    /* The link itself is the option, as an option may not contain a link; it can be opened in a new tab. */
    function option(href, name, about, position) {
      const item = document.createElement("li");
      item.setAttribute("role", "presentation");
      const link = linkTo(href, name, about);
      link.id = `pce-finder-${position}`;
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      link.tabIndex = -1;
      item.append(link);
      return item;
    }

    function fullTextOption(words, position) {
      const text = input.value.trim();
      const item = option(
        `?q=${encodeURIComponent(text)}`,
        words.text.replace("{words}", () => text),
        [],
        position,
      );
      item.className = "pce-finder__text";
      item.firstChild.addEventListener("click", (event) => {
        event.preventDefault();
        openFullTextSearch(text);
        close();
      });
      return item;
    }

    function statusText(words, found, count, kind) {
      if (kind === "none") return words.none;
      if (kind === "near") {
        const [{ name, about }] = found;
        const code = about.find((each) => /^\d[\dAB]\d?$/.test(each || ""));
        if (found.length > 1) return words.near_many;
        return words.near.replace("{name}", () => (code ? `${name} (${code})` : name));
      }
      if (count > found.length) return words.found_more.replace("{n}", found.length).replace("{all}", count);
      return (count === 1 ? words.found_one : words.found).replace("{n}", count);
    }

    async function show() {
      if (!input.value.trim()) return close();
      const query = ++latestQuery;
      const { found, count, kind } = await find(input.value);
      if (query !== latestQuery || !words()) return undefined;
      const pages = found.map((each, position) => option(addressOf(each), each.name, each.about, position));
      list.replaceChildren(...pages, fullTextOption(words(), pages.length));
      status.textContent = statusText(words(), found, count, kind);
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      active = -1;
      input.removeAttribute("aria-activedescendant");
      if (shouldOpenFirst) options()[0].click();
      shouldOpenFirst = false;
      return undefined;
    }

    input.addEventListener("input", () => {
      shouldOpenFirst = false;
      status.textContent = "";
      show();
    });
    input.addEventListener("focus", show);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) show();
        else select(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
      } else if (event.key === "Enter") {
        event.preventDefault();
        shouldOpenFirst = !status.textContent && input.value.trim() !== "";
        if (shouldOpenFirst) show();
        else options()[Math.max(active, 0)]?.click();
      } else if (event.key === "Escape") {
        if (!list.hidden) event.stopPropagation();
        close();
      }
    });
    box.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !box.contains(relatedTarget)) close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!box.contains(event.target)) close();
    });
    const asking = document.querySelector("[data-ask-address]");
    if (asking) suggest(asking);
    if (input.value) show();
  }

  start(document.querySelector(".pce-finder"));
})();
