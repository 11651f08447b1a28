"use strict";
// A live figure, from its plot over the picture to its behaviour: colours, keyboard, touch. Loaded with Plotly by
// figures.js.
(() => {
  const REDUCED_MOTION = matchMedia("(prefers-reduced-motion: reduce)");
  // No mode bar: axes are fixed, PNG has its own button, and the bar would cover the demonstration's banner.
  const CONFIG = { displayModeBar: false, locale: "fr" };
  const MIN_FONT_SIZE = 9; // pixels on the screen
  const TAP_TOLERANCE = 40; // vertical distance in pixels at which a tap still hits an element
  const MOUSE = matchMedia("(hover: hover) and (pointer: fine)").matches;
  const TEXTS = {
    live: "Explorer",
    back: ["Revenir", "\u00a0à l’image"], // a phone shows the first word
    touch: "Touchez un élément ou son nom : ses montants s’écrivent ici.",
  };

  // Decompresses a figure's specs (generator/site/files.py): { wide, medium, narrow }.
  async function decompressed(text) {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  }

  // A copy of the spec with each `var(--pce-import)` replaced by its colour in the current scheme.
  function coloured(value, style) {
    if (typeof value === "string") {
      return (value.startsWith("var(--pce-") && style.getPropertyValue(value.slice(4, -1)).trim()) || value;
    }
    if (Array.isArray(value)) return value.map((item) => coloured(item, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, style)]));
  }

  // A label as plain text on one line: a wrapped name is joined again, amounts follow after a comma.
  function plainText(html) {
    const flat = html.replace(/<b>(.*?)<\/b>/g, (_, name) => name.replaceAll("<br>", " ")).replaceAll("<br>", ", ");
    return new DOMParser().parseFromString(flat, "text/html").body.textContent;
  }

  // Plotly draws a Sankey's ribbons in stacking order; this brings the main flows, which the spec names, to the front.
  function raiseMainFlows(plot) {
    const main = new Set(plot.data[0].meta.main);
    for (const path of plot.querySelectorAll(".sankey-link"))
      if (main.has(path.__data__.link.pointNumber)) path.parentNode.append(path);
  }

  const nodesOf = (plot) => [...plot.querySelectorAll(".sankey-node")];

  // Highlights the flows of a Sankey node: on hover and focus, and after a tap until the next one.
  function highlightFlows(plot, number = plot.tapped ?? null) {
    plot.classList.toggle("pce-lighting", number !== null);
    for (const path of plot.querySelectorAll(".sankey-link")) {
      const { source, target } = path.__data__.link;
      path.classList.toggle("pce-lit", source.pointNumber === number || target.pointNumber === number);
    }
  }

  // What a tap says of a Sankey node: its largest flows, which the spec has in words.
  const nodeText = (plot, { pointNumber }) => plainText(plot.data[0].meta.said[pointNumber]);

  // The arrow keys move from node to node; Enter describes the node's flows.
  function addNodeKeys(plot, describe) {
    const nodes = nodesOf(plot);
    nodes.forEach((element, index) => {
      const { customdata, pointNumber } = element.__data__.node;
      element.setAttribute("role", "img");
      element.setAttribute("aria-label", plainText(customdata));
      element.setAttribute("tabindex", index === 0 ? "0" : "-1");
      element.addEventListener("pointerenter", () => highlightFlows(plot, pointNumber));
      element.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && highlightFlows(plot));
      element.addEventListener("focus", () => {
        highlightFlows(plot, pointNumber);
        for (const type of ["mouseover", "mousemove"]) element.dispatchEvent(new MouseEvent(type)); // Plotly's label
      });
      element.addEventListener("blur", () => {
        highlightFlows(plot);
        element.dispatchEvent(new MouseEvent("mouseout"));
      });
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter") describe(nodeText(plot, element.__data__.node));
        const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        const next = nodes[index + step];
        if (!next) return;
        event.preventDefault();
        element.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
      });
    });
  }

  // What can be tapped, nodes and bars: the text of each (a bar may have its own, the third of its data), the node to
  // highlight, and its current box.
  function targets(plot) {
    const found = nodesOf(plot).map((element) => {
      const { customdata, pointNumber } = element.__data__.node;
      return { element, text: customdata, highlight: pointNumber, node: element.__data__.node };
    });
    for (const element of plot.querySelectorAll(".point")) {
      const { i, tx } = element.__data__;
      const text = element.closest(".trace").__data__[0].trace.customdata?.[i] ?? tx;
      if (!text) continue;
      found.push({ element, text: Array.isArray(text) ? (text[2] ?? text.join("<br>")) : text, highlight: null });
    }
    return found.map((target) => ({ ...target, box: target.element.getBoundingClientRect() }));
  }

  // The target nearest to a point. Horizontal distance counts less, since labels are to the left or right of their bar.
  function nearest(plot, x, y) {
    const distance = (low, high, at) => Math.max(low - at, at - high, 0);
    let best = null;
    for (const target of targets(plot)) {
      const vertical = distance(target.box.top, target.box.bottom, y);
      const total = vertical + distance(target.box.left, target.box.right, x) / 4;
      if (vertical <= TAP_TOLERANCE && (best === null || total < best.total)) best = { ...target, total };
    }
    return best;
  }

  // A tap or click describes the ribbon under it, or the nearest node or bar, whose name is part of it. A finger that
  // moves scrolls the page. A mouse comes up on the sheet that Plotly lays over the page meanwhile.
  function addTaps(plot, describe) {
    plot.addEventListener(
      "pointerdown",
      ({ clientX, clientY, pointerId, target }) => {
        const finish = (up) => {
          if (up.pointerId !== pointerId || Math.hypot(up.clientX - clientX, up.clientY - clientY) > 10) return;
          const ribbon = target.closest?.(".sankey-link")?.__data__.link;
          const hit = ribbon?.customdata
            ? { text: ribbon.customdata, highlight: null }
            : nearest(plot, clientX, clientY);
          if (!hit) return;
          plot.tapped = hit.highlight;
          highlightFlows(plot);
          describe(hit.node ? nodeText(plot, hit.node) : plainText(hit.text));
        };
        document.addEventListener("pointerup", finish, { capture: true, once: true });
      },
      true,
    );
  }

  // A treemap's trace without the cells below its `maxdepth`. Plotly would draw them hidden: without them, until
  // a reader opens one, the figure appears a sixth of a second earlier on a phone.
  function withoutHiddenCells(trace) {
    const depths = new Map();
    const deepest = trace.maxdepth ?? Number.POSITIVE_INFINITY;
    trace.ids.forEach((id, row) => {
      depths.set(id, (depths.get(trace.parents[row]) ?? 0) + 1);
    });
    const rows = [...trace.ids.keys()].filter((row) => depths.get(trace.ids[row]) <= deepest);
    const shownRows = (value) => {
      if (value === null || typeof value !== "object") return value;
      if (!Array.isArray(value))
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shownRows(item)]));
      return value.length === trace.ids.length ? rows.map((row) => value[row]) : value;
    };
    return shownRows(trace);
  }

  // A click on a treemap's cell zooms into it, without animation for readers who prefer reduced motion. The line under
  // the figure tells where they are and leads back.
  function addZoom(plot, whole, describe) {
    const root = whole.ids[0];
    const withHiddenCells = new Set(whole.parents.filter((_, row) => !plot.data[0].ids.includes(whole.ids[row])));
    const zoomTo = (level) => Plotly.restyle(plot, { level: [level] }, [0]);
    const drawAllCells = (level) => {
      withHiddenCells.clear();
      return Plotly.react(plot, [{ ...whole, level }, ...plot.data.slice(1)], plot.layout, CONFIG);
    };
    const back = () => {
      zoomTo(root);
      describe("");
    };
    plot.on("plotly_treemapclick", ({ nextLevel, points }) => {
      const [{ label, customdata, id }] = points;
      if (withHiddenCells.has(id)) {
        drawAllCells(id);
        describe(plainText(`${label}<br>${customdata ?? ""}`), back);
        return false;
      }
      const inside = nextLevel !== undefined && nextLevel !== root;
      const text =
        id === root || (nextLevel !== undefined && nextLevel !== id)
          ? ""
          : plainText(`${label}<br>${customdata ?? ""}`);
      describe(
        text,
        inside || (nextLevel === undefined && plot._fullData[0].level && plot._fullData[0].level !== root)
          ? back
          : null,
      );
      if (!REDUCED_MOTION.matches || nextLevel === undefined) return true;
      zoomTo(nextLevel);
      return false;
    });
    let focused = null;
    let isEntering = false;
    const makeCellsFocusable = () => {
      const cells = [...plot.querySelectorAll(".slice")].filter((cell) => cell.getBoundingClientRect().width);
      for (const cell of cells) {
        const { id, label } = cell.__data__.data.data;
        cell.setAttribute("role", "img");
        cell.setAttribute(
          "aria-label",
          plainText(`${label}<br>${whole.customdata?.[whole.ids.indexOf(id)] ?? ""}`).trim(),
        );
        cell.setAttribute("tabindex", "-1");
      }
      const stop = cells.find((cell) => cell === focused) ?? cells[0];
      stop?.setAttribute("tabindex", "0");
      if (isEntering && !plot.contains(document.activeElement)) stop?.focus(); // Plotly removed the focused cell
      isEntering = false;
    };
    // The arrow keys move from cell to cell; Enter does what a tap does.
    plot.addEventListener("keydown", (event) => {
      const cell = event.target.closest(".slice");
      if (!cell) return;
      const cells = [...plot.querySelectorAll(".slice[tabindex]")];
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const next = cells[cells.indexOf(cell) + step];
      if (event.key === "Enter") {
        isEntering = true;
        describe(cell.getAttribute("aria-label"));
        cell.dispatchEvent(new MouseEvent("click"));
      }
      if (!next) return;
      event.preventDefault();
      cell.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      focused = next;
    });
    const afterDrawing = () => {
      makeCellsFocusable();
      const scale = plot.getBoundingClientRect().width / plot.offsetWidth || 1;
      for (const text of plot.querySelectorAll(".slicetext")) {
        const shrunk = text.transform.baseVal.consolidate()?.matrix.a ?? 1;
        text.classList.toggle("pce-too-small", parseFloat(text.style.fontSize) * shrunk * scale < MIN_FONT_SIZE);
      }
    };
    for (const event of ["plotly_afterplot", "plotly_animated", "plotly_transitioned"])
      plot.on(event, () => setTimeout(afterDrawing, 600));
    setTimeout(afterDrawing);
  }

  // Draws a figure into `plot`. `compressed`: its specs; `size`: "wide", "medium" or "narrow"; `describe(text, back)`
  // shows a line of text under the figure, with a button that calls `back`.
  async function draw(plot, compressed, size, box, describe) {
    const style = getComputedStyle(box);
    const { data, layout } = coloured((await decompressed(compressed))[size], style);
    layout.template = coloured(globalThis.portraitTemplate, style); // generator/figures/template.py
    const [first, ...others] = data;
    const isTreemap = first.type === "treemap";
    await Plotly.newPlot(plot, [isTreemap ? withoutHiddenCells(first) : first, ...others], layout, CONFIG);
    if (isTreemap) addZoom(plot, first, describe);
    else addTaps(plot, describe);
    if (first.type === "sankey") {
      raiseMainFlows(plot);
      addNodeKeys(plot, describe);
    }
  }

  // The line at the bottom of a figure or of the screen that describes what was tapped.
  function addDescription(box) {
    const line = Object.assign(document.createElement("div"), { className: "pce-figure__said", hidden: true });
    line.setAttribute("aria-live", "polite");
    line.append(document.createElement("p"));
    box.append(line);
    return line;
  }

  // Writes into that line; `back`: what its back button calls.
  function write(line, text, back = null) {
    const words = line.firstElementChild;
    words.replaceChildren(text);
    if (back) {
      const button = Object.assign(document.createElement("button"), {
        type: "button",
        className: "pce-button pce-figure__back",
      });
      button.textContent = "← Tous les produits";
      button.addEventListener("click", back);
      words.prepend(button, " ");
    }
    line.hidden = !text && !back;
  }

  function discard(plot) {
    globalThis.Plotly?.purge(plot);
    plot.remove();
  }

  const fit = ({ box, plot }) => {
    if (plot) plot.style.transform = `scale(${box.clientWidth / plot.offsetWidth})`;
  };

  // Shows the plot of a figure (figures.js) over its picture, unless a newer drawing has begun meanwhile.
  globalThis.portraitLive = async (figure, compressed, size, isCurrent) => {
    const { box, button, status } = figure;
    if (!figure.description) {
      figure.description = addDescription(box);
      new ResizeObserver(() => fit(figure)).observe(box);
    }
    const describe = (text, back) => write(figure.description, text, back);
    const plot = Object.assign(document.createElement("div"), { className: "pce-figure__plot" });
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", box.querySelector("img").alt); // the picture is hidden beneath
    box.append(plot);
    try {
      await draw(plot, compressed, size, box, describe);
    } catch (error) {
      discard(plot);
      throw error;
    }
    if (!isCurrent()) {
      discard(plot);
      return;
    }
    if (figure.plot) discard(figure.plot);
    figure.plot = plot;
    figure.removePlot = () => {
      if (figure.plot) discard(figure.plot);
      figure.plot = null;
      button.textContent = TEXTS.live;
      describe("");
    };
    fit(figure);
    plot.classList.add("pce-figure__plot--shown");
    box.dataset.state = "live";
    const [word, rest] = TEXTS.back;
    button.replaceChildren(word, Object.assign(document.createElement("span"), { textContent: rest }));
    status.textContent = "";
    describe(MOUSE ? "" : TEXTS.touch);
  };
})();
