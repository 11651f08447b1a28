"use strict";
// Opens what holds the address's target: a tab of the flows, a fold. Without JavaScript the style sheet shows the tab.
// Prints, takes the territory along, and marks in the bar which part is read.
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

  // Paper has the wide pictures, and narrow ones where two share its width: their source names print. The browser would
  // choose them too late: those that are there change before it prints, and the button waits for all.
  const pictures = [...document.querySelectorAll(".pce-figure__drawing img")].map((image) => {
    const source = image.parentElement.querySelector("source");
    return { image, source, media: source?.media, isBeside: source?.media.includes("print"), printed: null };
  });
  async function bring(picture) {
    const { image, source, isBeside } = picture;
    image.loading = "eager";
    const printed = new Image();
    printed.src = isBeside ? source.srcset : image.src;
    await printed.decode();
    picture.printed = printed; // held, so that it stays in memory
  }
  const print = document.querySelector(".pce-print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", async () => {
      print.disabled = true;
      await Promise.allSettled(pictures.map(bring)); // what does not come leaves its place to the screen's
      print.disabled = false;
      globalThis.print();
    });
  }
  addEventListener("beforeprint", () => {
    for (const { source, isBeside, printed } of pictures)
      if (source && printed) source.media = isBeside ? "all" : "not all";
  });
  addEventListener("afterprint", () => {
    for (const { source, media } of pictures) if (source) source.media = media;
  });

  // The menu's pages that ask for a territory begin with this one, as the text's links to them do.
  const own = new URLSearchParams(document.querySelector(".pce-read a[href*='?a=']")?.search).get("a");
  const asking = /\/(exposition|droits-de-douane|comparer)\/(index\.html)?$/;
  for (const link of own ? document.querySelectorAll("header a") : [])
    if (asking.test(link.pathname)) link.search = `?a=${own}`;

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
    if (!current) document.querySelector(".pce-parts ul")?.scrollTo({ left: 0 }); // back on the cover
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
