"use strict";
// What a live figure can do: its colours, its keys, its touch. Loaded with Plotly, by figures.js.
(() => {
  const CALM = matchMedia("(prefers-reduced-motion: reduce)");
  // No bar of tools: axes are fixed, PNG is offered beside the figure, and it would cover the demonstration's mark.
  const CONFIG = { displayModeBar: false, locale: "fr" };
  const LEAST_TEXT = 9; // pixels on the screen
  const REACH = 40; // how far from an element, in pixels of height, a tap still means it

  // What the figure's script holds (generator/site/edition_files.py).
  async function expanded(text) {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  }

  // A copy of the spec in which each `var(--pce-import)` is the colour it has in the scheme shown now.
  function coloured(value, style) {
    if (typeof value === "string") {
      return (value.startsWith("var(--pce-") && style.getPropertyValue(value.slice(4, -1)).trim()) || value;
    }
    if (Array.isArray(value)) return value.map((item) => coloured(item, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, style)]));
  }

  // What a label says, in one line: a name goes on where it was wrapped, amounts stand after it.
  function plainText(html) {
    const flat = html.replace(/<b>(.*?)<\/b>/g, (_, name) => name.replaceAll("<br>", " ")).replaceAll("<br>", ", ");
    return new DOMParser().parseFromString(flat, "text/html").body.textContent;
  }

  // Plotly draws a Sankey's ribbons in the order in which it stacks them: those that the spec names come to the top.
  function raiseMain(plot) {
    const main = new Set(plot.data[0].meta);
    for (const path of plot.querySelectorAll(".sankey-link"))
      if (main.has(path.__data__.link.pointNumber)) path.parentNode.append(path);
  }

  const nodesOf = (plot) => [...plot.querySelectorAll(".sankey-node")];

  // Hover, focus or a tap on a Sankey's node lights its flows up; what was tapped stays lit.
  function lightFlows(plot, number = plot.tapped ?? null) {
    plot.classList.toggle("pce-lighting", number !== null);
    for (const path of plot.querySelectorAll(".sankey-link")) {
      const { source, target } = path.__data__.link;
      path.classList.toggle("pce-lit", source.pointNumber === number || target.pointNumber === number);
    }
  }

  const LARGEST = 3;

  // What a Sankey's node says, and its largest flows.
  function flowsOf(plot, { customdata, pointNumber }) {
    const own = [...plot.querySelectorAll(".sankey-link")]
      .map((path) => path.__data__.link)
      .filter(({ source, target }) => source.pointNumber === pointNumber || target.pointNumber === pointNumber)
      .sort((one, other) => other.value - one.value)
      .slice(0, LARGEST)
      .filter((link) => link.customdata);
    return [customdata, ...own.map((link) => link.customdata)].map(plainText).join(" ; ");
  }

  // The arrow keys go from node to node, Enter tells of its flows.
  function giveKeys(plot, say) {
    const nodes = nodesOf(plot);
    nodes.forEach((element, index) => {
      const { customdata, pointNumber } = element.__data__.node;
      element.setAttribute("role", "img");
      element.setAttribute("aria-label", plainText(customdata));
      element.setAttribute("tabindex", index === 0 ? "0" : "-1");
      element.addEventListener("pointerenter", () => lightFlows(plot, pointNumber));
      element.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && lightFlows(plot));
      element.addEventListener("focus", () => {
        lightFlows(plot, pointNumber);
        for (const type of ["mouseover", "mousemove"]) element.dispatchEvent(new MouseEvent(type)); // Plotly's label
      });
      element.addEventListener("blur", () => {
        lightFlows(plot);
        element.dispatchEvent(new MouseEvent("mouseout"));
      });
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter") say(flowsOf(plot, element.__data__.node));
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

  // What can be tapped: nodes and bars, each with what it says, its light and the box that it has now.
  function targets(plot) {
    const found = nodesOf(plot).map((element) => {
      const { customdata, pointNumber } = element.__data__.node;
      return { element, text: customdata, light: pointNumber, node: element.__data__.node };
    });
    for (const element of plot.querySelectorAll(".point")) {
      const { data, htx, tx } = element.__data__ ?? {};
      const said = data ?? htx ?? tx;
      if (said) found.push({ element, text: Array.isArray(said) ? said.join("<br>") : String(said), light: null });
    }
    return found.map((target) => ({ ...target, box: target.element.getBoundingClientRect() }));
  }

  // The target at a point or beside it: a label stands at the height of what it names, to its left or right.
  function nearest(plot, x, y) {
    const away = (low, high, at) => Math.max(low - at, at - high, 0);
    let best = null;
    for (const target of targets(plot)) {
      const height = away(target.box.top, target.box.bottom, y);
      const far = height + away(target.box.left, target.box.right, x) / 4;
      if (height <= REACH && (best === null || far < best.far)) best = { ...target, far };
    }
    return best;
  }

  // A tap says what it met: a ribbon, or the nearest node or bar. A finger that moves scrolls the page.
  function answerTaps(plot, say) {
    let start = null;
    plot.addEventListener(
      "pointerdown",
      ({ clientX, clientY }) => {
        start = [clientX, clientY];
      },
      true,
    );
    plot.addEventListener(
      "pointerup",
      ({ clientX, clientY, target }) => {
        if (!start || Math.hypot(clientX - start[0], clientY - start[1]) > 10) return;
        const ribbon = target.closest?.(".sankey-link")?.__data__.link;
        const met = ribbon?.customdata ? { text: ribbon.customdata, light: null } : nearest(plot, clientX, clientY);
        if (!met) return;
        plot.tapped = met.light;
        lightFlows(plot);
        say(met.node ? flowsOf(plot, met.node) : plainText(met.text));
      },
      true,
    );
  }

  // The rows of a treemap's trace that are in sight at first. Plotly draws the others too, unseen: they wait until a
  // reader goes to them, and a telephone has the figure a sixth of a second sooner.
  function inSight(trace) {
    const depths = new Map();
    const deepest = trace.maxdepth ?? Number.POSITIVE_INFINITY;
    trace.ids.forEach((id, row) => {
      depths.set(id, (depths.get(trace.parents[row]) ?? 0) + 1);
    });
    const rows = [...trace.ids.keys()].filter((row) => depths.get(trace.ids[row]) <= deepest);
    const cut = (value) => {
      if (value === null || typeof value !== "object") return value;
      if (!Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, cut(of)]));
      return value.length === trace.ids.length ? rows.map((row) => value[row]) : value;
    };
    return cut(trace);
  }

  // Plotly glides into a treemap's cell; readers who want no motion go there at once. The line under the figure says
  // where they are and leads back.
  function enterCells(plot, whole, say) {
    const root = whole.ids[0];
    const unseen = new Set(whole.parents.filter((_, row) => !plot.data[0].ids.includes(whole.ids[row])));
    const go = (level) => Plotly.restyle(plot, { level: [level] }, [0]);
    const openUp = (level) => {
      unseen.clear();
      return Plotly.react(plot, [{ ...whole, level }, ...plot.data.slice(1)], plot.layout, CONFIG);
    };
    const back = () => {
      go(root);
      say("");
    };
    plot.on("plotly_treemapclick", ({ nextLevel, points }) => {
      const [{ label, customdata, id }] = points;
      if (unseen.has(id)) {
        openUp(id);
        say(plainText(`${label}<br>${customdata ?? ""}`), back);
        return false;
      }
      const inside = nextLevel !== undefined && nextLevel !== root;
      const text =
        id === root || (nextLevel !== undefined && nextLevel !== id)
          ? ""
          : plainText(`${label}<br>${customdata ?? ""}`);
      say(
        text,
        inside || (nextLevel === undefined && plot._fullData[0].level && plot._fullData[0].level !== root)
          ? back
          : null,
      );
      if (!CALM.matches || nextLevel === undefined) return true;
      go(nextLevel);
      return false;
    });
    let reached = null;
    let isEntering = false;
    const cellKeys = () => {
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
      const stop = cells.find((cell) => cell === reached) ?? cells[0];
      stop?.setAttribute("tabindex", "0");
      if (isEntering && !plot.contains(document.activeElement)) stop?.focus(); // the cell that was entered is gone
      isEntering = false;
    };
    // The arrow keys go from cell to cell, Enter does what a tap does.
    plot.addEventListener("keydown", (event) => {
      const cell = event.target.closest(".slice");
      if (!cell) return;
      const cells = [...plot.querySelectorAll(".slice[tabindex]")];
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const next = cells[cells.indexOf(cell) + step];
      if (event.key === "Enter") {
        isEntering = true;
        say(cell.getAttribute("aria-label"));
        cell.dispatchEvent(new MouseEvent("click"));
      }
      if (!next) return;
      event.preventDefault();
      cell.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      reached = next;
    });
    const readable = () => {
      cellKeys();
      const scale = plot.getBoundingClientRect().width / plot.offsetWidth || 1;
      for (const text of plot.querySelectorAll(".slicetext")) {
        const shrunk = text.transform.baseVal.consolidate()?.matrix.a ?? 1;
        text.classList.toggle("pce-too-small", parseFloat(text.style.fontSize) * shrunk * scale < LEAST_TEXT);
      }
    };
    for (const event of ["plotly_afterplot", "plotly_animated", "plotly_transitioned"])
      plot.on(event, () => setTimeout(readable, 600));
    setTimeout(readable);
  }

  globalThis.portraitLive = async (plot, held, size, box, say) => {
    const style = getComputedStyle(box);
    const { data, layout } = coloured((await expanded(held))[size], style);
    layout.template = coloured(globalThis.portraitTemplate, style); // generator/figures/template.py
    const [first, ...others] = data;
    const isTreemap = first.type === "treemap";
    await Plotly.newPlot(plot, [isTreemap ? inSight(first) : first, ...others], layout, CONFIG);
    if (isTreemap) enterCells(plot, first, say);
    else answerTaps(plot, say);
    if (first.type === "sankey") {
      raiseMain(plot);
      giveKeys(plot, say);
    }
  };
})();
