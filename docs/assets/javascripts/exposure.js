/* The page « Exposition »: shows another country than the one written in the page, or imports. The address holds the choice. */
(() => {
  "use strict";

  const { block, share, columnShare, words, bar, cell, remember } = globalThis.portraitNumbers;
  const { paint } = globalThis.portraitMap;
  const root = new URL("../../", document.currentScript.src);

  function start(data) {
    const box = document.querySelector(".pce-exposure");
    if (!box) return;
    const word = words(box);
    const select = box.querySelector("#pce-market");
    const sense = box.querySelector("#pce-sense");
    const side = () => data[sense.value];
    const find = (name) => box.querySelector(`.pce-exposure__${name}`);
    const figure = box.querySelector(".pce-map");

    /* The map in the classes that the build made, and a legend of those that occur with their bounds. */
    function colour(code, rows) {
      const shown = new Map();
      const steps = new Map();
      const among = side().among[code];
      for (const [index, place, group, value] of rows) {
        const total = side().totals[index];
        const text = share(value, total);
        shown.set(data.departements[index][3], {
          group,
          text,
          note: word(place === 1 ? "first" : "nth", { n: place, among }),
        });
        /* In rank order: the first of a class is its largest, the last its smallest. */
        steps.set(group, { high: steps.get(group)?.high ?? text, low: text });
      }
      for (const [index, [, , , place]] of data.departements.entries()) {
        if (shown.has(place)) continue;
        const text = share(0, side().totals[index]) || "–";
        shown.set(place, { group: 0, text });
        steps.set(0, { high: text, low: text });
      }
      const ordered = [...steps].sort(([a], [b]) => a - b);
      paint(figure, sense.value, shown, ordered, (low, high) => word("range", { low, high }));
    }

    function row([index, rank, , value, ...products], widest, unit) {
      const [name, path, hasPage] = data.departements[index];
      const total = side().totals[index];
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
        cell("td", [bar(value / total, widest, sense.value), ` ${columnShare(value, total)}`]),
        cell("td", unit.write(value)),
        cell("td", products.map((product) => data.products[product]).join(" ; "), "pce-words"),
      );
      return line;
    }

    /* The countries of the direction; the one that was shown stays, if it is among them. */
    function offer(code) {
      const { markets } = side();
      select.replaceChildren(...markets.map(([value, name]) => new Option(name, value)));
      return markets.some(([value]) => value === code) ? code : markets[0][0];
    }

    function show(code) {
      const { markets, rows: all, total, totals } = side();
      const [, , subject, value, products] = markets.find((market) => market[0] === code);
      const rows = all[code];
      const widest = Math.max(...rows.map(([index, , , part]) => part / totals[index]));
      const unit = block(...rows.map(([, , , amount]) => amount));
      const values = {
        market: subject,
        value: block(value).write(value),
        share: share(value, total),
        products: products.join(" ; "),
      };
      find("summary").textContent = word(`summary_${sense.value}`, values);
      figure.querySelector(".pce-map__title").textContent = word(`map_${sense.value}`, values);
      find("table-title").textContent = word(`table_${sense.value}`, values);
      find("part").textContent = word(`part_${sense.value}`);
      colour(code, rows);
      box.querySelector("tbody").replaceChildren(...rows.map((each) => row(each, widest, unit)));
      const absent = data.departements.length - rows.length;
      find("absent").textContent = absent
        ? word(`absent${absent === 1 ? "_one" : ""}_${sense.value}`, { n: absent })
        : "";
      find("table").scrollTop = 0;
      select.value = code;
    }

    const address = new URLSearchParams(location.search);
    if (address.get("sens") === "import" && data.import.markets.length) sense.value = "import";
    function change() {
      show(select.value);
      remember(`marche=${select.value.toLowerCase()}${sense.value === "import" ? "&sens=import" : ""}`);
    }
    select.addEventListener("change", change);
    sense.addEventListener("change", () => {
      select.value = offer(select.value);
      change();
    });
    for (const picker of box.querySelectorAll("[data-needs-script]")) picker.hidden = false;
    show(offer((address.get("marche") ?? "").toUpperCase()));
  }

  let received = null;
  globalThis.portraitExposure = (data) => {
    received = data;
  };
  document.addEventListener("DOMContentLoaded", () => received?.export.markets.length && start(received));
})();
