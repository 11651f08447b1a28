"use strict";
// Behaviour of a portrait's page: it opens the tab and the <details> that contain the address's target (without
// JavaScript the style sheet shows the tab), prints, and marks the current part of the page in the bar.
(() => {
  function revealTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const tab = target.closest(".tabbed-block");
    if (tab) {
      const position = [...tab.parentElement.children].indexOf(tab);
      tab.closest(".tabbed-set").querySelectorAll("input[type=radio]")[position].checked = true;
    }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (tab || target.closest("details")) target.scrollIntoView();
  }
  addEventListener("hashchange", revealTarget);
  revealTarget();

  // Print uses the wide pictures, and the narrow ones where two are side by side (their <source> has a `print` media
  // query). Browsers would load them after printing has begun: the button loads them all first, and other print commands
  // use those that are already loaded: on a desk, all once the reader has scrolled.
  const pictures = [...document.querySelectorAll(".pce-figure__drawing img")].map((image) => {
    const sources = [...image.parentElement.querySelectorAll("source")].map((source) => [source, source.media]);
    const [beside] = sources.find(([, media]) => media.includes("print")) ?? [];
    return { image, sources, beside, printed: null };
  });
  async function loadPrinted(picture) {
    const { image, beside } = picture;
    image.loading = "eager";
    const printed = new Image();
    printed.src = beside?.srcset ?? image.src;
    await printed.decode();
    picture.printed = printed; // a reference, so that the decoded image stays in memory
  }
  const loadAllPrinted = () => Promise.allSettled(pictures.map(loadPrinted)); // where one fails, the screen's is printed
  const isOnDesk = matchMedia("(hover: hover) and (pointer: fine)").matches && !navigator.connection?.saveData;
  if (isOnDesk) addEventListener("scroll", () => setTimeout(loadAllPrinted, 1000), { once: true, passive: true });
  const print = document.querySelector(".pce-print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", async () => {
      print.disabled = true;
      await loadAllPrinted();
      print.disabled = false;
      globalThis.print();
    });
  }
  addEventListener("beforeprint", () => {
    for (const { sources, beside, printed } of pictures)
      if (printed) for (const [source] of sources) source.media = source === beside ? "all" : "not all";
  });
  addEventListener("afterprint", () => {
    for (const { sources } of pictures) for (const [source, media] of sources) source.media = media;
  });

  // The bar marks the part that is at a third of the screen's height, and scrolls to its link.
  const links = new Map();
  for (const link of document.querySelectorAll(".pce-parts a")) {
    const part = document.getElementById(link.hash.slice(1));
    if (part) links.set(part, link);
  }
  const parts = [...links.keys()];
  let isScheduled = false;
  function markCurrentPart() {
    isScheduled = false;
    const line = innerHeight / 3;
    const current = parts.filter((part) => part.getBoundingClientRect().top <= line).pop();
    if (!current) document.querySelector(".pce-parts ul")?.scrollTo({ left: 0 }); // above the first part
    for (const [part, link] of links) {
      if (part !== current) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "location");
        const list = link.closest("ul");
        const left = link.offsetLeft - list.offsetLeft - list.scrollLeft;
        // no scrolling for a link that is visible: a finger may be on the next one
        if (left < 0 || left + link.offsetWidth > 0.9 * list.clientWidth)
          list.scrollBy({ left: left - list.clientWidth / 3 });
      }
    }
  }
  addEventListener(
    "scroll",
    () => {
      if (!isScheduled) requestAnimationFrame(markCurrentPart);
      isScheduled = true;
    },
    { passive: true },
  );
})();
