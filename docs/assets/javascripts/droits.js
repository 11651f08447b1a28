/* The page « Et si un pays taxait ces exportations ? »: territory × market × products × rate. The address holds the choice:
   ?a=42&pays=US&taux=15, and produits=C30C,C20A for some products. The duty is worked out in whole numbers: halves go
   up. */
(() => {
  "use strict";

  const { unitFor, share, columnShare, words, bar, cell, asked, lead, remember } = globalThis.portraitNumbers;
  const { paint } = globalThis.portraitMap;
  const { amounts, bring, offerTerritories, once, shades, standings, sum } = globalThis.portraitTrades;
  const LEADING = 5;
  const root = new URL("../../", document.currentScript.src);

  /* A rate as a fraction of whole numbers, in percent; null for what is no number from 0 to 200. */
  function fraction(text) {
    const match = /^(\d{1,3})(?:[.,](\d{1,6}))?$/.exec(text.trim().replace(/[\s\u00a0\u202f]*%$/, ""));
    if (!match) return null;
    const digits = match[2] ?? "";
    const scale = 10n ** BigInt(digits.length);
    const value = BigInt(match[1] + digits);
    return value > 200n * scale ? null : { value, scale };
  }

  /* Euros times a rate in percent, halves up. */
  const duty = (euros, { value, scale }) => Number((BigInt(euros) * value * 2n + 100n * scale) / (200n * scale));

  /* What a territory sells to a market, by product code. */
  const sold = (data, place) => amounts([data], place);
  const base = (data, place, chosen) =>
    sum([...sold(data, place)].filter(([code]) => !chosen || chosen.has(code)).map(([, value]) => value));

  globalThis.portraitDuties = { fraction, duty, base };

  function start(box) {
    const word = words(box);
    const find = (name) => box.querySelector(`.pce-duty__${name}`);
    const form = box.querySelector("form");
    const { a: territory, pays: market, taux: rate } = form.elements;
    const index = globalThis.portraitTrades.index();
    const territories = index.territories.map((each) => ({ ...each, total: each.totals.export }));
    const { markets } = index;
    const peers = territories.filter(({ kind }) => kind === "departement");
    let chosen = null;
    let turn = 0;

    function linked({ path }, text) {
      const link = document.createElement("a");
      link.href = new URL(path + box.dataset.suffix, root).href;
      link.textContent = text;
      return link;
    }

    /* The codes that the address asks for. */
    const codes = (name) =>
      (asked(name) ?? "")
        .split(",")
        .map((each) => each.trim().toUpperCase())
        .filter(Boolean);

    function offer() {
      const { france, regions, departements } = box.dataset;
      offerTerritories(territory, { france, region: regions, departement: departements });
      // no duty is charged on ships' stores or goods that come back; an address that asks for it is answered
      const offered = markets.filter(({ code, isCountry }) => isCountry || codes("pays").includes(code));
      offered.sort((x, y) => x.name.localeCompare(y.name, "fr"));
      market.append(...offered.map(({ code, name }) => new Option(name, code)));
    }

    /* field: what is to be corrected. */
    function tell(text, field) {
      const notice = find("notice");
      notice.textContent = text;
      notice.hidden = !text;
      find("now").textContent = text;
      for (const element of form.elements)
        for (const name of ["aria-invalid", "aria-describedby"]) element.removeAttribute(name);
      field?.setAttribute("aria-invalid", "true");
      field?.setAttribute("aria-describedby", notice.id);
      for (const part of ["result", "summary"]) find(part).hidden = Boolean(text);
      for (const id of ["droit-base", "droit-montant"]) {
        if (text) document.getElementById(id).removeAttribute("data-eur");
      }
    }

    function amount(id, euros, unit) {
      const element = document.getElementById(id);
      element.dataset.eur = String(euros);
      element.textContent = unit.write(euros);
    }

    const ordinal = (n) => (n === 1 ? word("first") : word("nth", { n }));

    function result(place, data, percent, where, written) {
      const own = territories[place];
      const amounts = sold(data, place);
      const euros = base(data, place, chosen);
      const unit = unitFor(euros);
      amount("droit-base", euros, unit);
      amount("droit-montant", duty(euros, percent), unit);
      find("now").textContent = word("now", { base: unit.write(euros), duty: unit.write(duty(euros, percent)) });
      find("share").textContent = own.total
        ? word("share", { share: share(euros, own.total), of: own.of })
        : word("share_none", { subject: own.subject });
      const said = [word("summary", { rate: written, of: own.of, market: where.subject })];
      const leading = [...amounts].filter(([code, value]) => value && (!chosen || chosen.has(code))).slice(0, LEADING);
      if (leading.length) {
        const listed = leading.map(([code, value]) => `${index.products[code] ?? code} (${unit.write(value)})`);
        said.push(word("products", { products: listed.join(" ; ") }));
      } else {
        said.push(word("none", { of: own.of, market: where.subject }));
      }
      return { own, said };
    }

    function compared(data, percent, written, where) {
      const found = peers.map((peer) => {
        const euros = base(data, peer.place, chosen);
        return { ...peer, euros, part: peer.total ? euros / peer.total : 0 };
      });
      const { rank, among } = standings(found);
      const { shown, ends } = shades(found);
      /* Who exports too little has no rank: one deal may make a share. */
      const told = ({ part, total }) => (total < Number(box.dataset.small) ? 0 : rank(part));
      for (const peer of found) {
        const place = told(peer);
        shown.get(peer.key.toUpperCase()).note = place ? word("place", { rank: ordinal(place), among }) : "";
      }
      paint(box.querySelector(".pce-map"), "export", shown, ends, (low, high) => word("range", { low, high }));
      const unit = unitFor(...found.map(({ euros }) => euros));
      const rows = once(found, word("corsica"));
      rows.sort((x, y) => y.part - x.part || (x.name < y.name ? -1 : 1));
      const widest = rows[0].part;
      box.querySelector("tbody").replaceChildren(
        ...rows.map((peer) => {
          const line = document.createElement("tr");
          line.dataset.code = peer.codes;
          line.append(
            cell("th", peer.hasPage ? linked(peer, peer.name) : peer.name),
            cell("td", told(peer) ? String(told(peer)) : "–"),
            cell(
              "td",
              [bar(peer.part, widest, "export"), ` ${columnShare(peer.euros, peer.total) || "–"}`],
              "",
              peer.part,
            ),
            cell("td", unit.bare(peer.euros), "", peer.euros),
            cell("td", unit.bare(duty(peer.euros, percent)), "", duty(peer.euros, percent)),
          );
          return line;
        }),
      );
      find("caption").textContent = word("caption", { rate: written, market: where.subject });
      find("unit").textContent = unit.name;
      const rankOf = (place) => told(found.find((peer) => peer.place === place) ?? { part: 0, total: 0 });
      return { rank: rankOf, among };
    }

    function line(code, value, unit) {
      const name = index.products[code] ?? code;
      const input = Object.assign(document.createElement("input"), { type: "checkbox", value: code });
      const label = document.createElement("label");
      label.append(input, ` ${name} `, cell("small", unit.write(value)));
      const alone = Object.assign(document.createElement("button"), { type: "button", className: "pce-duty__alone" });
      alone.textContent = word("alone");
      alone.setAttribute("aria-label", word("alone_named", { name }));
      alone.addEventListener("click", () => choose(new Set([code])));
      const item = document.createElement("li");
      item.append(label, " ", alone);
      return item;
    }

    /* The list is made anew for another territory or market only: who ticks keeps the place. */
    function products(amounts) {
      const listed = [...amounts].filter(([, value]) => value);
      const list = find("products").querySelector("ul");
      const of = `${territory.value} ${market.value}`;
      if (list.dataset.of !== of) {
        const unit = unitFor(...listed.map(([, value]) => value));
        list.replaceChildren(...listed.map(([code, value]) => line(code, value, unit)));
        list.dataset.of = of;
      }
      for (const input of list.querySelectorAll("input")) input.checked = !chosen || chosen.has(input.value);
      const shown = listed.filter(([code]) => !chosen || chosen.has(code)).length;
      find("chosen").textContent = chosen ? word("chosen", { n: shown, all: listed.length }) : "";
    }

    const choice = () => ({
      a: territory.value,
      pays: market.value,
      produits: chosen?.size ? [...chosen].join(",") : null,
      taux: rate.value.trim(),
    });

    function choose(products) {
      chosen = products;
      again();
    }

    function again() {
      remember(choice());
      show();
    }

    async function show() {
      const mine = ++turn;
      const written = rate.value.trim().replace(".", ",");
      const percent = fraction(rate.value);
      if (!percent) return tell(word("bad_rate", { value: rate.value }), rate);
      const where = markets.find(({ code }) => code === market.value);
      let data;
      try {
        data = await bring("export", where);
      } catch {
        return tell(word("failed"));
      }
      if (mine !== turn) return undefined;
      tell("");
      const place = territories.findIndex(({ key }) => key === territory.value);
      products(sold(data, place));
      if (chosen && !chosen.size) return tell(word("no_product"));
      const { own, said } = result(place, data, percent, where, written);
      const { rank, among } = compared(data, percent, written, where);
      if (own.kind === "departement" && rank(place))
        said.push(word("rank", { rank: ordinal(rank(place)), among, corsica: box.dataset.corsica }));
      const summary = find("summary");
      summary.textContent = said.join(" ");
      if (own.hasPage) summary.append(" ", linked(own, word("portrait", { of: own.of })));
      return undefined;
    }

    /* What the address asks for, and what of it is wrong, with its field: an unknown one is told, never replaced by
       another. Of several countries, which « Exposition » knows, the first. */
    function read() {
      const key = (asked("a") ?? "france").trim().toLowerCase();
      const [code = box.dataset.market] = codes("pays");
      const named = codes("produits");
      rate.value = asked("taux") ?? index.rate;
      if (!territories.some((each) => each.key === key))
        return [word("bad_territory", { value: asked("a") }), territory];
      territory.value = key;
      const group = index.groups.find((each) => each.code.toUpperCase() === code);
      if (group) return [word("group", { name: group.name }), market];
      if (!markets.some((each) => each.code === code)) return [word("bad_market", { value: asked("pays") }), market];
      market.value = code;
      const unknown = named.filter((each) => !Object.hasOwn(index.products, each));
      if (unknown.length) return [word("bad_products", { value: unknown.join(", ") })];
      chosen = named.length ? new Set(named) : null;
      return null;
    }

    offer();
    const wrong = read();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", again);
    rate.addEventListener("input", () => rate.value.trim() && again());
    find("products").addEventListener("change", () => {
      const boxes = [...find("products").querySelectorAll("input")];
      const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
      choose(ticked.length === boxes.length ? null : new Set(ticked));
    });
    document.getElementById("droit-tous").addEventListener("click", () => choose(null));
    document.getElementById("droit-aucun").addEventListener("click", () => choose(new Set()));
    if (wrong) return tell(...wrong);
    lead(choice());
    return show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".pce-duty");
    if (box && globalThis.portraitTrades.index()) start(box);
  });
})();
