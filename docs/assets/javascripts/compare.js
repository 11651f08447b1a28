/* The page « Comparer »: two territories side by side. Each territory's amounts are a script of a few kB beside its
   portrait, loaded when asked for, so that it works from file:// too. The address holds both: ?a=42&b=region-84. */
(() => {
  "use strict";

  const { block, share, columnShare, times, words, bar, cell, load, remember } = globalThis.portraitNumbers;
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

  function bring({ key, path }) {
    const isHere = () => loaded.has(key);
    return isHere() ? Promise.resolve() : load(new URL(`${path}/comparer.js`, root), isHere);
  }

  /* One territory's amounts of one direction, by code, with their total. */
  function amounts(territory, direction, kind) {
    const values = new Map(loaded.get(territory.key)[kind].map((row) => [row[0], row[1 + SIDES[direction]]]));
    return { values, total: [...values.values()].reduce((sum, value) => sum + value, 0) };
  }

  const part = ({ values, total }, code) => (total ? (values.get(code) ?? 0) / total : 0);

  function codesOf(a, b) {
    const codes = [...new Set([...a.values.keys(), ...b.values.keys()])];
    const weight = (code) => part(a, code) + part(b, code);
    return codes.filter(weight).sort((x, y) => weight(y) - weight(x) || (x < y ? -1 : 1));
  }

  /* The differences in words, from the sentences of the page. */
  function sentences(a, b, word) {
    const said = [];
    const inside = (x, y) => y.kind === "france" || x.region === y.key;
    const totals = {};
    const all = Object.keys(SIDES).flatMap((direction) => [a, b].map((t) => amounts(t, direction, "countries").total));
    const unit = block(...all);
    for (const direction of Object.keys(SIDES)) {
      const [first, second] = [a, b].map((t) => ({ t, total: amounts(t, direction, "countries").total }));
      totals[direction] = [first.total, second.total];
      const [more, less] = first.total >= second.total ? [first, second] : [second, first];
      if (!more.total) continue;
      const values = {
        of_more: more.t.of,
        of_less: less.t.of,
        more: unit.write(more.total),
        less: unit.write(less.total),
        ratio: times(more.total / less.total),
        part: share(less.total, more.total),
      };
      const form = !less.total
        ? "none"
        : inside(less.t, more.t)
          ? "part"
          : more.total / less.total < CLOSE
            ? "close"
            : "ratio";
      said.push(word(`${direction}_${form}`, values));
    }
    const balance = (side) => unit.difference(totals.export[side], totals.import[side]);
    said.push(word("balance", { balance_a: balance(0), balance_b: balance(1), a: a.subject, b: b.subject }));
    for (const direction of Object.keys(SIDES)) {
      const sides = [a, b].map((t) => amounts(t, direction, "countries"));
      if (!sides[0].total || !sides[1].total) continue;
      const [share_a, share_b] = sides.map(({ values, total }) =>
        share(
          index.union.reduce((sum, code) => sum + (values.get(code) ?? 0), 0),
          total,
        ),
      );
      said.push(word(`${direction}_union`, { share_a, share_b, of_a: a.of, of_b: b.of }));
    }
    const sold = [a, b].map((t) => amounts(t, "export", "products"));
    if (sold[0].total && sold[1].total) {
      const overlap = codesOf(...sold).reduce(
        (sum, code) => sum + Math.min(part(sold[0], code), part(sold[1], code)),
        0,
      );
      said.push(word("overlap", { overlap: String(Math.round(100 * overlap)) }));
    }
    for (const direction of Object.keys(SIDES)) {
      for (const kind of ["countries", "products"]) {
        const [x, y] = [a, b].map((t) => amounts(t, direction, kind));
        if (!x.total || !y.total) continue;
        const gap = (code) => Math.abs(part(x, code) - part(y, code));
        const widest = codesOf(x, y).reduce((best, code) => (gap(code) > gap(best) ? code : best));
        if (!gap(widest)) continue;
        said.push(
          word(`${direction}_${kind}`, {
            name: index[kind][widest] ?? widest,
            of_a: a.of,
            of_b: b.of,
            share_a: share(x.values.get(widest) ?? 0, x.total),
            share_b: share(y.values.get(widest) ?? 0, y.total),
          }),
        );
      }
    }
    return said;
  }

  function table(a, b, direction, kind, word) {
    const sides = [a, b].map((t) => amounts(t, direction, kind));
    const codes = codesOf(...sides);
    const shown = codes.slice(0, ROWS);
    const largest = Math.max(...shown.flatMap((code) => sides.map((side) => part(side, code))));
    const unit = block(...sides.map(({ total }) => total));
    const line = (name, values, bars) => {
      const row = document.createElement("tr");
      row.append(
        cell("th", name),
        ...sides.map((side, i) =>
          cell("td", [
            ...(bars ? [bar(side.total ? values[i] / side.total : 0, largest, direction)] : []),
            cell("strong", columnShare(values[i], side.total) || "–"),
            " ",
            cell("small", unit.write(values[i])),
          ]),
        ),
      );
      return row;
    };
    const caption = document.createElement("caption");
    caption.id = `pce-table-${direction}-${kind}`;
    caption.textContent = word(`table_${direction}_${kind}`) + word("demonstration");
    const head = document.createElement("thead");
    const titles = document.createElement("tr");
    titles.append(...[word(`head_${kind}`), a.name, b.name].map((title) => cell("th", title, "col")));
    head.append(titles);
    const body = document.createElement("tbody");
    body.append(
      ...shown.map((code) =>
        line(
          index[kind][code] ?? code,
          sides.map((s) => s.values.get(code) ?? 0),
          true,
        ),
      ),
    );
    if (codes.length > ROWS) {
      const rest = sides.map((s) => codes.slice(ROWS).reduce((sum, code) => sum + (s.values.get(code) ?? 0), 0));
      body.append(line(word("others"), rest, false));
    }
    const element = document.createElement("table");
    element.append(caption, head, body);
    const frame = document.createElement("div");
    frame.className = "pce-scroll pce-compared";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-labelledby", caption.id);
    frame.append(element);
    return frame;
  }

  function start(box) {
    const word = words(box);
    const [pickA, pickB] = box.querySelectorAll("select");
    const result = box.querySelector(".pce-compare__result");
    const find = (name) => box.querySelector(`.pce-compare__${name}`);
    const territories = index.territories.map(([key, path, name, kind, region, subject, of, page]) => ({
      key,
      path,
      name,
      kind,
      region,
      subject,
      of,
      page,
    }));
    const byKey = new Map(territories.map((territory) => [territory.key, territory]));

    function fill(select) {
      const empty = new Option("…", "");
      select.append(empty);
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

    function portraits(both) {
      const links = both
        .filter((t) => t.page)
        .map((t) => {
          const link = document.createElement("a");
          link.className = "pce-button";
          link.href = new URL(t.path + box.dataset.suffix, root).href;
          link.textContent = word("portrait", { of: t.of });
          return link;
        });
      find("portraits").replaceChildren(...links.flatMap((link) => [link, " "]));
    }

    async function show() {
      const [a, b] = [pickA, pickB].map((select) => byKey.get(select.value));
      const say = (text) => (find("status").textContent = text);
      result.hidden = true;
      if (!a || !b) return say(word("choose"));
      if (a === b) return say(word("same"));
      say(word("loading"));
      try {
        await Promise.all([bring(a), bring(b)]);
      } catch {
        return say(word("failed"));
      }
      if (pickA.value !== a.key || pickB.value !== b.key) return undefined;
      box.querySelector("h2").textContent = word("title", { a: a.name, b: b.name });
      portraits([a, b]);
      find("words").replaceChildren(...sentences(a, b, word).map((text) => cell("li", text)));
      const tables = Object.keys(SIDES).flatMap((direction) =>
        ["countries", "products"]
          .filter((kind) => [a, b].some((t) => amounts(t, direction, kind).total))
          .map((kind) => table(a, b, direction, kind, word)),
      );
      find("tables").replaceChildren(...tables);
      result.hidden = false;
      return say(word("ready", { a: a.name, b: b.name }));
    }

    function chosen() {
      const query = new URLSearchParams();
      if (pickA.value) query.set("a", pickA.value);
      if (pickB.value) query.set("b", pickB.value);
      remember(query);
      show();
    }

    for (const select of [pickA, pickB]) {
      fill(select);
      const asked = (new URLSearchParams(location.search).get(select.name) ?? "").toLowerCase();
      select.value = byKey.has(asked) ? asked : "";
      select.addEventListener("change", chosen);
    }
    box.querySelector("#pce-swap").addEventListener("click", () => {
      [pickA.value, pickB.value] = [pickB.value, pickA.value];
      chosen();
    });
    box.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    box.hidden = false;
    show();
  }

  document.addEventListener(
    "DOMContentLoaded",
    () => index && document.querySelectorAll(".pce-compare").forEach(start),
  );
})();
