"use strict";
// The PNG button of each figure: its static picture, twice as large, in the light scheme whatever the page's.
// Browsers do not let a page opened from file:// read its pictures: there the button stays hidden.
(() => {
  const SCALE = 2;

  async function lightPicture(image) {
    const svg = await (await fetch(image.src)).text();
    const light = svg.replaceAll("(prefers-color-scheme:dark)", "(max-width:0)");
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(light)}`;
    await picture.decode();
    return picture;
  }

  async function save(image, name) {
    const picture = await lightPicture(image);
    const canvas = document.createElement("canvas");
    canvas.width = SCALE * picture.naturalWidth;
    canvas.height = SCALE * picture.naturalHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const address = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers read it after the click
  }

  if (location.protocol === "file:") return;
  for (const button of document.querySelectorAll(".pce-figure__png")) {
    const image = button.closest(".pce-figure").querySelector(".pce-figure__drawing img");
    button.hidden = false;
    button.addEventListener("click", () => {
      save(image, button.dataset.file).catch(() => {
        button.textContent = "PNG indisponible";
      });
    });
  }
})();
