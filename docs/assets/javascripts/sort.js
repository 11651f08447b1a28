/* Sortable tables: a button in each header, aria-sort on the active one. Numbers are sorted by the cell's exact value
   (data-v), largest first; text in French order. Without JavaScript the rows stay in the page's order. */
(() => {
  "use strict";

  const NONE = "–";

  /* The sort keys of a column: numbers if every cell holds one; « – » counts as infinite. */
  function keys(cells) {
    const texts = cells.map((cell) => cell.dataset.v ?? cell.textContent.trim());
    const numbers = texts.map((text) => (text === NONE ? Infinity : Number(text)));
    return numbers.some(Number.isNaN) ? texts : numbers;
  }

  function sort(table, heading) {
    const column = heading.cellIndex;
    const body = table.tBodies[0];
    const cells = [...body.rows].map((row) => row.cells[column]);
    const columnKeys = keys(cells);
    const rows = cells.map((cell, i) => ({ row: cell.parentElement, key: columnKeys[i] }));
    const hasAmounts = cells.some((cell) => cell.dataset.v !== undefined);
    const previous = heading.getAttribute("aria-sort");
    const descending = previous ? previous === "ascending" : hasAmounts;
    const compare = (a, b) => (typeof a === "string" ? a.localeCompare(b, "fr") : a === b ? 0 : a < b ? -1 : 1);
    rows.sort((a, b) => (descending ? -1 : 1) * compare(a.key, b.key));
    body.append(...rows.map(({ row }) => row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  }

  function start(table) {
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "pce-sort";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(table, heading));
    }
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("table[data-sortable]").forEach(start));
})();
