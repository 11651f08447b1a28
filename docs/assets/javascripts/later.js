"use strict";
// Delays Material's own script until the reader uses something that needs it: it blocks a slow phone for half a second
// and downloads the whole search index. The rules of what only it shows come with it (material.css). Where there is a
// mouse, it is loaded in the first idle moment.
//
// Runs at the top of the body, before the first paint, and sets the colour scheme until Material has loaded.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js"); // as Material does first, so that the search box appears

  // The scheme stored by Material, else the system's, and the button that switches to the next one.
  const palette = document.querySelector("[data-md-component=palette]");
  const schemes = [...palette.querySelectorAll("input")];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosenScheme = schemes[__md_get("__palette")?.index ?? 0] ?? schemes[0];
  chosenScheme.nextElementSibling.hidden = false;

  function applyScheme() {
    const media = chosenScheme.dataset.mdColorMedia;
    const wanted =
      media === "(prefers-color-scheme)" ? `(prefers-color-scheme: ${system.matches ? "dark" : "light"})` : media;
    const scheme = schemes.find((input) => input.dataset.mdColorMedia === wanted);
    for (const name of ["mdColorScheme", "mdColorPrimary", "mdColorAccent"])
      document.body.dataset[name] = scheme.dataset[name];
  }
  applyScheme();
  system.addEventListener("change", applyScheme);

  let switchedTo = null; // the scheme chosen before Material listens
  const noteSwitch = ({ target }) => {
    switchedTo = target;
    loadMaterial();
  };
  palette.addEventListener("change", noteSwitch);

  const here = document.currentScript.src;
  const loaded = (name, attributes) =>
    new Promise((onload) => document.head.append(Object.assign(document.createElement(name), attributes, { onload })));
  const loadSheet = (name) => loaded("link", { rel: "stylesheet", href: new URL(`../stylesheets/${name}`, here).href });
  const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  let isRequested = false;
  async function loadMaterial() {
    if (isRequested) return;
    isRequested = true;
    for (const type of ["click", "focusin", "keydown"]) removeEventListener(type, onUse);
    await parsed;
    await loadFinder(); // its dialog is what Material's script searches with
    const { src } = document.getElementById("material").dataset;
    await Promise.all([loaded("script", { src }), loadSheet("material.css")]);
    document.querySelector(".md-search").hidden = false;
    system.removeEventListener("change", applyScheme);
    palette.removeEventListener("change", noteSwitch);
    document$.next(document); // Material waits for DOMContentLoaded, which has already fired
    switchedTo?.dispatchEvent(new Event("change"));
  }

  // The header and the sidebar need Material, and any key may be one of its shortcuts. The search box does not need it.
  function onUse({ type, target }) {
    if (target.closest?.(".pce-finder")) return;
    if (type !== "keydown" && !target.closest?.(".md-header, .md-sidebar")) return;
    loadMaterial();
  }
  for (const type of ["click", "focusin", "keydown"]) addEventListener(type, onUse);

  // The search box's script is loaded when the box is first used, or at once on the page of error 404, which suggests
  // pages. It then searches for what was typed meanwhile.
  let finder = null;
  function loadFinder() {
    finder ??= Promise.all([loaded("script", { src: new URL("finder.js", here).href }), loadSheet("found.css")]);
    return finder;
  }
  parsed.then(() => document.querySelector("[data-ask-address]") && loadFinder());
  function onFinderUse({ type, key, target }) {
    const box = target.closest?.(".pce-finder");
    if (!box) return;
    if (type === "keydown" && key === "Enter") box.dataset.enter = "";
    loadFinder();
  }
  for (const type of ["focusin", "keydown"]) addEventListener(type, onFinderUse);
  addEventListener("click", ({ target }) => {
    const example = target.closest?.("[data-find]");
    if (!example) return;
    const input = document.querySelector(".pce-finder__input");
    input.value = example.dataset.find;
    input.focus();
  });

  // The menu on small screens. Escape, a click outside it and a click on one of its links close it.
  const button = document.querySelector(".pce-menu-button");
  const menu = document.getElementById("menu");
  function setMenuOpen(open) {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", open);
  }
  button.addEventListener("click", () => setMenuOpen(menu.hidden));
  addEventListener("click", ({ target }) => {
    if (!button.contains(target) && (target.closest?.(".pce-menu a") || !menu.contains(target))) setMenuOpen(false);
  });
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || menu.hidden) return;
    setMenuOpen(false);
    button.focus();
  });

  addEventListener("load", () => {
    if (new URLSearchParams(location.search).has("q")) loadMaterial(); // Material's search, by the address
    const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
    const layOutNext = () => {
      const part = document.querySelector("[data-deferred]");
      part?.removeAttribute("data-deferred");
      if (part) whenIdle(layOutNext); // each in a frame of its own
    };
    whenIdle(layOutNext);
    if (matchMedia("(hover: hover) and (pointer: fine)").matches) whenIdle(loadMaterial);
  });
})();
