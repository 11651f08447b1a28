"use strict";
// Turns a figure's static picture into the interactive Plotly figure, in place, when the reader wants it.
//
// The picture stays where it is, hidden beneath the plot: it keeps the box, so nothing moves, and comes back on
// paper or when anything fails. A plot is drawn at its own size (that of the picture) and scaled like the picture.
// Data come as scripts calling `portraitFigure(key, spec)`, because fetch() does not work on file://.
(() => {
  const PLOTLY = new URL("plotly.min.js", document.currentScript.src).href;
  const NARROW = matchMedia("(max-width: 640px)"); // as in the <source> of each picture
  const CALM = matchMedia("(prefers-reduced-motion: reduce)");
  // No bar of tools: axes are fixed, PNG is offered beside the figure, and it would cover the demonstration's mark.
  const CONFIG = { displayModeBar: false, locale: "fr" };
  const WORDS = {
    live: "Rendre interactif",
    still: "Revenir à l’image",
    loading: "Chargement de la figure interactive…",
    failed: "La figure interactive n’a pas pu être chargée. L’image et le tableau restent disponibles.",
  };

  const specs = new Map();
  globalThis.portraitFigure = (key, spec) => specs.set(key, spec);

  const scripts = new Map();
  function load(url) {
    if (!scripts.has(url)) {
      const loaded = new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: url, onload: resolve });
        script.onerror = () => {
          scripts.delete(url); // so that a further try asks again
          reject(new Error(`cannot load ${url}`));
        };
        document.head.append(script);
      });
      scripts.set(url, loaded);
    }
    return scripts.get(url);
  }

  // A copy of the spec in which each `var(--pce-…)` is the colour it has in the scheme shown now.
  function coloured(value, style) {
    if (typeof value === "string") {
      return value.replace(/var\((--pce-[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
    }
    if (Array.isArray(value)) return value.map((item) => coloured(item, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, style)]));
  }

  const plainText = (html) =>
    new DOMParser().parseFromString(html.replace(/<br>/g, ", "), "text/html").body.textContent;

  // Hover or focus on a Sankey's node lights its flows up; the arrow keys go from node to node. A figure may lay two
  // traces of the same nodes one over the other: nodes are known by their number, and only those that say something
  // can be reached.
  function lightFlows(plot) {
    const links = [...plot.querySelectorAll(".sankey-link")];
    const light = (number) => {
      plot.classList.toggle("pce-lighting", number !== null);
      for (const path of links) {
        const { source, target } = path.__data__.link;
        path.classList.toggle("pce-lit", source.pointNumber === number || target.pointNumber === number);
      }
    };
    const nodes = [...plot.querySelectorAll(".sankey-node")].filter(({ __data__ }) => __data__.node.customdata);
    nodes.forEach((element, index) => {
      const { customdata, pointNumber } = element.__data__.node;
      element.setAttribute("role", "img");
      element.setAttribute("aria-label", plainText(customdata));
      element.setAttribute("tabindex", index === 0 ? "0" : "-1");
      element.addEventListener("pointerenter", () => light(pointNumber));
      element.addEventListener("pointerleave", () => light(null));
      element.addEventListener("focus", () => {
        light(pointNumber);
        for (const type of ["mouseover", "mousemove"]) element.dispatchEvent(new MouseEvent(type)); // Plotly's label
      });
      element.addEventListener("blur", () => {
        light(null);
        element.dispatchEvent(new MouseEvent("mouseout"));
      });
      element.addEventListener("keydown", (event) => {
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

  // Plotly glides into a treemap's cell; readers who want no motion go there at once.
  function enterCellsAtOnce(plot) {
    plot.on("plotly_treemapclick", ({ nextLevel, points }) => {
      if (!CALM.matches || nextLevel === undefined) return true;
      Plotly.restyle(plot, { level: [nextLevel] }, [points[0].curveNumber]);
      return false;
    });
  }

  class Figure {
    constructor(element) {
      this.box = element.querySelector(".pce-figure__drawing");
      this.button = element.querySelector(".pce-figure__activate");
      this.status = Object.assign(document.createElement("p"), { className: "pce-figure__status" });
      this.status.setAttribute("role", "status");
      this.box.append(this.status); // above the picture: a message moves nothing
      this.plot = null;
      this.turn = 0; // each wish cancels the drawing under way
      this.button.hidden = false;
      this.button.addEventListener("click", () => (this.plot ? this.rest() : this.wake()));
      this.box.addEventListener("click", () => this.wake());
      new ResizeObserver(() => this.fit()).observe(this.box);
    }

    // What a click asks for: nothing when it is alive, or about to be.
    async wake() {
      if (!["live", "loading"].includes(this.box.dataset.state)) await this.live();
    }

    async live() {
      const turn = ++this.turn;
      const { figure: key, figureSrc } = this.box.dataset;
      this.box.dataset.state = "loading";
      this.status.textContent = this.plot ? "" : WORDS.loading;
      let plot = null;
      try {
        await Promise.all([load(PLOTLY), load(new URL(figureSrc, document.baseURI).href)]);
        if (turn !== this.turn) return;
        plot = Object.assign(document.createElement("div"), { className: "pce-figure__plot" });
        this.box.append(plot);
        await this.draw(plot, specs.get(key)[NARROW.matches ? "narrow" : "wide"]);
        if (turn === this.turn) this.show(plot);
        else this.discard(plot);
      } catch (error) {
        console.warn(error);
        if (plot) this.discard(plot);
        if (turn === this.turn) this.rest(WORDS.failed);
      }
    }

    async draw(plot, spec) {
      const { data, layout } = coloured(spec, getComputedStyle(this.box));
      await Plotly.newPlot(plot, data, layout, CONFIG);
      enterCellsAtOnce(plot);
      lightFlows(plot);
    }

    show(plot) {
      if (this.plot) this.discard(this.plot);
      this.plot = plot;
      this.fit();
      plot.classList.add("pce-figure__plot--shown");
      this.box.dataset.state = "live";
      this.button.textContent = WORDS.still;
      this.status.textContent = "";
    }

    rest(words = "") {
      this.turn += 1;
      if (this.plot) this.discard(this.plot);
      this.plot = null;
      this.box.dataset.state = "still";
      this.button.textContent = WORDS.live;
      this.status.textContent = words;
    }

    discard(plot) {
      globalThis.Plotly?.purge(plot);
      plot.remove();
    }

    fit() {
      if (this.plot) this.plot.style.transform = `scale(${this.box.clientWidth / this.plot.offsetWidth})`;
    }
  }

  // With a mouse and without a wish to spare data, figures come alive by themselves: in view, in idle time, in turn.
  function comeAlive(figures) {
    const waiting = new Set();
    let busy = false;
    const idle = () => new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
    const work = async () => {
      if (busy) return;
      busy = true;
      for (const figure of waiting) {
        // a Set also visits what is added meanwhile
        await idle();
        if (waiting.delete(figure) && !figure.box.dataset.state && !matchMedia("print").matches) await figure.live();
      }
      busy = false;
    };
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const figure = figures.find(({ box }) => box === target);
        if (isIntersecting) waiting.add(figure);
        else waiting.delete(figure);
      }
      work();
    });
    for (const { box } of figures) observer.observe(box);
  }

  // An earlier edition's figures have no button: they stay pictures.
  const figures = [...document.querySelectorAll(".pce-figure")]
    .filter((element) => element.querySelector(".pce-figure__activate"))
    .map((element) => new Figure(element));
  const redraw = () => {
    for (const figure of figures) if (figure.plot) figure.live();
  };
  NARROW.addEventListener("change", redraw);
  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  addEventListener("beforeprint", () => {
    for (const { box } of figures) box.querySelector("img").loading = "eager";
    // Material opens all <details> on paper: only the tables that the reader opened are to be there.
    for (const table of document.querySelectorAll(".pce-figure__table"))
      table.toggleAttribute("data-closed", !table.open);
  });
  const mouse = matchMedia("(hover: hover) and (pointer: fine)").matches;
  const sparing = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  if (mouse && !sparing) comeAlive(figures);
})();
