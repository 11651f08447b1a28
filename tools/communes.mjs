// Writes build/communes.js to stdout: the communes of the départements that have a portrait, for the search box, from
// npm's @etalab/decoupage-administratif (Code officiel géographique of Insee, postal codes of La Poste). By département
// and postal code, which repeats least: `portraitCommunes({"42":"000Saint-Étienne;110Feurs,…"})`; a postal code that
// begins otherwise than the département's own is written whole.
import { readFileSync } from "node:fs";

const OVERSEAS = new Set(["971", "972", "973", "974", "976"]);
const table = new URL("../node_modules/@etalab/decoupage-administratif/data/communes.json", import.meta.url);
const communes = JSON.parse(readFileSync(table, "utf8")).filter(
  ({ type, departement }) => type === "commune-actuelle" && (departement.length === 2 || OVERSEAS.has(departement)),
);

const found = {};
for (const { nom, departement, codesPostaux } of communes) {
  if (/[,;\d]/.test(nom) || !codesPostaux) throw new Error(`a commune that the format cannot hold: ${nom}`);
  const prefix = departement.slice(0, 2).replace(/2[AB]/, "20");
  found[departement] ??= {};
  for (const code of codesPostaux) {
    const written = code.startsWith(prefix) ? code.slice(2) : code;
    found[departement][` ${written}`] ??= [];
    found[departement][` ${written}`].push(nom);
  }
}

const byCode = ([a], [b]) => (a < b ? -1 : 1);
const lines = Object.entries(found)
  .sort(byCode)
  .map(([code, listed]) => {
    const each = Object.entries(listed)
      .sort(byCode)
      .map(([postal, names]) => postal.trim() + names.sort().join(","));
    return [code, each.join(";")];
  });
process.stdout.write(`portraitCommunes(${JSON.stringify(Object.fromEntries(lines))});\n`);
