/* The map of France (generator/pages/explore/map.py): a box that tells the value under the pointer or the focus, and other
   measures than the first, from the table beneath. Pages that work out values of their own call `portraitMap.paint`. */
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /* Colours the map. `shown`: { group, text, note } by code; `steps`: [group, { low, high }] in order; `range` writes both
     ends, with the unit once. */
  function paint(figure, hue, shown, steps, range) {
    figure.dataset.hue = hue;
    colour(figure, shown);
    figure.querySelector(".pce-map__legend ul").replaceChildren(
      ...[...steps].map(([group, { low, high }]) => {
        const swatch = document.createElement("span");
        swatch.className = `pce-swatch pce-k${group}`;
        const bounds = document.createElement("span");
        const [unit] = high.match(/\u00a0[^\u00a0]*$/) ?? [""];
        bounds.textContent =
          low === high ? low : range(unit && low.endsWith(unit) ? low.slice(0, -unit.length) : low, high);
        const item = document.createElement("li");
        item.append(swatch, bounds);
        return item;
      }),
    );
  }

  function colour(figure, shown) {
    for (const place of figure.querySelectorAll(".pce-place")) {
      const { group, text, note } = shown.get(place.dataset.code);
      place.setAttribute("class", place.getAttribute("class").replace(/pce-k\S+/, `pce-k${group}`));
      const amount = place.querySelector("strong");
      if (amount) amount.textContent = text;
      const label = place.getAttribute("aria-label");
      if (label) place.setAttribute("aria-label", `${label.split(/\s: /)[0]} : ${text}${note ? `, ${note}` : ""}`);
    }
  }

  /* The measures of the table: each cell holds its class, its text and what is told beside it. */
  function choose(figure, choice) {
    const headings = [...figure.querySelectorAll("thead th")];
    const rows = [...figure.querySelectorAll("tr[data-code]")];

    function show({ value, dataset }) {
      const column = headings.findIndex((heading) => heading.dataset.measure === value);
      figure.dataset.hue = dataset.hue;
      for (const element of figure.querySelectorAll("[data-for]")) element.hidden = element.dataset.for !== value;
      const cells = rows.map((row) => [row.dataset.code, row.cells[column]]);
      colour(
        figure,
        new Map(
          cells.map(([code, { dataset: cell, textContent }]) => [
            code,
            { group: cell.k, text: textContent, note: cell.note },
          ]),
        ),
      );
    }

    choice.addEventListener("change", ({ target }) => show(target));
    const kept = choice.querySelector(":checked"); // a reloaded page may keep the reader's choice
    if (kept !== choice.querySelector("input")) show(kept);
  }

  /* The box beside the shape under the pointer, or the focus, and the shape's outline above those of its neighbours. */
  function tell(figure) {
    const drawing = figure.querySelector(".pce-map__drawing");
    if (!drawing) return;
    const box = document.createElement("p");
    box.className = "pce-map__tip";
    box.hidden = true;
    box.setAttribute("aria-hidden", "true");
    drawing.append(box);
    const outline = document.createElementNS(SVG, "path");
    outline.setAttribute("class", "pce-map__outline");

    function hide() {
      box.hidden = true;
      outline.remove();
    }

    function show(place) {
      const named = place.hasAttribute("aria-label")
        ? place
        : figure.querySelector(`[aria-label][data-code="${place.dataset.code}"]`);
      const [name, value] = named.getAttribute("aria-label").split(/\s: /);
      const strong = document.createElement("strong");
      strong.textContent = name;
      box.replaceChildren(strong, value);
      box.hidden = false;
      const shape = place.querySelector("path");
      outline.setAttribute("d", shape.getAttribute("d"));
      place.parentNode.append(outline);
      const frame = drawing.getBoundingClientRect();
      const own = shape.getBoundingClientRect();
      const middle = own.left + own.width / 2 - frame.left;
      const left = Math.max(0, Math.min(middle - box.offsetWidth / 2, frame.width - box.offsetWidth));
      const above = own.top - frame.top - box.offsetHeight - 6;
      box.style.left = `${left}px`;
      box.style.top = `${above < 0 ? own.bottom - frame.top + 6 : above}px`;
    }

    const found = ({ target }) => target.closest("svg .pce-place");
    drawing.addEventListener("pointerover", (event) => (found(event) ? show(found(event)) : hide()));
    drawing.addEventListener("pointerleave", hide);
    drawing.addEventListener("focusin", (event) => found(event) && show(found(event)));
    drawing.addEventListener("focusout", hide);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  }

  globalThis.portraitMap = { paint };

  document.addEventListener("DOMContentLoaded", () => {
    for (const figure of document.querySelectorAll(".pce-map")) {
      const choice = figure.querySelector(".pce-map__choice");
      if (choice) choose(figure, choice);
      tell(figure);
    }
  });
})();
