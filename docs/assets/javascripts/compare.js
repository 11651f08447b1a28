/* The page « Comparer »: two territories side by side. Each territory's amounts are a script of a few kB next to its
   portrait, loaded on demand (a script, because fetch() fails on file://). The address holds both: ?a=42&b=region-84. */
(() => {
  "use strict";

  const { share, columnShare, times, messages, bar, cell, loadData } = globalThis.portraitNumbers;
  const { parameter, cameFrom, updateLinks, saveChoice } = globalThis.portraitNumbers;
  const ROWS = 10;
  const CLOSE = 1.05;
  const SIDES = { export: 0, import: 1 };
  const root = new URL("../../", document.currentScript.src);
  const loaded = new Map();
  let index = null;

  globalThis.portraitCompareIndex = (data) => {
    index = data;
  };
  globalThis.portraitCompared = (key, rows) => loaded.set(key, rows);

  function fetchTerritory({ key, path }) {
    const isLoaded = () => loaded.has(key);
    return isLoaded() ? Promise.resolve() : loadData(new URL(`${path}/comparer.js`, root), isLoaded);
  }

  /* A territory's amounts in one direction by code, and their total. */
  function amounts(territory, direction, kind) {
    const values = new Map(loaded.get(territory.key)[kind].map((row) => [row[0], row[1 + SIDES[direction]]]));
    return { values, total: [...values.values()].reduce((sum, value) => sum + value, 0) };
  }

  const shareOf = ({ values, total }, code) => (total ? (values.get(code) ?? 0) / total : 0);

  function codesOf(a, b) {
    const codes = [...new Set([...a.values.keys(), ...b.values.keys()])];
    const weight = (code) => shareOf(a, code) + shareOf(b, code);
    return codes.filter(weight).sort((x, y) => weight(y) - weight(x) || (x < y ? -1 : 1));
  }

  /* Up to three sentences: the ratio of the exports, how far they overlap, and the product with the widest gap. */
  function sentences(a, b, message) {
    const exports = [a, b].map((t) => amounts(t, "export", "products"));
    if (!exports[0].total || !exports[1].total) return [];
    const [more, less] = exports[0].total >= exports[1].total ? [0, 1] : [1, 0];
    const larger = exports[more].total / exports[less].total;
    const names = { of_more: [a, b][more].of, of_less: [a, b][less].of };
    const form = larger < CLOSE ? "close" : "ratio";
    const codes = codesOf(...exports);
    const overlap = codes.reduce(
      (sum, code) => sum + Math.min(shareOf(exports[0], code), shareOf(exports[1], code)),
      0,
    );
    const gap = (code) => Math.abs(shareOf(exports[0], code) - shareOf(exports[1], code));
    const widest = codes.reduce((best, code) => (gap(code) > gap(best) ? code : best));
    const [share_a, share_b] = exports.map(({ values, total }) => share(values.get(widest) ?? 0, total));
    return [
      message(`export_${form}`, { ...names, ratio: times(larger) }),
      message("overlap", { overlap: Math.round(100 * overlap) }),
      ...(gap(widest)
        ? [
            message("export_products", {
              name: index.products[widest] ?? widest,
              of_a: a.of,
              of_b: b.of,
              share_a,
              share_b,
            }),
          ]
        : []),
    ];
  }

  /* The seven facts that Python has written for each territory, side by side. */
  function factsTable(a, b, message) {
    const [first, second] = [a, b].map((t) => loaded.get(t.key).facts);
    const rows = first.map((fact, i) => {
      const row = document.createElement("tr");
      row.append(cell("th", message(`fact_${i + 1}`)), cell("td", fact), cell("td", second[i]));
      return row;
    });
    return scrollingTable("facts", message("table_facts") + message("demonstration"), ["", a.name, b.name], rows);
  }

  function scrollingTable(name, title, heads, rows) {
    const caption = document.createElement("caption");
    caption.id = `pce-table-${name}`;
    caption.textContent = title;
    const head = document.createElement("thead");
    const titles = document.createElement("tr");
    titles.append(...heads.map((each) => (each ? cell("th", each, "col") : document.createElement("td"))));
    head.append(titles);
    const body = document.createElement("tbody");
    body.append(...rows);
    const element = document.createElement("table");
    element.className = "pce-data";
    element.append(caption, head, body);
    const frame = document.createElement("div");
    frame.className = "pce-scroll pce-compared";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-labelledby", caption.id);
    frame.append(element);
    return frame;
  }

  /* A table of paired bars by country or product: the first territory's bar is filled, the second's outlined. */
  function barsTable(a, b, direction, kind, message) {
    const sides = [a, b].map((t) => amounts(t, direction, kind));
    const codes = codesOf(...sides);
    const shown = codes.slice(0, ROWS);
    const largest = Math.max(...shown.flatMap((code) => sides.map((side) => shareOf(side, code))));
    const line = (name, values, bars) => {
      const row = document.createElement("tr");
      row.append(
        cell("th", name),
        ...sides.map((side, i) =>
          cell("td", [
            ...(bars
              ? [bar(side.total ? values[i] / side.total : 0, largest, i ? `${direction} pce-bar--second` : direction)]
              : []),
            cell("span", columnShare(values[i], side.total) || "–"),
          ]),
        ),
      );
      return row;
    };
    const rows = shown.map((code) =>
      line(
        index[kind][code] ?? code,
        sides.map((side) => side.values.get(code) ?? 0),
        true,
      ),
    );
    if (codes.length > ROWS) {
      const rest = sides.map((s) => codes.slice(ROWS).reduce((sum, code) => sum + (s.values.get(code) ?? 0), 0));
      rows.push(line(message("others"), rest, false));
    }
    const title = message(`table_${direction}_${kind}`) + message("demonstration");
    return scrollingTable(`${direction}-${kind}`, title, [message(`head_${kind}`), a.name, b.name], rows);
  }

  /* The tables shown, as a CSV for a French spreadsheet. */
  function csvOf(result) {
    const lines = [...result.querySelectorAll("tr")].map((row) =>
      [...row.cells].map((each) => `"${each.textContent.trim().replaceAll('"', '""')}"`).join(";"),
    );
    return new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" });
  }

  function start(box) {
    const message = messages(box);
    const [pickA, pickB] = box.querySelectorAll("select");
    const result = box.querySelector(".pce-compare__result");
    const find = (name) => box.querySelector(`.pce-compare__${name}`);
    const territories = index.territories.map(([key, path, name, kind, region, subject, of, hasPage]) => ({
      key,
      path,
      name,
      kind,
      region,
      subject,
      of,
      hasPage,
    }));
    const byKey = new Map(territories.map((territory) => [territory.key, territory]));

    function fill(select) {
      for (const [kind, label] of [
        ["departement", "departements"],
        ["region", "regions"],
        ["france", "france"],
      ]) {
        const group = document.createElement("optgroup");
        group.label = box.dataset[label];
        for (const t of territories.filter((each) => each.kind === kind)) {
          group.append(new Option(kind === "departement" ? `${t.key.toUpperCase()} ${t.name}` : t.name, t.key));
        }
        if (group.children.length) select.append(group);
      }
    }

    function showPortraitLinks(both) {
      const links = both
        .filter((t) => t.hasPage)
        .map((t) => {
          const link = document.createElement("a");
          link.className = "pce-button";
          link.href = new URL(t.path + box.dataset.suffix, root).href;
          link.textContent = message("portrait", { of: t.of });
          return link;
        });
      find("portraits").replaceChildren(...links.flatMap((link) => [link, " "]));
    }

    /* Buttons for the territories that compare well with the first. */
    function suggest(a) {
      const chips = loaded.get(a.key).around.map((key) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "pce-chip";
        chip.textContent = byKey.get(key).name;
        chip.setAttribute("aria-pressed", String(pickB.value === key));
        chip.addEventListener("click", () => {
          pickB.value = key;
          update();
        });
        return chip;
      });
      find("around").replaceChildren(message("around"), " ", cell("span", chips));
    }

    async function show() {
      const [a, b] = [pickA, pickB].map((select) => byKey.get(select.value));
      const setStatus = (text) => (find("status").textContent = text);
      result.hidden = true;
      if (a === b) return setStatus(message("same"));
      setStatus(message("loading"));
      try {
        await Promise.all([fetchTerritory(a), fetchTerritory(b)]);
      } catch {
        return setStatus(message("failed"));
      }
      if (pickA.value !== a.key || pickB.value !== b.key) return undefined;
      box.querySelector("h2").textContent = message("title", { a: a.name, b: b.name });
      showPortraitLinks([a, b]);
      find("words").replaceChildren(...sentences(a, b, message).map((text) => cell("li", text)));
      const tables = ["countries", "products"].flatMap((kind) =>
        Object.keys(SIDES)
          .filter((direction) => [a, b].some((t) => amounts(t, direction, kind).total))
          .map((direction) => barsTable(a, b, direction, kind, message)),
      );
      find("facts").replaceChildren(factsTable(a, b, message));
      find("tables").replaceChildren(...tables);
      suggest(a);
      result.hidden = false;
      return setStatus(message("ready", { a: a.name, b: b.name }));
    }

    function update() {
      saveChoice({ a: pickA.value, b: pickB.value });
      show();
    }

    /* The key in the address. By default `a` is the portrait that the reader comes from, or the first one, and `b` its région. */
    function initialKey(name) {
      const key = (parameter(name) ?? "").trim().toLowerCase();
      if (byKey.has(key)) return key;
      if (name === "a") {
        return (cameFrom(territories, root) ?? byKey.get(box.dataset.first) ?? territories[0]).key;
      }
      const { key: own, region } = byKey.get(pickA.value);
      return [region, "france"].find((other) => byKey.has(other) && other !== own) ?? own;
    }

    for (const select of [pickA, pickB]) {
      fill(select);
      select.value = initialKey(select.name);
      select.addEventListener("change", update);
    }
    box.querySelector("#pce-swap").addEventListener("click", () => {
      [pickA.value, pickB.value] = [pickB.value, pickA.value];
      update();
    });
    box.querySelector("#pce-compare-print").addEventListener("click", () => print());
    box.querySelector("#pce-compare-csv").addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(csvOf(result));
      link.download = `comparer-${pickA.value}-${pickB.value}.csv`;
      link.click();
    });
    box.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    updateLinks({ a: pickA.value });
    show();
  }

  document.addEventListener(
    "DOMContentLoaded",
    () => index && document.querySelectorAll(".pce-compare").forEach(start),
  );
})();
