/* A territory's trade by partner and product, for the pages « Exposition » and « Droits de douane ». What there is to choose is one
   script (droits-index.js); each partner's amounts, and each group's, are one more a direction, loaded when asked for:
   so that it works from file:// too. Euros, whole. */
globalThis.portraitTrades = (() => {
  "use strict";

  const { load, share } = globalThis.portraitNumbers;
  const CLASSES = 5;
  const FOLDERS = { export: "droits", import: "origines" };
  const here = document.currentScript.src;
  const loaded = new Map();
  let index = null;

  globalThis.portraitTradeIndex = ({ territories, markets, groups, products, rate }) => {
    index = {
      territories: territories.map(([key, path, name, kind, subject, of, sold, hasPage, unit, bought], place) => ({
        key,
        path,
        name,
        kind,
        subject,
        of,
        totals: { export: sold, import: bought },
        hasPage,
        unit,
        place,
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

  /* The amounts of a market or group; of one without a script, none. */
  async function bring(direction, { code, files }) {
    const isHere = () => loaded.has(`${direction} ${code}`);
    if (!files[direction]) return { products: [], rows: index.territories.map(() => []) };
    if (!isHere()) await load(new URL(`${FOLDERS[direction]}/${files[direction]}`, here), isHere);
    return loaded.get(`${direction} ${code}`);
  }

  /* What a territory trades, by product code, all the markets' amounts together, the largest first. */
  function amounts(markets, place) {
    const found = new Map();
    for (const { products, rows } of markets) {
      const row = rows[place];
      for (let i = 0; i < row.length; i += 2) {
        const code = products[row[i]];
        found.set(code, (found.get(code) ?? 0) + row[i + 1]);
      }
    }
    return markets.length > 1 ? new Map([...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) : found;
  }

  const sum = (values) => values.reduce((total, value) => total + value, 0);

  /* Ranks by share among the customs' units that have any: ties share theirs, the two Corsicas count as one. */
  function standings(shares) {
    const held = new Map(shares.filter(({ part }) => part > 0).map(({ unit, part }) => [unit, part]));
    const order = [...held.values()].sort((a, b) => b - a);
    return { rank: (part) => (part > 0 ? order.indexOf(part) + 1 : 0), among: order.length };
  }

  /* Each of the customs' units once, by the first département that shows it; the two Corsicas by the name given. */
  function once(peers, corsica) {
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

  /* The classes that the build gives a map: about as many places in each, equal values in the same. */
  function classes(parts) {
    const order = parts.filter((part) => part > 0).sort((a, b) => a - b);
    const steps = [...new Set(order)];
    if (steps.length < CLASSES) return (part) => (part > 0 ? CLASSES - steps.length + 1 + steps.indexOf(part) : 0);
    return (part) => (part > 0 ? 1 + Math.floor((order.indexOf(part) * CLASSES) / order.length) : 0);
  }

  /* The map's classes and the legend's bounds of { key, part, euros, total }, as the build makes them: shares written
     alike are of one class. */
  function shades(all) {
    const group = classes(all.map(({ part }) => part));
    const [first, ends, shown] = [new Map(), new Map(), new Map()];
    for (const { key, part, euros, total } of [...all].sort((x, y) => x.part - y.part)) {
      const text = share(euros, total) || "–";
      if (!first.has(text)) first.set(text, group(part));
      const step = first.get(text);
      shown.set(key.toUpperCase(), { group: step, text });
      ends.set(step, { low: ends.get(step)?.low ?? text, high: text });
    }
    return { shown, ends };
  }

  /* Fills a picker of territories: France, the régions, the départements, each under its label. */
  function offerTerritories(select, labels) {
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

  return { amounts, bring, index: () => index, offerTerritories, once, shades, standings, sum };
})();
