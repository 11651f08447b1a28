/* The page « Exposition »: the share of a territory's exports that goes to some countries, or of its imports that comes
   from them, and the same share for every département. The address holds the choice: ?a=42&pays=US,GB&sens=export;
   `pays` may name a group (ue, brics…). */
(() => {
  "use strict";

  const { unitFor, share, columnShare, lowerInitial, withNoBreakSpaces, messages, bar, cell, parameter } =
    globalThis.portraitNumbers;
  const { cameFrom, updateLinks, saveChoice } = globalThis.portraitNumbers;
  const { paint } = globalThis.portraitMap;
  const { amountsByProduct, fetchTrade, fillTerritories, index, mapClasses, onePerUnit, standings, sum } =
    globalThis.portraitTrades;
  const LEADING = 3;
  const root = new URL("../../", document.currentScript.src);

  /* The markets to fetch for a choice of countries and groups: each country once, or a single group if it contains all. */
  function marketsOf(chosen) {
    if (chosen.length === 1) return chosen;
    const codes = new Set(chosen.flatMap(({ code, members }) => members ?? [code]));
    const whole = chosen.find(({ members }) => members?.length >= codes.size);
    return whole ? [whole] : index().markets.filter(({ code }) => codes.has(code));
  }

  function start(box) {
    const message = messages(box);
    const find = (name) => box.querySelector(`.pce-exposure__${name}`);
    const [territory, directionPicker, marketPicker, addPicker] = ["territory", "sense", "market", "more"].map((name) =>
      box.querySelector(`#pce-${name}`),
    );
    const chips = find("chosen");
    const figure = box.querySelector(".pce-map");
    const { territories, markets, groups, products } = index();
    const choices = new Map([...groups, ...markets].map((each) => [each.code.toUpperCase(), each]));
    const peers = territories.filter(({ kind }) => kind === "departement");
    let chosen = [];
    let latestRequest = 0;

    function fillMarkets(picker) {
      const optionGroup = (list, label) => {
        const group = document.createElement("optgroup");
        group.label = label;
        group.append(...list.map(({ code, name, date }) => new Option(date ? `${name}, ${date}` : name, code)));
        return group;
      };
      const sorted = [...markets].sort((x, y) => x.name.localeCompare(y.name, "fr"));
      picker.append(optionGroup(groups, box.dataset.groups), optionGroup(sorted, box.dataset.countries));
    }

    /* Shows an error in place of the result, or the result when there is none. */
    function showError(text) {
      find("notice").textContent = text;
      find("notice").hidden = !text;
      find("result").hidden = Boolean(text);
      if (!text) return;
      document.getElementById("exposition-part").removeAttribute("data-part");
      document.getElementById("exposition-montant").removeAttribute("data-eur");
    }

    const joined = (texts) =>
      texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${message("and")} ${texts.at(-1)}`;

    function showResult(own, data, direction, subject) {
      const amounts = amountsByProduct(data, own.position);
      const euros = sum([...amounts.values()]);
      const total = own.totals[direction];
      const [part, amount] = ["exposition-part", "exposition-montant"].map((id) => document.getElementById(id));
      part.dataset.part = String(total ? euros / total : 0);
      part.textContent = share(euros, total) || "–";
      amount.dataset.eur = String(euros);
      const unit = unitFor(euros);
      amount.textContent = unit.format(euros);
      const values = { of: own.of, market: subject };
      find("of").textContent = message(`of_${direction}`, values);
      const leading = [...amounts].filter(([, value]) => value).slice(0, LEADING);
      const listed = leading.map(([code, value]) => `${lowerInitial(products[code] ?? code)} (${unit.format(value)})`);
      find("products").textContent = listed.length
        ? message("products", { products: listed.join(" ; ") })
        : message(`none_${direction}`, values);
    }

    function tableRow(peer, widest, rank, direction, unit) {
      const line = document.createElement("tr");
      let label = peer.name;
      if (peer.hasPage) {
        label = document.createElement("a");
        label.href = new URL(peer.path + box.dataset.suffix, root).href;
        label.textContent = peer.name;
      }
      const leading = [...peer.amounts.keys()].slice(0, LEADING);
      line.dataset.code = peer.codes;
      line.append(
        cell("th", label),
        cell("td", rank(peer) ? String(rank(peer)) : "–"),
        cell(
          "td",
          [bar(peer.part, widest, direction), ` ${columnShare(peer.euros, peer.totals[direction])}`],
          "",
          peer.part,
        ),
        cell("td", unit.formatWithoutUnit(peer.euros), "", peer.euros),
        cell("td", withNoBreakSpaces(leading.map((code) => products[code] ?? code).join(" ; ")), "pce-words"),
      );
      return line;
    }

    /* The map and the table of all départements. */
    function showDepartements(data, direction, subject) {
      const all = peers.map((peer) => {
        const amounts = amountsByProduct(data, peer.position);
        const euros = sum([...amounts.values()]);
        const total = peer.totals[direction];
        return { ...peer, amounts, euros, part: total ? euros / total : 0 };
      });
      const { rank, among } = standings(all);
      const { places, bounds } = mapClasses(all.map((peer) => ({ ...peer, total: peer.totals[direction] })));
      /* No rank below a minimum of trade: a single sale could decide it. */
      const shownRank = (peer) => (peer.totals[direction] < Number(box.dataset.small) ? 0 : rank(peer.part));
      for (const peer of all) {
        const n = shownRank(peer);
        places.get(peer.key.toUpperCase()).note = n ? message(n === 1 ? "first" : "nth", { n, among }) : "";
      }
      paint(figure, direction, places, bounds, (low, high) => message("range", { low, high }));
      const rows = onePerUnit(all, message("corsica")).filter(({ part }) => part);
      rows.sort((x, y) => rank(x.part) - rank(y.part) || x.position - y.position);
      const unit = unitFor(...rows.map(({ euros }) => euros));
      const widest = Math.max(...rows.map(({ part }) => part));
      box
        .querySelector("tbody")
        .replaceChildren(...rows.map((peer) => tableRow(peer, widest, shownRank, direction, unit)));
      figure.querySelector(".pce-map__title").textContent = message(`map_${direction}`, { market: subject });
      find("table-title").textContent = message(`table_${direction}`, { market: subject });
      find("unit").textContent = unit.name;
      find("part").textContent = message(`part_${direction}`);
      const absent = all.filter(({ part }) => !part).length;
      find("absent").textContent = absent
        ? message(`absent${absent === 1 ? "_one" : ""}_${direction}`, { n: absent, market: subject })
        : "";
    }

    async function show() {
      const request = ++latestRequest;
      const direction = directionPicker.value;
      if (!chosen.length) return showError(message("choose"));
      let data;
      try {
        data = await Promise.all(marketsOf(chosen).map((each) => fetchTrade(direction, each)));
      } catch {
        return showError(message("failed"));
      }
      if (request !== latestRequest) return undefined;
      showError("");
      const subject = joined(chosen.map((each) => each.subject));
      showResult(
        territories.find(({ key }) => key === territory.value),
        data,
        direction,
        subject,
      );
      showDepartements(data, direction, subject);
      return undefined;
    }

    /* A button for each chosen country or group, which removes it; nothing when there is only one. */
    function listChosen() {
      marketPicker.value = chosen[0]?.code ?? "";
      chips.hidden = chosen.length < 2;
      chips.replaceChildren(
        ...chosen.map((each) => {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "pce-button";
          button.textContent = `${each.name} ×`;
          button.setAttribute("aria-label", message("remove", { name: each.name }));
          button.addEventListener("click", () => {
            chosen = chosen.filter((other) => other !== each);
            update();
            (chips.querySelector("button") ?? marketPicker).focus();
          });
          const item = document.createElement("li");
          item.append(button);
          return item;
        }),
      );
    }

    const choice = () => ({
      a: territory.value,
      pays: chosen.map(({ code }) => code).join(","),
      sens: directionPicker.value,
    });

    function update() {
      listChosen();
      saveChoice(choice());
      show();
    }

    /* Sets the fields from the address. Returns an error, or "": an unknown value is reported, never replaced. */
    function readAddress() {
      const key = (parameter("a") ?? cameFrom(territories, root)?.key ?? "france").trim().toLowerCase();
      const codes = (parameter("pays") ?? box.dataset.market).split(",").map((each) => each.trim());
      directionPicker.value = parameter("sens") === "import" ? "import" : "export";
      if (!territories.some((each) => each.key === key)) return message("bad_territory", { value: parameter("a") });
      territory.value = key;
      const unknown = codes.filter((code) => code && !choices.has(code.toUpperCase()));
      if (unknown.length) return message("bad_market", { value: unknown.join(", ") });
      chosen = [...new Set(codes.filter(Boolean).map((code) => choices.get(code.toUpperCase())))];
      return "";
    }

    fillTerritories(territory, { ...box.dataset, region: box.dataset.regions, departement: box.dataset.departements });
    for (const picker of [marketPicker, addPicker]) fillMarkets(picker);
    const error = readAddress();
    listChosen();
    marketPicker.addEventListener("change", () => {
      chosen = [choices.get(marketPicker.value.toUpperCase())];
      update();
    });
    addPicker.addEventListener("change", () => {
      const added = choices.get(addPicker.value.toUpperCase());
      if (added && !chosen.includes(added)) chosen = [...chosen, added];
      addPicker.value = "";
      update();
    });
    for (const picker of [territory, directionPicker]) picker.addEventListener("change", update);
    if (error) return showError(error);
    updateLinks(choice());
    return show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".pce-exposure");
    if (box && index()) start(box);
  });
})();
