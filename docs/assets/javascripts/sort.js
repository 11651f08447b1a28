/* Tables that their reader may sort: a button in each header, aria-sort on the one in force. Numbers are sorted by the
   cell's exact value (data-v), largest first; words by the French order. Without JavaScript the order is the page's. */
(() => {
  "use strict";

  const NONE = "–";

  /* What a column is sorted by: numbers when all its cells hold one, those that have none behind the last. */
  function keys(cells) {
    const texts = cells.map((cell) => cell.dataset.v ?? cell.textContent.trim());
    const numbers = texts.map((text) => (text === NONE ? Infinity : Number(text)));
    return numbers.some(Number.isNaN) ? texts : numbers;
  }

  function sort(table, heading) {
    const column = heading.cellIndex;
    const body = table.tBodies[0];
    const cells = [...body.rows].map((row) => row.cells[column]);
    const found = keys(cells);
    const rows = cells.map((cell, place) => ({ row: cell.parentElement, key: found[place] }));
    const amounts = cells.some((cell) => cell.dataset.v !== undefined);
    const before = heading.getAttribute("aria-sort");
    const descending = before ? before === "ascending" : amounts;
    const compared = (a, b) => (typeof a === "string" ? a.localeCompare(b, "fr") : a === b ? 0 : a < b ? -1 : 1);
    rows.sort((a, b) => (descending ? -1 : 1) * compared(a.key, b.key));
    body.append(...rows.map(({ row }) => row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  }

  function start(table) {
    for (const heading of table.tHead.rows[0].cells) {
      if ("fixed" in heading.dataset) continue; // says the same as the one before it
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
