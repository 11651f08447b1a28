"use strict";
// Copies the public address of a page or figure, a reference, or a figure's embed code, and opens the system's share
// dialog. Without this script the links still work and the code can be selected.
(() => {
  const SHOWN = 2500; // milliseconds for which « copied » is shown
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
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // the reader opens the link
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
