"use strict";
// Opens what holds the address's target: a tab of the flows, a fold. Without JavaScript the style sheet shows the tab.
(() => {
  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const tab = target.closest(".tabbed-block");
    if (tab) {
      const place = [...tab.parentElement.children].indexOf(tab);
      tab.closest(".tabbed-set").querySelectorAll("input[type=radio]")[place].checked = true;
    }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (tab || target.closest("details")) target.scrollIntoView();
  }
  addEventListener("hashchange", open);
  open();

  const print = document.querySelector(".pce-print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => globalThis.print());
  }

  // The bar marks the part that lies across the upper third of the screen, and shows its name.
  const links = new Map();
  for (const link of document.querySelectorAll(".pce-parts a")) {
    const part = document.getElementById(link.hash.slice(1));
    if (part) links.set(part, link);
  }
  const tops = [...links.keys()];
  let waiting = false;
  function mark() {
    waiting = false;
    const line = innerHeight / 3;
    const current = tops.filter((part) => part.getBoundingClientRect().top <= line).pop();
    for (const [part, link] of links) {
      if (part !== current) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "location");
        const list = link.closest("ul");
        const left = link.offsetLeft - list.offsetLeft - list.scrollLeft;
        // a link in sight stays where it is: a finger may be on its neighbour
        if (left < 0 || left + link.offsetWidth > 0.9 * list.clientWidth)
          list.scrollBy({ left: left - list.clientWidth / 3 });
      }
    }
  }
  addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    },
    { passive: true },
  );
})();
