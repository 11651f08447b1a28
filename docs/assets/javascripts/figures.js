"use strict";
// Replaces a figure's static picture by the interactive Plotly figure, in place, when the reader asks for it.
//
// The picture stays hidden beneath the plot: it keeps the size of the box, so nothing moves, and it is shown again in
// print or if anything fails. A plot is drawn at the picture's own size and scaled like the picture. Data are scripts
// that call `portraitFigure(key, spec)`, because fetch() fails on file://. What shows a plot is in figure-live.js, loaded
// with Plotly, so that a page that is only read does not download it.
(() => {
  const here = document.currentScript.src;
  const LIVE = ["plotly.min.js", "figure-template.js", "figure-live.js", "../stylesheets/live.css"].map(
    (name) => new URL(name, here).href,
  );
  const PNG = new URL("png.js", here).href;
  // As in the <source> elements of each picture.
  const NARROW = matchMedia("(max-width: 640px)");
  const MEDIUM = matchMedia("(max-width: 930px)");
  const MOUSE = matchMedia("(hover: hover) and (pointer: fine)").matches;
  // Milliseconds after a figure went live by itself during which a click on its button is ignored: the reader meant
  // « Explorer », the button's label until then.
  const CLICK_GRACE = 500;
  // Milliseconds in view after which Plotly is prefetched, as the reader may tap the figure.
  const IN_VIEW = 800;
  const LOADING = "Chargement de la figure interactive…";
  const FAILED = "La figure interactive n’a pas pu être chargée. L’image et le tableau restent disponibles.";

  const specs = new Map();
  globalThis.portraitFigure = (key, spec) => specs.set(key, spec);

  const files = new Map();
  function load(url) {
    if (!files.has(url)) {
      const loaded = new Promise((onload, reject) => {
        const onerror = () => {
          files.delete(url); // so that the next click tries again
          reject(new Error(`cannot load ${url}`));
        };
        const [name, address] = url.endsWith(".css")
          ? ["link", { rel: "stylesheet", href: url }]
          : ["script", { src: url }];
        document.head.append(Object.assign(document.createElement(name), address, { onload, onerror }));
      });
      files.set(url, loaded);
    }
    return files.get(url);
  }

  class Figure {
    constructor(element) {
      this.box = element.querySelector(".pce-figure__drawing");
      this.button = element.querySelector(".pce-figure__activate");
      this.status = Object.assign(document.createElement("p"), { className: "pce-figure__status" });
      this.status.setAttribute("role", "status");
      this.box.append(this.status); // over the picture: a message moves nothing
      this.plot = null; // the element that Plotly draws into, while it is shown
      this.request = 0; // a newer request cancels the drawing in progress
      this.autoLiveAt = -Infinity; // when it went live by itself
      this.button.hidden = false;
      this.button.addEventListener("pointerdown", () => this.fetch().catch(() => {})); // a tenth of a second before "click"
      this.button.addEventListener("click", ({ timeStamp }) => {
        if (!this.plot) this.activate();
        else if (timeStamp - this.autoLiveAt > CLICK_GRACE) this.showPicture();
      });
      // A click on the picture does what its button does; the button is there for the keyboard and screen readers.
      this.box.addEventListener("click", () => this.plot || this.activate());
    }

    fetch() {
      return Promise.all([...LIVE, new URL(this.box.dataset.figureSrc, document.baseURI).href].map(load));
    }

    async activate() {
      if (this.box.dataset.state === "loading") return;
      await this.draw();
    }

    async draw() {
      const request = ++this.request;
      this.box.dataset.state = "loading";
      this.status.textContent = this.plot ? "" : LOADING;
      try {
        await this.fetch();
        if (request !== this.request) return;
        const spec = specs.get(this.box.dataset.figure);
        const size = NARROW.matches ? "narrow" : MEDIUM.matches ? "medium" : "wide";
        await globalThis.portraitLive(this, spec, size, () => request === this.request);
      } catch (error) {
        console.warn(error);
        if (request === this.request) this.showPicture(FAILED);
      }
    }

    showPicture(status = "") {
      this.request += 1;
      this.removePlot?.(); // of figure-live.js
      this.box.dataset.state = "still";
      this.status.textContent = status;
    }
  }

  // Where there is a mouse, and data need not be saved, figures in view go live by themselves, one by one in idle time.
  function goLiveInView(figures) {
    const waiting = new Set();
    let isDrawing = false;
    const drawWaiting = async () => {
      if (isDrawing) return;
      isDrawing = true;
      for (const figure of waiting) {
        // iterating a Set includes what is added meanwhile
        await idle();
        if (!waiting.delete(figure) || figure.box.dataset.state || matchMedia("print").matches) continue;
        await figure.draw();
        figure.autoLiveAt = performance.now();
      }
      isDrawing = false;
    };
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const figure = figures.find(({ box }) => box === target);
        if (isIntersecting) waiting.add(figure);
        else waiting.delete(figure);
      }
      drawWaiting();
    });
    for (const { box } of figures) observer.observe(box);
  }

  const idle = () => new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));

  // Without a mouse, Plotly is prefetched when a figure stays in view, so that it is in the cache at the first tap.
  function prefetchInView(figures) {
    const timers = new Map();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          clearTimeout(timers.get(target));
          if (isIntersecting) timers.set(target, setTimeout(prefetch, IN_VIEW));
        }
      },
      { threshold: 0.6 },
    );
    const prefetch = async () => {
      observer.disconnect();
      await idle();
      for (const href of LIVE)
        document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href }));
    };
    for (const { box } of figures) observer.observe(box);
  }

  // Loads all pictures in idle time after the first scroll: those in closed tabs too, and those further down, which the
  // browser's own print command would print as empty boxes.
  function loadPicturesOnScroll() {
    const load = async () => {
      await idle();
      for (const image of document.querySelectorAll(".pce-figure__drawing img")) image.loading = "eager";
    };
    addEventListener("scroll", load, { once: true, passive: true });
  }

  // WebKit draws a picture in the system's colour scheme, not in the page's. Where the two differ, the fragment of the
  // picture's address chooses the scheme (generator/figures/theme.py).
  function paintPictures(scheme) {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
    const end = scheme === system ? "" : ({ slate: "#sombre", default: "#clair" }[scheme] ?? "");
    for (const picture of document.querySelectorAll(".pce-figure__drawing :is(source, img)")) {
      const name = picture.localName === "img" ? "src" : "srcset";
      const address = picture.getAttribute(name);
      const wanted = address.split("#")[0] + end;
      if (address !== wanted) picture.setAttribute(name, wanted);
    }
  }

  // Figures stay pictures in earlier editions, which have no button, and in browsers without DecompressionStream.
  const figures = [...document.querySelectorAll(".pce-figure")]
    .filter((element) => globalThis.DecompressionStream && element.querySelector(".pce-figure__activate"))
    .map((element) => new Figure(element));
  // The buttons for images come when a reader opens « Partager ». Pages on file:// may not read their pictures.
  const sharing = location.protocol === "file:" ? [] : document.querySelectorAll(".pce-figure__embed");
  for (const menu of sharing) menu.addEventListener("toggle", () => load(PNG).catch(() => {}));

  const schemeOf = () => document.body.dataset.mdColorScheme;
  const redraw = () => {
    for (const figure of figures) if (figure.plot) figure.draw();
  };
  const webkit = navigator.vendor.startsWith("Apple");
  const recolour = () => {
    redraw();
    if (webkit) paintPictures(schemeOf());
  };
  if (webkit) paintPictures(schemeOf());
  for (const width of [NARROW, MEDIUM]) width.addEventListener("change", redraw);
  new MutationObserver(recolour).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  addEventListener("beforeprint", () => {
    if (webkit) paintPictures("default");
    for (const image of document.querySelectorAll(".pce-figure__drawing img")) image.loading = "eager";
    // Material opens all <details> for printing; only the tables that the reader opened are printed.
    for (const table of document.querySelectorAll(".pce-figure__table"))
      table.toggleAttribute("data-closed", !table.open);
  });
  addEventListener("afterprint", () => webkit && paintPictures(schemeOf()));
  const savesData = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  if (savesData) return;
  loadPicturesOnScroll();
  if (MOUSE) goLiveInView(figures);
  else prefetchInView(figures);
})();
