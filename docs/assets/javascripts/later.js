"use strict";
// Holds Material's own script back until a part of it is used: it blocks a slow phone for half a second and fetches the
// whole search index, for what nobody has asked for yet. With a mouse it runs in the first idle moment.
//
// Runs at the top of the body, before the first paint: until Material is there, the colours are its business.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js"); // what Material does first: its search field shows

  // The colours stored by Material, else those of the system, and the switch that leads to the next ones.
  const palette = document.querySelector("[data-md-component=palette]");
  const schemes = [...palette.querySelectorAll("input")];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = schemes[__md_get("__palette")?.index ?? 0] ?? schemes[0];
  chosen.nextElementSibling.hidden = false;

  function colour() {
    const media = chosen.dataset.mdColorMedia;
    const wanted =
      media === "(prefers-color-scheme)" ? `(prefers-color-scheme: ${system.matches ? "dark" : "light"})` : media;
    const scheme = schemes.find((input) => input.dataset.mdColorMedia === wanted);
    for (const name of ["mdColorScheme", "mdColorPrimary", "mdColorAccent"])
      document.body.dataset[name] = scheme.dataset[name];
  }
  colour();
  system.addEventListener("change", colour);

  let switched = null; // a scheme asked for before Material listens
  const remember = ({ target }) => {
    switched = target;
    start();
  };
  palette.addEventListener("change", remember);

  const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  let started = false;
  async function start() {
    if (started) return;
    started = true;
    for (const type of ["click", "focusin", "keydown"]) removeEventListener(type, used);
    const script = Object.assign(document.createElement("script"), {
      src: document.getElementById("material").dataset.src,
    });
    script.onload = () => {
      system.removeEventListener("change", colour);
      palette.removeEventListener("change", remember);
      document$.next(document); // it waits for the page to be parsed, which is past
      switched?.dispatchEvent(new Event("change"));
    };
    await parsed;
    document.body.append(script);
  }

  // The header, the menu; a key may be one of Material's shortcuts. The search box in the bar needs none of it.
  function used({ type, target }) {
    if (target.closest?.(".pce-finder")) return;
    if (type !== "keydown" && !target.closest?.(".md-header, .md-sidebar")) return;
    start();
  }
  for (const type of ["click", "focusin", "keydown"]) addEventListener(type, used);

  // The search box: its script comes when the box is first used, and answers what has been typed by then.
  const finderAddress = new URL("finder.js", document.currentScript.src).href;
  let finding = false;
  function find({ type, key, target }) {
    const box = target.closest?.(".pce-finder");
    if (!box) return;
    if (type === "keydown" && key === "Enter") box.dataset.enter = "";
    if (!finding) document.head.append(Object.assign(document.createElement("script"), { src: finderAddress }));
    finding = true;
  }
  for (const type of ["focusin", "keydown"]) addEventListener(type, find);
  addEventListener("click", ({ target }) => {
    const example = target.closest?.("[data-find]");
    if (!example) return;
    const input = document.querySelector(".pce-finder__input");
    input.value = example.dataset.find;
    input.focus();
  });

  // The menu of a small screen: a button that says whether it is open; Escape, a way taken and a click beside close it.
  const button = document.querySelector(".pce-menu-button");
  const menu = document.getElementById("menu");
  function show(open) {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", open);
  }
  button.addEventListener("click", () => show(menu.hidden));
  addEventListener("click", ({ target }) => {
    if (!button.contains(target) && (target.closest?.(".pce-menu a") || !menu.contains(target))) show(false);
  });
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || menu.hidden) return;
    show(false);
    button.focus();
  });

  addEventListener("load", () => {
    if (new URLSearchParams(location.search).has("q")) start(); // a search in the address
    if (matchMedia("(hover: hover) and (pointer: fine)").matches) (globalThis.requestIdleCallback ?? setTimeout)(start);
  });
})();
