/* The page « Exposition »: what part of a territory's exports goes to some countries, or of its imports comes from them,
   beside the same part of every département. The address holds the choice: ?a=42&pays=US,GB&sens=export; `pays` may
   name a group (ue, brics…). */
(() => {
  "use strict";

  const { unitFor, share, columnShare, unbroken, words, bar, cell, asked, lead, remember } = globalThis.portraitNumbers;
  const { paint } = globalThis.portraitMap;
  const { amounts, bring, index, offerTerritories, once, shades, standings, sum } = globalThis.portraitTrades;
  const LEADING = 3;
  const root = new URL("../../", document.currentScript.src);

  /* The countries chosen, each once, whatever groups they come from; a group alone keeps its own script. */
  function bundle(chosen) {
    if (chosen.length === 1) return chosen;
    const codes = new Set(chosen.flatMap(({ code, members }) => members ?? [code]));
    const whole = chosen.find(({ members }) => members?.length >= codes.size);
    return whole ? [whole] : index().markets.filter(({ code }) => codes.has(code));
  }

  function start(box) {
    const word = words(box);
    const find = (name) => box.querySelector(`.pce-exposure__${name}`);
    const [territory, sense, select, more] = ["territory", "sense", "market", "more"].map((name) =>
      box.querySelector(`#pce-${name}`),
    );
    const chips = find("chosen");
    const figure = box.querySelector(".pce-map");
    const { territories, markets, groups, products } = index();
    const choices = new Map([...groups, ...markets].map((each) => [each.code.toUpperCase(), each]));
    const peers = territories.filter(({ kind }) => kind === "departement");
    let chosen = [];
    let turn = 0;

    function offer(picker) {
      const named = (list, label) => {
        const group = document.createElement("optgroup");
        group.label = label;
        group.append(...list.map(({ code, name, date }) => new Option(date ? `${name}, ${date}` : name, code)));
        return group;
      };
      const sorted = [...markets].sort((x, y) => x.name.localeCompare(y.name, "fr"));
      picker.append(named(groups, box.dataset.groups), named(sorted, box.dataset.countries));
    }

    function tell(text) {
      find("notice").textContent = text;
      find("notice").hidden = !text;
      find("result").hidden = Boolean(text);
      if (!text) return;
      document.getElementById("exposition-part").removeAttribute("data-part");
      document.getElementById("exposition-montant").removeAttribute("data-eur");
    }

    const list = (texts) =>
      texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${word("and")} ${texts.at(-1)}`;

    function result(own, data, direction, subject) {
      const found = amounts(data, own.place);
      const euros = sum([...found.values()]);
      const total = own.totals[direction];
      const [part, amount] = ["exposition-part", "exposition-montant"].map((id) => document.getElementById(id));
      part.dataset.part = String(total ? euros / total : 0);
      part.textContent = share(euros, total) || "–";
      amount.dataset.eur = String(euros);
      const unit = unitFor(euros);
      amount.textContent = unit.write(euros);
      const values = { of: own.of, market: subject };
      find("of").textContent = word(`of_${direction}`, values);
      const leading = [...found].filter(([, value]) => value).slice(0, LEADING);
      const listed = leading.map(([code, value]) => `${products[code] ?? code} (${unit.write(value)})`);
      find("products").textContent = listed.length
        ? word("products", { products: listed.join(" ; ") })
        : word(`none_${direction}`, values);
    }

    function row(peer, widest, rank, direction, unit) {
      const line = document.createElement("tr");
      let label = peer.name;
      if (peer.hasPage) {
        label = document.createElement("a");
        label.href = new URL(peer.path + box.dataset.suffix, root).href;
        label.textContent = peer.name;
      }
      const leading = [...peer.found.keys()].slice(0, LEADING);
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
        cell("td", unit.bare(peer.euros), "", peer.euros),
        cell("td", unbroken(leading.map((code) => products[code] ?? code).join(" ; ")), "pce-words"),
      );
      return line;
    }

    function compared(data, direction, subject) {
      const all = peers.map((peer) => {
        const found = amounts(data, peer.place);
        const euros = sum([...found.values()]);
        const total = peer.totals[direction];
        return { ...peer, found, euros, part: total ? euros / total : 0 };
      });
      const { rank, among } = standings(all);
      const { shown, ends } = shades(all.map((peer) => ({ ...peer, total: peer.totals[direction] })));
      /* Who trades too little has no rank: one deal may make a share. */
      const told = (peer) => (peer.totals[direction] < Number(box.dataset.small) ? 0 : rank(peer.part));
      for (const peer of all) {
        const place = told(peer);
        shown.get(peer.key.toUpperCase()).note = place ? word(place === 1 ? "first" : "nth", { n: place, among }) : "";
      }
      paint(figure, direction, shown, ends, (low, high) => word("range", { low, high }));
      const rows = once(all, word("corsica")).filter(({ part }) => part);
      rows.sort((x, y) => rank(x.part) - rank(y.part) || x.place - y.place);
      const unit = unitFor(...rows.map(({ euros }) => euros));
      const widest = Math.max(...rows.map(({ part }) => part));
      box.querySelector("tbody").replaceChildren(...rows.map((peer) => row(peer, widest, told, direction, unit)));
      figure.querySelector(".pce-map__title").textContent = word(`map_${direction}`, { market: subject });
      find("table-title").textContent = word(`table_${direction}`, { market: subject });
      find("unit").textContent = unit.name;
      find("part").textContent = word(`part_${direction}`);
      const absent = all.filter(({ part }) => !part).length;
      find("absent").textContent = absent
        ? word(`absent${absent === 1 ? "_one" : ""}_${direction}`, { n: absent })
        : "";
    }

    async function show() {
      turn += 1;
      const mine = turn;
      const direction = sense.value;
      if (!chosen.length) return tell(word("choose"));
      let data;
      try {
        data = await Promise.all(bundle(chosen).map((each) => bring(direction, each)));
      } catch {
        return tell(word("failed"));
      }
      if (mine !== turn) return undefined;
      tell("");
      const subject = list(chosen.map((each) => each.subject));
      result(
        territories.find(({ key }) => key === territory.value),
        data,
        direction,
        subject,
      );
      compared(data, direction, subject);
      return undefined;
    }

    /* What is chosen, when there are several: each leaves by its button. */
    function listChosen() {
      select.value = chosen[0]?.code ?? "";
      chips.hidden = chosen.length < 2;
      chips.replaceChildren(
        ...chosen.map((each) => {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "pce-button";
          button.textContent = `${each.name} ×`;
          button.setAttribute("aria-label", word("remove", { name: each.name }));
          button.addEventListener("click", () => {
            chosen = chosen.filter((other) => other !== each);
            change();
            (chips.querySelector("button") ?? select).focus();
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
      sens: sense.value,
    });

    function change() {
      listChosen();
      remember(choice());
      show();
    }

    /* What the address asks for; what is unknown is told, never replaced. */
    function read() {
      const key = (asked("a") ?? "france").trim().toLowerCase();
      const codes = (asked("pays") ?? box.dataset.market).split(",").map((each) => each.trim());
      sense.value = asked("sens") === "import" ? "import" : "export";
      if (!territories.some((each) => each.key === key)) return word("bad_territory", { value: asked("a") });
      territory.value = key;
      const unknown = codes.filter((code) => code && !choices.has(code.toUpperCase()));
      if (unknown.length) return word("bad_market", { value: unknown.join(", ") });
      chosen = [...new Set(codes.filter(Boolean).map((code) => choices.get(code.toUpperCase())))];
      return "";
    }

    offerTerritories(territory, { ...box.dataset, region: box.dataset.regions, departement: box.dataset.departements });
    for (const picker of [select, more]) offer(picker);
    const wrong = read();
    listChosen();
    select.addEventListener("change", () => {
      chosen = [choices.get(select.value.toUpperCase())];
      change();
    });
    more.addEventListener("change", () => {
      const added = choices.get(more.value.toUpperCase());
      if (added && !chosen.includes(added)) chosen = [...chosen, added];
      more.value = "";
      change();
    });
    for (const picker of [territory, sense]) picker.addEventListener("change", change);
    if (wrong) return tell(wrong);
    lead(choice());
    return show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".pce-exposure");
    if (box && index()) start(box);
  });
})();
