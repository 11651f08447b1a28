/* Rankings and long lists: a filter by name and by région, the one measure and the first lines that a telephone shows, and
   the reader's own département below the ten first. Pages that draw their table anew (exposure.js, droits.js) need not know of it: the ten
   first are taken from the table's lines, which are looked at again whenever they change. */
(() => {
  "use strict";

  const FIRST = 10; // as in lists.css
  const NONE = "–";

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[-'’]/g, " ").toLowerCase().trim();
  const written = (cell) => cell.textContent.trim();

  /* A line of the ten first, from the table's: rank, name, bar and value. */
  function leader(row, column) {
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
      part("span", "pce-leaders__rank", written(row.cells[1])),
      " ",
      part("span", "pce-leaders__name", ...row.cells[0].cloneNode(true).childNodes),
      " ",
      bar,
      part("b", "", written(value)),
    );
    return item;
  }

  function start(form) {
    const table = document.getElementById(form.dataset.for).closest("table");
    const body = table.tBodies[0];
    const headings = [...table.tHead.rows[0].cells];
    const head = document.querySelector(`.pce-leaders[data-table="${form.dataset.for}"]`);
    const [field, choice] = [form.querySelector("input"), form.querySelector("select")];
    const said = form.querySelector(".pce-tools__count");
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
      const asked = folded(field.value);
      more.hidden = !isShort || asked !== "" || group !== "";
      more.textContent = form.dataset.more.replace("{all}", body.rows.length);
      table.classList.toggle("pce-short", !more.hidden);
      let shown = 0;
      for (const row of body.rows) {
        const name = folded(`${row.cells[0].textContent} ${row.dataset.words ?? ""}`);
        const isNamed = !asked || name.includes(asked) || row.dataset.code?.toLowerCase() === asked;
        row.hidden = !isNamed || (group !== "" && !row.dataset.group?.split(" ").includes(group));
        shown += row.hidden ? 0 : 1;
      }
      const { count, none } = form.dataset;
      const text = shown ? count.replace("{n}", shown).replace("{all}", body.rows.length) : none;
      said.textContent = asked || group ? text.replace("{text}", field.value.trim()) : "";
    }

    /* The reader's own département: the one of the address. */
    function own() {
      const code = (new URLSearchParams(location.search).get("a") ?? "").toUpperCase();
      return code && [...body.rows].find((row) => row.dataset.code?.split(" ").includes(code));
    }

    function lead(isDrawnAnew) {
      for (const row of body.rows) row.classList.remove("pce-own");
      const mine = own();
      if (mine) mine.classList.add("pce-own");
      if (!head || !(isDrawnAnew || mine)) return;
      const ranked = [...body.rows].filter((row) => written(row.cells[1]) !== NONE).slice(0, FIRST);
      const lines = mine && !ranked.includes(mine) ? [...ranked, mine] : ranked;
      head.querySelector("ol").replaceChildren(
        ...lines.map((row) => {
          const item = leader(row, main);
          if (row === mine) item.className = "pce-own";
          return item;
        }),
      );
    }

    for (const [column, heading] of headings.entries()) {
      if (!column || "fixed" in heading.dataset) continue;
      const option = new Option(written(heading), column);
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
    lead(false);
    /* Lines that are new, not those that were sorted. */
    new MutationObserver((changes) => {
      const gone = new Set(changes.flatMap(({ removedNodes }) => [...removedNodes]));
      const come = changes.flatMap(({ addedNodes }) => [...addedNodes]);
      if (come.every((row) => gone.has(row))) return;
      for (const heading of headings) heading.removeAttribute("aria-sort");
      for (const option of choice.options) option.text = written(headings[Number(option.value)]);
      filter();
      lead(true);
    }).observe(body, { childList: true });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".pce-tools").forEach(start));
})();
