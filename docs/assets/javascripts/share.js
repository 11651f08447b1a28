"use strict";
// Copies the page's or a figure's public address, a reference or the code that embeds a figure, and opens the system's own way to
// share. Without it the links are links, and the code is there to be selected.
(() => {
  const SHOWN = 2500; // milliseconds that « copied » stays
  const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const status = document.querySelector(".pce-take__status");

  async function copy(text, button) {
    await navigator.clipboard.writeText(text);
    const label = button.textContent;
    if (label === button.dataset.done) return;
    button.textContent = button.dataset.done;
    if (status) status.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = label;
      if (status) status.textContent = "";
    }, SHOWN);
  }

  if (navigator.clipboard) {
    for (const link of document.querySelectorAll(".pce-copy")) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // wanted as a link
        event.preventDefault();
        copy(page + link.hash, link).catch(() => location.assign(link.href)); // the address is then in the address bar
      });
    }
    for (const button of document.querySelectorAll(".pce-copy-code")) {
      const code = button.previousElementSibling.querySelector("textarea");
      button.hidden = false;
      button.addEventListener("click", () => copy(code.value, button).catch(() => code.select()));
    }
  }

  const share = document.querySelector(".pce-share");
  if (share && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => {
      navigator.share({ title: document.title, url: page }).catch((error) => {
        if (error.name !== "AbortError") location.assign(page);
      });
    });
  }
})();
