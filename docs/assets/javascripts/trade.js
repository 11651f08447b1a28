/* The territories' trade by partner and product, in whole euros, for the pages « Exposition » and « Droits de douane ».
   droits-index.js lists what can be chosen; the amounts of each partner or group, in each direction, are a script of
   their own, loaded on demand. They are scripts because fetch() fails on file://. */
globalThis.portraitTrades = (() => {
  "use strict";

  const { loadData, share } = globalThis.portraitNumbers;
  const CLASSES = 5;
  const FOLDERS = { export: "droits", import: "origines" };
  const here = document.currentScript.src;
  const loaded = new Map();
  let index = null;

  globalThis.portraitTradeIndex = ({ territories, markets, groups, products, rate }) => {
    index = {
      territories: territories.map(([key, path, name, kind, subject, of, sold, hasPage, unit, bought], position) => ({
        key,
        path,
        name,
        kind,
        subject,
        of,
        totals: { export: sold, import: bought },
        hasPage,
        unit,
        position,
      })),
      markets: markets.map(([code, name, subject, sold, bought, isCountry]) => ({
        code,
        name,
        subject,
        isCountry,
        files: { export: sold, import: bought },
      })),
      groups: groups.map(([code, name, subject, date, members, file]) => ({
        code,
        name,
        subject,
        date,
        members,
        files: { export: file, import: file },
      })),
      products,
      rate,
    };
  };
  globalThis.portraitTrade = (direction, code, data) => loaded.set(`${direction} ${code}`, data);

  /* The amounts of a market or group: none where it has no script, as it has no trade. */
  async function fetchTrade(direction, { code, files }) {
    const isLoaded = () => loaded.has(`${direction} ${code}`);
    if (!files[direction]) return { products: [], rows: index.territories.map(() => []) };
    if (!isLoaded()) await loadData(new URL(`${FOLDERS[direction]}/${files[direction]}`, here), isLoaded);
    return loaded.get(`${direction} ${code}`);
  }

  /* A territory's amounts by product code, summed over the markets, largest first. */
  function amountsByProduct(markets, position) {
    const found = new Map();
    for (const { products, rows } of markets) {
      const row = rows[position];
      for (let i = 0; i < row.length; i += 2) {
        const code = products[row[i]];
        found.set(code, (found.get(code) ?? 0) + row[i + 1]);
      }
    }
    return markets.length > 1 ? new Map([...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) : found;
  }

  const sum = (values) => values.reduce((total, value) => total + value, 0);

  /* Ranks by share among the customs units with a share above zero. Equal shares have the same rank; where Corsica is
     published as one, its two départements count once. */
  function standings(shares) {
    const byUnit = new Map(shares.filter(({ part }) => part > 0).map(({ unit, part }) => [unit, part]));
    const order = [...byUnit.values()].sort((a, b) => b - a);
    return { rank: (part) => (part > 0 ? order.indexOf(part) + 1 : 0), among: order.length };
  }

  /* One row per customs unit. Two départements published as one (Corsica) become one row with the name given. */
  function onePerUnit(peers, corsica) {
    const found = new Map();
    for (const peer of peers) {
      const first = found.get(peer.unit);
      found.set(
        peer.unit,
        first ? { ...first, codes: `${first.codes} ${peer.key}`, name: corsica } : { ...peer, codes: peer.key },
      );
    }
    return [...found.values()].map((each) => ({ ...each, codes: each.codes.toUpperCase() }));
  }

  /* Returns a function that gives a share its class on the map, as the build does: quantiles, 0 for no trade. */
  function quantiles(parts) {
    const order = parts.filter((part) => part > 0).sort((a, b) => a - b);
    const values = [...new Set(order)];
    const count = Math.min(CLASSES, Math.max(2, Math.floor(order.length / 2)));
    const apart = Math.floor((CLASSES - 1) / (count - 1));
    const position = (part) =>
      values.length < count
        ? count - values.length + 1 + values.indexOf(part)
        : 1 + Math.floor((order.indexOf(part) * count) / order.length);
    return (part) => (part > 0 ? CLASSES - (count - position(part)) * apart : 0);
  }

  /* The map's classes by code and the legend's bounds by class, from { key, part, euros, total }. Shares that round to
     the same text are in the same class. */
  function mapClasses(all) {
    const classOf = quantiles(all.map(({ part }) => part));
    const [classOfText, bounds, places] = [new Map(), new Map(), new Map()];
    for (const { key, part, euros, total } of [...all].sort((x, y) => x.part - y.part)) {
      const text = share(euros, total) || "–";
      if (!classOfText.has(text)) classOfText.set(text, classOf(part));
      const group = classOfText.get(text);
      places.set(key.toUpperCase(), { group, text });
      bounds.set(group, { low: bounds.get(group)?.low ?? text, high: text });
    }
    return { places, bounds };
  }

  /* Fills a <select> with France, the régions and the départements, in one labelled group each. */
  function fillTerritories(select, labels) {
    for (const kind of ["france", "region", "departement"]) {
      const group = document.createElement("optgroup");
      group.label = labels[kind];
      const own = index.territories.filter((each) => each.kind === kind);
      group.append(
        ...own.map(({ key, name }) => new Option(kind === "departement" ? `${key.toUpperCase()} ${name}` : name, key)),
      );
      select.append(group);
    }
  }

  return { amountsByProduct, fetchTrade, fillTerritories, index: () => index, mapClasses, onePerUnit, standings, sum };
})();
