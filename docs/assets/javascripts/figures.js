"use strict";
// Turns a figure's static picture into the interactive Plotly figure, in place, when the reader wants it.
//
// The picture stays where it is, hidden beneath the plot: it keeps the box, so nothing moves, and comes back on
// paper or when anything fails. A plot is drawn at its own size (that of the picture) and scaled like the picture.
// Data come as scripts calling `portraitFigure(key, spec)`, because fetch() does not work on file://. What a live
// figure can do is in figure-live.js, which comes with Plotly: a page that is only read does without.
(() => {
  const here = document.currentScript.src;
  const LIVE = ["plotly.min.js", "figure-template.js", "figure-live.js"].map((name) => new URL(name, here));
  const PNG = new URL("png.js", here).href;
  const NARROW = matchMedia("(max-width: 930px)"); // as in the <source> of each picture
  const MOUSE = matchMedia("(hover: hover) and (pointer: fine)").matches;
  // Milliseconds after a figure came alive by itself in which a press of its button still means « Explorer »: that is
  // what the reader had read on it.
  const ABOUT_TO_TAP = 500;
  // Milliseconds for which a figure is looked at before its reader may want to tap it.
  const LOOKED_AT = 1000;
  const WORDS = {
    live: "Explorer",
    still: "Image",
    back: "Revenir à l’image",
    loading: "Chargement de la figure interactive…",
    failed: "La figure interactive n’a pas pu être chargée. L’image et le tableau restent disponibles.",
    touch: "Touchez un élément ou son nom : ses montants s’écrivent ici.",
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

  class Figure {
    constructor(element) {
      this.box = element.querySelector(".pce-figure__drawing");
      this.button = element.querySelector(".pce-figure__activate");
      this.status = Object.assign(document.createElement("p"), { className: "pce-figure__status" });
      this.status.setAttribute("role", "status");
      this.box.append(this.status); // above the picture: a message moves nothing
      this.said = Object.assign(document.createElement("div"), { className: "pce-figure__said", hidden: true });
      this.said.append(document.createElement("p"));
      this.said.setAttribute("aria-live", "polite");
      this.box.append(this.said);
      this.plot = null;
      this.turn = 0; // each wish cancels the drawing under way
      this.cameAlive = -Infinity; // when it did so by itself
      this.button.hidden = false;
      this.button.addEventListener("pointerdown", () => this.fetch().catch(() => {})); // a tap lasts a tenth of a second
      this.button.addEventListener("click", ({ timeStamp }) => {
        if (!this.plot) this.wake();
        else if (timeStamp - this.cameAlive > ABOUT_TO_TAP) this.rest();
      });
      // The picture does as its button does; keys and screen readers have the button.
      this.box.addEventListener("click", () => this.plot || this.wake());
      new ResizeObserver(() => this.fit()).observe(this.box);
    }

    fetch() {
      const data = new URL(this.box.dataset.figureSrc, document.baseURI);
      return Promise.all([...LIVE, data].map((url) => load(url.href)));
    }

    // What the button asks for: nothing when the figure is about to be alive.
    async wake() {
      if (this.box.dataset.state === "loading") return;
      await this.live();
    }

    async live() {
      const turn = ++this.turn;
      this.box.dataset.state = "loading";
      this.status.textContent = this.plot ? "" : WORDS.loading;
      let plot = null;
      try {
        await this.fetch();
        if (turn !== this.turn) return;
        plot = Object.assign(document.createElement("div"), { className: "pce-figure__plot" });
        plot.setAttribute("role", "group");
        plot.setAttribute("aria-label", this.box.querySelector("img").alt); // the picture is hidden beneath
        this.box.append(plot);
        const spec = specs.get(this.box.dataset.figure);
        const size = NARROW.matches ? "narrow" : "wide";
        await globalThis.portraitLive(plot, spec, size, this.box, (text, back) => this.say(text, back));
        if (turn === this.turn) {
          this.show(plot);
          this.say(MOUSE ? "" : WORDS.touch);
        } else this.discard(plot);
      } catch (error) {
        console.warn(error);
        if (plot) this.discard(plot);
        if (turn === this.turn) this.rest(WORDS.failed);
      }
    }

    // A line at the figure's foot, or at the screen's where the foot is below: what was tapped, the way back from there.
    say(text, back = null) {
      const line = this.said.firstElementChild;
      line.replaceChildren(text);
      if (back) {
        const button = Object.assign(document.createElement("button"), {
          type: "button",
          className: "pce-button pce-figure__back",
        });
        button.textContent = "← Tous les produits";
        button.addEventListener("click", back);
        line.prepend(button, " ");
      }
      this.said.hidden = !text && !back;
    }

    show(plot) {
      if (this.plot) this.discard(this.plot);
      this.plot = plot;
      this.fit();
      plot.classList.add("pce-figure__plot--shown");
      this.box.dataset.state = "live";
      this.button.style.minWidth = `${this.button.offsetWidth}px`; // so that the buttons beside it stay
      this.button.textContent = WORDS.still;
      this.button.setAttribute("aria-label", WORDS.back);
      this.status.textContent = "";
    }

    rest(words = "") {
      this.turn += 1;
      if (this.plot) this.discard(this.plot);
      this.plot = null;
      this.box.dataset.state = "still";
      this.button.textContent = WORDS.live;
      this.button.removeAttribute("aria-label");
      this.status.textContent = words;
      this.say("");
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
    const work = async () => {
      if (busy) return;
      busy = true;
      for (const figure of waiting) {
        // a Set also visits what is added meanwhile
        await idle();
        if (!waiting.delete(figure) || figure.box.dataset.state || matchMedia("print").matches) continue;
        await figure.live();
        figure.cameAlive = performance.now();
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

  const idle = () => new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));

  // Without a mouse, Plotly waits in the cache for the tap on a figure that is looked at.
  function fetchAhead(figures) {
    const looked = new Map();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          clearTimeout(looked.get(target));
          if (isIntersecting) looked.set(target, setTimeout(ahead, LOOKED_AT));
        }
      },
      { threshold: 0.6 },
    );
    const ahead = async () => {
      observer.disconnect();
      await idle();
      for (const href of LIVE)
        document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", as: "script", href }));
    };
    for (const { box } of figures) observer.observe(box);
  }

  // Once the reader goes on, all pictures come in an idle moment: those of closed tabs, and those further down, which
  // the browser's own menu would print as empty boxes.
  function fetchPictures() {
    const bring = async () => {
      await idle();
      for (const image of document.querySelectorAll(".pce-figure__drawing img")) image.loading = "eager";
    };
    addEventListener("scroll", bring, { once: true, passive: true });
  }

  // WebKit draws a picture in the system's scheme, not in its page's: where the two differ, the picture is told by the
  // end of its address which of its two schemes to show (generator/figures/theme.py).
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

  // An earlier edition's figures have no button: they stay pictures, as all do in a browser that cannot expand a spec.
  const figures = [...document.querySelectorAll(".pce-figure")]
    .filter((element) => globalThis.DecompressionStream && element.querySelector(".pce-figure__activate"))
    .map((element) => new Figure(element));
  // Browsers do not let a page opened from file:// read its pictures: there the buttons stay hidden.
  const PICTURE = new File([], "figure.png", { type: "image/png" });
  for (const button of location.protocol === "file:" ? [] : document.querySelectorAll(".pce-figure__png")) {
    const buttons = [button];
    if (navigator.canShare?.({ files: [PICTURE] })) {
      const send = button.cloneNode();
      send.dataset.sends = "image";
      send.textContent = "Envoyer l’image";
      button.before(send, " ");
      buttons.push(send);
    }
    for (const each of buttons) {
      each.hidden = false;
      each.addEventListener("click", async () => {
        try {
          await load(PNG);
          await globalThis.portraitPng(each);
        } catch {
          each.textContent = "Image indisponible";
        }
      });
    }
  }

  const schemeOf = () => document.body.dataset.mdColorScheme;
  const redraw = () => {
    for (const figure of figures) if (figure.plot) figure.live();
  };
  const webkit = navigator.vendor.startsWith("Apple");
  const recolour = () => {
    redraw();
    if (webkit) paintPictures(schemeOf());
  };
  if (webkit) paintPictures(schemeOf());
  NARROW.addEventListener("change", redraw);
  new MutationObserver(recolour).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  addEventListener("beforeprint", () => {
    if (webkit) paintPictures("default");
    for (const image of document.querySelectorAll(".pce-figure__drawing img")) image.loading = "eager";
    // Material opens all <details> on paper: only the tables that the reader opened are to be there.
    for (const table of document.querySelectorAll(".pce-figure__table"))
      table.toggleAttribute("data-closed", !table.open);
  });
  addEventListener("afterprint", () => webkit && paintPictures(schemeOf()));
  const sparing = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  if (sparing) return;
  fetchPictures();
  if (MOUSE) comeAlive(figures);
  else fetchAhead(figures);
})();
