/* The page « Droits de douane »: the duty on a territory's exports to a market. The address holds the choice:
   ?a=42&pays=US&taux=15, and produits=C30C,C20A for some products only. The duty is computed in whole numbers, exact
   halves rounded up. */
(() => {
  "use strict";

  const { unitFor, share, columnShare, lowerInitial, upperInitial, messages, bar, cell, parameter } =
    globalThis.portraitNumbers;
  const { cameFrom, updateLinks, saveChoice } = globalThis.portraitNumbers;
  const { paint } = globalThis.portraitMap;
  const { amountsByProduct, fetchTrade, fillTerritories, mapClasses, onePerUnit, standings, sum } =
    globalThis.portraitTrades;
  const LEADING = 5;
  const root = new URL("../../", document.currentScript.src);

  /* A rate in percent as the fraction value / scale; null unless it is a number from 0 to 200. */
  function fraction(text) {
    const match = /^(\d{1,3})(?:[.,](\d{1,6}))?$/.exec(text.trim().replace(/[\s\u00a0\u202f]*%$/, ""));
    if (!match) return null;
    const digits = match[2] ?? "";
    const scale = 10n ** BigInt(digits.length);
    const value = BigInt(match[1] + digits);
    return value > 200n * scale ? null : { value, scale };
  }

  /* Euros times a rate in percent, exact halves rounded up. */
  const duty = (euros, { value, scale }) => Number((BigInt(euros) * value * 2n + 100n * scale) / (200n * scale));

  const exportsByProduct = (data, position) => amountsByProduct([data], position);

  /* The exports that the duty bears on, in euros; `chosen`: a set of product codes, or null for all. */
  const base = (data, position, chosen) =>
    sum(
      [...exportsByProduct(data, position)].filter(([code]) => !chosen || chosen.has(code)).map(([, value]) => value),
    );

  globalThis.portraitDuties = { fraction, duty, base };

  function start(box) {
    const message = messages(box);
    const find = (name) => box.querySelector(`.pce-duty__${name}`);
    const form = box.querySelector("form");
    const { a: territory, pays: market, taux: rate } = form.elements;
    const index = globalThis.portraitTrades.index();
    const territories = index.territories.map((each) => ({ ...each, total: each.totals.export }));
    const { markets } = index;
    const peers = territories.filter(({ kind }) => kind === "departement");
    let chosen = null;
    let latestRequest = 0;

    function linkTo({ path }, text) {
      const link = document.createElement("a");
      link.href = new URL(path + box.dataset.suffix, root).href;
      link.textContent = text;
      return link;
    }

    /* The codes in a parameter of the address. */
    const codesIn = (name) =>
      (parameter(name) ?? "")
        .split(",")
        .map((each) => each.trim().toUpperCase())
        .filter(Boolean);

    function fillPickers() {
      const { france, regions, departements } = box.dataset;
      fillTerritories(territory, { france, region: regions, departement: departements });
      // no duty is charged on ships' stores or returned goods: they are offered only where the address names them
      const offered = markets.filter(({ code, isCountry }) => isCountry || codesIn("pays").includes(code));
      offered.sort((x, y) => x.name.localeCompare(y.name, "fr"));
      market.append(...offered.map(({ code, name }) => new Option(name, code)));
    }

    /* Shows an error in place of the result, or the result when there is none. `field`: the one to correct. */
    function showError(text, field) {
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

    function showAmount(id, euros, unit) {
      const element = document.getElementById(id);
      element.dataset.eur = String(euros);
      element.textContent = unit.format(euros);
    }

    const ordinal = (n) => (n === 1 ? message("first") : message("nth", { n }));

    /* Shows the two amounts; returns the sentences of the summary. `rateText`: the rate as typed, in French. */
    function showResult(position, data, percent, destination, rateText) {
      const own = territories[position];
      const amounts = exportsByProduct(data, position);
      const euros = base(data, position, chosen);
      const unit = unitFor(euros);
      showAmount("droit-base", euros, unit);
      showAmount("droit-montant", duty(euros, percent), unit);
      find("now").textContent = message("now", { base: unit.format(euros), duty: unit.format(duty(euros, percent)) });
      find("share").textContent = own.total
        ? message("share", { share: share(euros, own.total), of: own.of })
        : message("share_none", { of: own.of });
      const sentences = [message("summary", { rate: rateText, of: own.of, market: destination.subject })];
      const leading = [...amounts].filter(([code, value]) => value && (!chosen || chosen.has(code))).slice(0, LEADING);
      if (leading.length) {
        const listed = leading.map(
          ([code, value]) => `${lowerInitial(index.products[code] ?? code)} (${unit.format(value)})`,
        );
        sentences.push(message("products", { products: listed.join(" ; ") }));
      } else {
        sentences.push(message("none", { of: own.of, market: destination.subject }));
      }
      return sentences;
    }

    /* The map and the table of all départements; returns a territory's rank by its position, and of how many. */
    function showDepartements(data, percent, destination, rateText) {
      const exposed = peers.map((peer) => {
        const euros = base(data, peer.position, chosen);
        return { ...peer, euros, part: peer.total ? euros / peer.total : 0 };
      });
      const { rank, among } = standings(exposed);
      const { places, bounds } = mapClasses(exposed);
      /* No rank below a minimum of exports: a single sale could decide it. */
      const shownRank = ({ part, total }) => (total < Number(box.dataset.small) ? 0 : rank(part));
      for (const peer of exposed) {
        const n = shownRank(peer);
        places.get(peer.key.toUpperCase()).note = n ? message("place", { rank: ordinal(n), among }) : "";
      }
      paint(box.querySelector(".pce-map"), "export", places, bounds, (low, high) => message("range", { low, high }));
      const unit = unitFor(...exposed.map(({ euros }) => euros));
      const rows = onePerUnit(exposed, message("corsica"));
      rows.sort((x, y) => y.part - x.part || (x.name < y.name ? -1 : 1));
      const widest = rows[0].part;
      box.querySelector("tbody").replaceChildren(
        ...rows.map((peer) => {
          const line = document.createElement("tr");
          line.dataset.code = peer.codes;
          line.append(
            cell("th", peer.hasPage ? linkTo(peer, peer.name) : peer.name),
            cell("td", shownRank(peer) ? String(shownRank(peer)) : "–"),
            cell(
              "td",
              [bar(peer.part, widest, "export"), ` ${columnShare(peer.euros, peer.total) || "–"}`],
              "",
              peer.part,
            ),
            cell("td", unit.formatWithoutUnit(peer.euros), "", peer.euros),
            cell("td", unit.formatWithoutUnit(duty(peer.euros, percent)), "", duty(peer.euros, percent)),
          );
          return line;
        }),
      );
      find("caption").textContent = message("caption", { rate: rateText, market: destination.subject });
      find("unit").textContent = unit.name;
      const rankAt = (position) =>
        shownRank(exposed.find((peer) => peer.position === position) ?? { part: 0, total: 0 });
      return { rankAt, among };
    }

    function productItem(code, value, unit) {
      const name = index.products[code] ?? code;
      const input = Object.assign(document.createElement("input"), { type: "checkbox", value: code });
      const label = document.createElement("label");
      label.append(input, cell("span", name), cell("small", unit.format(value)));
      const only = Object.assign(document.createElement("button"), { type: "button", className: "pce-duty__alone" });
      only.textContent = message("alone");
      only.setAttribute("aria-label", message("alone_named", { name }));
      only.addEventListener("click", () => chooseProducts(new Set([code])));
      const item = document.createElement("li");
      item.append(label, " ", only);
      return item;
    }

    /* The list is rebuilt only for another territory or market, so that ticking a box keeps focus and scroll. */
    function showProducts(amounts) {
      const listed = [...amounts].filter(([, value]) => value);
      const list = find("products").querySelector("ul");
      const of = `${territory.value} ${market.value}`;
      if (list.dataset.of !== of) {
        const unit = unitFor(...listed.map(([, value]) => value));
        list.replaceChildren(...listed.map(([code, value]) => productItem(code, value, unit)));
        list.dataset.of = of;
      }
      for (const input of list.querySelectorAll("input")) input.checked = !chosen || chosen.has(input.value);
      const shown = listed.filter(([code]) => !chosen || chosen.has(code)).length;
      find("chosen").textContent = chosen ? message("chosen", { n: shown, all: listed.length }) : "";
    }

    const choice = () => ({
      a: territory.value,
      pays: market.value,
      produits: chosen?.size ? [...chosen].join(",") : null,
      taux: rate.value.trim(),
    });

    function chooseProducts(products) {
      chosen = products;
      update();
    }

    function update() {
      saveChoice(choice());
      show();
    }

    async function show() {
      const request = ++latestRequest;
      const rateText = rate.value.trim().replace(".", ",");
      const percent = fraction(rate.value);
      if (!percent) return showError(message("bad_rate", { value: rate.value }), rate);
      const destination = markets.find(({ code }) => code === market.value);
      let data;
      try {
        data = await fetchTrade("export", destination);
      } catch {
        return showError(message("failed"));
      }
      if (request !== latestRequest) return undefined;
      showError("");
      const position = territories.findIndex(({ key }) => key === territory.value);
      const own = territories[position];
      showProducts(exportsByProduct(data, position));
      if (chosen && !chosen.size) return showError(message("no_product"));
      const sentences = showResult(position, data, percent, destination, rateText);
      const { rankAt, among } = showDepartements(data, percent, destination, rateText);
      if (own.kind === "departement" && rankAt(position)) {
        const [subject, rank, { corsica }] = [upperInitial(own.subject), ordinal(rankAt(position)), box.dataset];
        const key = subject.startsWith("Les ") ? "rank_plural" : "rank";
        sentences.push(message(key, { subject, rank, among, corsica }));
      }
      const summary = find("summary");
      summary.textContent = sentences.join(" ");
      if (own.hasPage) summary.append(" ", linkTo(own, message("portrait", { of: own.of })));
      return undefined;
    }

    /* Sets the fields from the address. Returns null, or an error and its field: an unknown value is reported, never
       replaced. Of several countries, which « Exposition » accepts, the first is taken. */
    function readAddress() {
      const key = (parameter("a") ?? cameFrom(territories, root)?.key ?? "france").trim().toLowerCase();
      const [code = box.dataset.market] = codesIn("pays");
      const products = codesIn("produits");
      rate.value = parameter("taux") ?? index.rate;
      if (!territories.some((each) => each.key === key))
        return [message("bad_territory", { value: parameter("a") }), territory];
      territory.value = key;
      const group = index.groups.find((each) => each.code.toUpperCase() === code);
      if (group) return [message("group", { name: group.name }), market];
      if (!markets.some((each) => each.code === code))
        return [message("bad_market", { value: parameter("pays") }), market];
      market.value = code;
      const unknown = products.filter((each) => !Object.hasOwn(index.products, each));
      if (unknown.length) return [message("bad_products", { value: unknown.join(", ") })];
      chosen = products.length ? new Set(products) : null;
      return null;
    }

    fillPickers();
    const error = readAddress();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", update);
    rate.addEventListener("input", () => rate.value.trim() && update());
    find("products").addEventListener("change", () => {
      const boxes = [...find("products").querySelectorAll("input")];
      const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
      chooseProducts(ticked.length === boxes.length ? null : new Set(ticked));
    });
    document.getElementById("droit-tous").addEventListener("click", () => chooseProducts(null));
    document.getElementById("droit-aucun").addEventListener("click", () => chooseProducts(new Set()));
    if (error) return showError(...error);
    updateLinks(choice());
    return show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".pce-duty");
    if (box && globalThis.portraitTrades.index()) start(box);
  });
})();
