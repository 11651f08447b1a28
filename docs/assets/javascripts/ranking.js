/* Rankings and long lists: a filter by name and région, the one measure and the first rows that a phone shows, and the
   list of the ten first above the table, with the reader's own département. That list is made from the table's rows and
   follows them, so scripts that fill the table (exposure.js, droits.js) need not update it. */
(() => {
  "use strict";

  const FIRST = 10; // also in lists.css
  const NONE = "–";

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[-'’]/g, " ").toLowerCase().trim();
  const textOf = (cell) => cell.textContent.trim();

  /* An item of the ten first, from a row of the table: rank, name, bar and value. */
  function leaderItem(row, column) {
    const item = document.createElement("li");
    const part = (tag, name, ...nodes) => {
      const element = document.createElement(tag);
      if (name) element.className = name;
      element.append(...nodes);
      return element;
    };
    const value = row.cells[column];
    const bar = value.querySelector(".pce-bar")?.cloneNode(true) ?? "";
    item.append(
      part("span", "pce-leaders__rank", textOf(row.cells[1])),
      " ",
      part("span", "pce-leaders__name", ...row.cells[0].cloneNode(true).childNodes),
      " ",
      bar,
      part("b", "", textOf(value)),
    );
    return item;
  }

  function start(form) {
    const table = document.getElementById(form.dataset.for).closest("table");
    const body = table.tBodies[0];
    const headings = [...table.tHead.rows[0].cells];
    const leaders = document.querySelector(`.pce-leaders[data-table="${form.dataset.for}"]`);
    const [field, choice] = [form.querySelector("input"), form.querySelector("select")];
    const count = form.querySelector(".pce-tools__count");
    const chips = [...form.querySelectorAll(".pce-chip")];
    const main = Number(table.dataset.shown);
    let group = "";
    let isShort = body.rows.length > 1.5 * FIRST;
    const more = document.createElement("button");
    more.type = "button";
    more.className = "pce-button pce-tools__more";
    more.addEventListener("click", () => {
      const next = body.rows[FIRST].querySelector("a");
      isShort = false;
      filter();
      next?.focus({ preventScroll: true });
    });

    function filter() {
      const query = folded(field.value);
      more.hidden = !isShort || query !== "" || group !== "";
      more.textContent = form.dataset.more.replace("{all}", body.rows.length);
      table.classList.toggle("pce-short", !more.hidden);
      let shown = 0;
      for (const row of body.rows) {
        const name = folded(`${row.cells[0].textContent} ${row.dataset.words ?? ""}`);
        const matches = !query || name.includes(query) || row.dataset.code?.toLowerCase() === query;
        row.hidden = !matches || (group !== "" && !row.dataset.group?.split(" ").includes(group));
        shown += row.hidden ? 0 : 1;
      }
      const { count: some, none } = form.dataset;
      const text = shown ? some.replace("{n}", shown).replace("{all}", body.rows.length) : none;
      count.textContent = query || group ? text.replace("{text}", field.value.trim()) : "";
    }

    /* The row of the reader's own département: `a` in the address. */
    function ownRow() {
      const code = (new URLSearchParams(location.search).get("a") ?? "").toUpperCase();
      return code && [...body.rows].find((row) => row.dataset.code?.split(" ").includes(code));
    }

    function showLeaders(hasNewRows) {
      for (const row of body.rows) row.classList.remove("pce-own");
      const own = ownRow();
      if (own) own.classList.add("pce-own");
      if (!leaders || !(hasNewRows || own)) return;
      const ranked = [...body.rows].filter((row) => textOf(row.cells[1]) !== NONE).slice(0, FIRST);
      const note = leaders.querySelector(".pce-note");
      if (note) note.hidden = ranked.every((row, place) => Number(textOf(row.cells[1])) <= place + 1);
      const rows = own && !ranked.includes(own) ? [...ranked, own] : ranked;
      leaders.querySelector("ol").replaceChildren(
        ...rows.map((row) => {
          const item = leaderItem(row, main);
          if (row === own) item.className = "pce-own";
          return item;
        }),
      );
    }

    for (const [column, heading] of headings.entries()) {
      if (!column) continue;
      const option = new Option(textOf(heading), column);
      option.selected = column === main;
      choice.append(option);
    }
    choice.addEventListener("change", () => {
      table.dataset.shown = choice.value;
      const heading = headings[Number(choice.value)];
      if (!heading.hasAttribute("aria-sort")) heading.querySelector(".pce-sort")?.click();
    });
    field.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const chip of chips) {
      chip.addEventListener("click", () => {
        group = group === chip.dataset.group ? "" : chip.dataset.group;
        for (const each of chips) each.setAttribute("aria-pressed", String(each.dataset.group === group));
        filter();
      });
    }
    if (isShort) table.parentElement.after(more);
    filter();
    showLeaders(false);
    /* Sorting moves rows: only rows that were not there before count. */
    new MutationObserver((changes) => {
      const removed = new Set(changes.flatMap(({ removedNodes }) => [...removedNodes]));
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
      if (added.every((row) => removed.has(row))) return;
      for (const heading of headings) heading.removeAttribute("aria-sort");
      for (const option of choice.options) option.text = textOf(headings[Number(option.value)]);
      filter();
      showLeaders(true);
    }).observe(body, { childList: true });
  }

  /* Material opens all <details> for printing: paper shows only those that the reader opened (lists.css). */
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details")) each.toggleAttribute("data-closed", !each.open);
  });

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".pce-tools").forEach(start));
})();
