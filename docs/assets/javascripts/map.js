/* The map of France (generator/pages/explore/map.py): a tooltip for the place under the pointer or the focus, and a
   choice among the measures of the table below it. Pages that compute their own values call `portraitMap.paint`. */
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /* Colours the map and rewrites its legend. `places`: { group, text, note } by code; `bounds`: { low, high } by group, in
     order, whose unit is at the head of the legend; `range` formats two of them. */
  function paint(figure, hue, places, bounds, range) {
    figure.dataset.hue = hue;
    colour(figure, places);
    figure.querySelector(".pce-map__legend ul").replaceChildren(
      ...[...bounds].map(([group, { low, high }]) => {
        const swatch = document.createElement("span");
        swatch.className = `pce-swatch pce-k${group}`;
        const label = document.createElement("span");
        const [from, to] = [low, high].map((text) => text.replace(/\u00a0[^\u00a0]*$/, ""));
        label.append(from);
        if (from !== to) label.appendChild(document.createElement("span")).textContent = range("", to);
        const item = document.createElement("li");
        item.append(swatch, label);
        return item;
      }),
    );
  }

  function colour(figure, places) {
    for (const place of figure.querySelectorAll(".pce-place")) {
      const { group, text, note } = places.get(place.dataset.code);
      place.setAttribute("class", place.getAttribute("class").replace(/pce-k\S+/, `pce-k${group}`));
      const amount = place.querySelector("strong");
      if (amount) amount.textContent = text;
      const label = place.getAttribute("aria-label");
      if (label) place.setAttribute("aria-label", `${label.split(/\s: /)[0]} : ${text}${note ? `, ${note}` : ""}`);
    }
  }

  /* Shows the chosen measure, from the table: each cell holds its class (data-k), text and note. */
  function setUpChoice(figure, choice) {
    const values = document.getElementById(`${figure.id}-valeurs`);
    const headings = [...values.querySelectorAll("thead th")];
    const rows = [...values.querySelectorAll("tr[data-code]")];
    /* Material opens every <details> that is printed: this one stays out unless the reader had opened it. */
    addEventListener("beforeprint", () => values.toggleAttribute("data-closed", !values.open));

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

    choice.addEventListener("change", ({ target }) => {
      show(target);
      target.parentElement.scrollIntoView({ block: "nearest", inline: "center" });
    });
    const checked = choice.querySelector(":checked"); // browsers restore it when a page is reloaded
    if (checked !== choice.querySelector("input")) show(checked);
  }

  /* A tooltip for the place under the pointer or the focus, and its outline drawn above its neighbours. */
  function setUpTooltip(figure) {
    const drawing = figure.querySelector(".pce-map__drawing");
    if (!drawing) return;
    const tooltip = document.createElement("p");
    tooltip.className = "pce-map__tip";
    tooltip.hidden = true;
    tooltip.setAttribute("aria-hidden", "true");
    drawing.append(tooltip);
    const outline = document.createElementNS(SVG, "path");
    outline.setAttribute("class", "pce-map__outline");

    function hide() {
      tooltip.hidden = true;
      outline.remove();
    }

    function show(place) {
      const named = place.hasAttribute("aria-label")
        ? place
        : figure.querySelector(`[aria-label][data-code="${place.dataset.code}"]`);
      const [name, value] = named.getAttribute("aria-label").split(/\s: /);
      const strong = document.createElement("strong");
      strong.textContent = name;
      tooltip.replaceChildren(strong, value);
      tooltip.hidden = false;
      const shape = place.querySelector("path");
      outline.setAttribute("d", shape.getAttribute("d"));
      place.parentNode.append(outline);
      const frame = drawing.getBoundingClientRect();
      const own = shape.getBoundingClientRect();
      const middle = own.left + own.width / 2 - frame.left;
      const left = Math.max(0, Math.min(middle - tooltip.offsetWidth / 2, frame.width - tooltip.offsetWidth));
      const above = own.top - frame.top - tooltip.offsetHeight - 6;
      tooltip.style.left = `${left}px`;
      tooltip.style.top = `${above < 0 ? own.bottom - frame.top + 6 : above}px`;
    }

    const placeAt = ({ target }) => target.closest("svg .pce-place");
    drawing.addEventListener("pointerover", (event) => (placeAt(event) ? show(placeAt(event)) : hide()));
    drawing.addEventListener("pointerleave", hide);
    drawing.addEventListener("focusin", (event) => placeAt(event) && show(placeAt(event)));
    drawing.addEventListener("focusout", hide);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  }

  globalThis.portraitMap = { paint };

  document.addEventListener("DOMContentLoaded", () => {
    for (const figure of document.querySelectorAll(".pce-map")) {
      const choice = figure.querySelector(".pce-map__choice");
      if (choice) setUpChoice(figure, choice);
      setUpTooltip(figure);
    }
  });
})();
