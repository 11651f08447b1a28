/* The page « Exposition »: shows another market than the one written in the page. The address holds the choice. */
(() => {
  "use strict";

  const { compact, share, words, bar, cell } = globalThis.portraitNumbers;
  const root = new URL("../../", document.currentScript.src);

  function start(data) {
    const box = document.querySelector(".pce-exposure");
    if (!box) return;
    const word = words(box);
    const select = box.querySelector("select");
    const find = (name) => box.querySelector(`.pce-exposure__${name}`);

    const tiles = new Map([...box.querySelectorAll(".pce-tile")].map((tile) => [tile.dataset.code, tile]));
    const legend = box.querySelector(".pce-map__legend ul");

    /* The map in the classes that the build made, and a legend of those that occur with their bounds. */
    function colour(rows) {
      const shown = new Map();
      const steps = new Map();
      for (const [index, , group, value] of rows) {
        const [, , total, , code] = data.departements[index];
        const text = share(value, total);
        shown.set(code, [group, text]);
        /* In rank order: the first of a class is its largest, the last its smallest. */
        steps.set(group, { high: steps.get(group)?.high ?? text, low: text });
      }
      for (const [, , total, , code] of data.departements) {
        const [group, text] = shown.get(code) ?? [0, share(0, total) || "–"];
        if (!group) steps.set(0, { high: text, low: text });
        const tile = tiles.get(code);
        tile.className = `pce-tile pce-k${group}`;
        tile.querySelector(".pce-tile__read > span").textContent = text;
      }
      legend.replaceChildren(
        ...[...steps]
          .sort(([a], [b]) => a - b)
          .map(([group, { low, high }]) => {
            const item = document.createElement("li");
            const swatch = document.createElement("span");
            swatch.className = `pce-swatch pce-k${group}`;
            const bounds = document.createElement("span");
            bounds.textContent = low === high ? low : word("range", { low, high });
            item.append(swatch, bounds);
            return item;
          }),
      );
    }

    function row([index, rank, , value, ...products], widest) {
      const [name, path, total, hasPage] = data.departements[index];
      const line = document.createElement("tr");
      let label = name;
      if (hasPage) {
        label = document.createElement("a");
        label.href = new URL(path + box.dataset.suffix, root).href;
        label.textContent = name;
      }
      line.append(
        cell("th", label),
        cell("td", String(rank)),
        cell("td", [bar(value / total, widest, "export"), ` ${share(value, total)}`]),
        cell("td", compact(value)),
        cell("td", products.map((product) => data.products[product]).join(", "), "pce-words"),
      );
      return line;
    }

    function show(code) {
      const [, , subject, value, products] = data.markets.find((market) => market[0] === code);
      const rows = data.rows[code];
      const widest = Math.max(...rows.map(([index, , , part]) => part / data.departements[index][2]));
      find("summary").textContent = word("summary", {
        market: subject,
        value: compact(value),
        share: share(value, data.total),
        products: products.join(", "),
      });
      for (const place of box.querySelectorAll(".pce-exposure__market")) place.textContent = subject;
      colour(rows);
      box.querySelector("tbody").replaceChildren(...rows.map((each) => row(each, widest)));
      const absent = data.departements.length - rows.length;
      find("absent").textContent = absent ? word(absent === 1 ? "absent_one" : "absent", { n: absent }) : "";
      find("table").scrollTop = 0;
      select.value = code;
    }

    const known = (code) => data.markets.some((market) => market[0] === code);
    const asked = () => {
      const code = (new URLSearchParams(location.search).get("marche") ?? "").toUpperCase();
      return known(code) ? code : data.markets[0][0];
    };
    select.addEventListener("change", () => {
      show(select.value);
      try {
        history.replaceState(null, "", `?marche=${select.value.toLowerCase()}`);
      } catch {
        /* A browser may refuse to change the address of a file: the page is right all the same. */
      }
    });
    select.closest("[data-needs-script]").hidden = false;
    show(asked());
  }

  let received = null;
  globalThis.portraitExposure = (data) => {
    received = data;
  };
  document.addEventListener("DOMContentLoaded", () => received?.markets.length && start(received));
})();
