"use strict";
// The buttons « Image (PNG) » and « Envoyer l’image » of a figure: the static picture as a PNG, 1600 pixels wide, under its
// title, always in light colours. The picture itself has the source and the demonstration's banner. figures.js loads
// this script when a reader opens « Partager ».
(() => {
  const WIDTH = 1600;
  const MARGIN = 28;
  const TITLE = { font: '600 38px system-ui, "Segoe UI", Roboto, Arial, "DejaVu Sans", sans-serif', line: 48 };
  const INK = "#1d2733";

  async function lightPicture(image) {
    const svg = await (await fetch(image.src)).text();
    const light = svg.replaceAll("(prefers-color-scheme:dark)", "(max-width:0)");
    const picture = new Image();
    picture.src = `data:image/svg+xml,${encodeURIComponent(light)}`;
    await picture.decode();
    return picture;
  }

  /* The title in lines that fit the picture's width. */
  function wrapped(title, context) {
    context.font = TITLE.font;
    const lines = [""];
    for (const word of title.trim().split(/ +|\n+/)) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (context.measureText(longer).width <= WIDTH - 2 * MARGIN) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  async function pngOf(image, title) {
    const picture = await lightPicture(image);
    const canvas = document.createElement("canvas");
    const height = Math.round((WIDTH * picture.naturalHeight) / picture.naturalWidth);
    const lines = wrapped(title, canvas.getContext("2d"));
    const top = 2 * MARGIN + lines.length * TITLE.line;
    canvas.width = WIDTH;
    canvas.height = top + height;
    const context = canvas.getContext("2d"); // resizing the canvas has reset the font
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = INK;
    context.font = TITLE.font;
    lines.forEach((line, at) => {
      context.fillText(line, MARGIN, MARGIN + (at + 0.8) * TITLE.line);
    });
    context.drawImage(picture, 0, top, WIDTH, height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers read the URL only after the click
  }

  async function send(blob, name, title) {
    try {
      await navigator.share({ files: [new File([blob], name, { type: blob.type })], title });
    } catch (error) {
      if (error.name !== "AbortError") throw error; // the reader closed the dialog
    }
  }

  async function make({ target: button }) {
    const figure = button.closest(".pce-figure");
    const image = figure.querySelector(".pce-figure__drawing img");
    const title = (figure.querySelector("figcaption span") ?? figure.querySelector("figcaption")).textContent;
    const name = figure.querySelector("a[download$='.csv']").download.replace(/csv$/, "png");
    try {
      const blob = await pngOf(image, title);
      if (button.dataset.sends) await send(blob, name, title);
      else save(blob, name);
    } catch {
      button.textContent = "Image indisponible";
    }
  }

  const canSend = navigator.canShare?.({ files: [new File([], "figure.png", { type: "image/png" })] });
  for (const button of document.querySelectorAll(".pce-figure__png")) {
    button.hidden = false;
    button.addEventListener("click", make);
    if (!canSend) continue;
    const sending = button.cloneNode();
    sending.dataset.sends = "image";
    sending.textContent = "Envoyer l’image";
    sending.addEventListener("click", make);
    button.before(sending, " ");
  }
})();
