/* The home page's map: colours the tiles by another measure. Its values and classes are those of the table beneath. */
(() => {
  "use strict";

  function start(map) {
    const tiles = [...map.querySelectorAll(".pce-tile")];
    const headings = [...map.querySelectorAll("thead th")];
    const rows = new Map([...map.querySelectorAll("tr[data-code]")].map((row) => [row.dataset.code, row]));
    const choice = map.querySelector(".pce-map__choice");

    function show(measure) {
      const column = headings.findIndex((heading) => heading.dataset.measure === measure);
      map.dataset.measure = measure;
      for (const element of map.querySelectorAll("[data-for]")) element.hidden = element.dataset.for !== measure;
      for (const tile of tiles) {
        const cell = rows.get(tile.dataset.code).cells[column];
        tile.className = `pce-tile pce-k${cell.dataset.k}`;
        tile.querySelector(".pce-tile__read > span").textContent = cell.textContent;
      }
    }

    choice.addEventListener("change", ({ target }) => show(target.value));
    show(choice.querySelector(":checked").value); // a reloaded page may keep the reader's choice
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".pce-map").forEach(start));
})();
