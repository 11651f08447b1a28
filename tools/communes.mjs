// Writes the communes of the départements that have a portrait for the search box, from npm's
// @etalab/decoupage-administratif (Code officiel géographique of Insee, postal codes of La Poste), into the folder that
// it is given: a script for each letter (the communes of which a word begins with it) and for each beginning of a postal
// code, so that a reader fetches a tenth of them. `portraitCommunes("v","Vienne,38200;…")`, the largest commune first.
// The département follows where the postal code begins otherwise: `L’Abergement,39600+39700@21`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import "../docs/assets/javascripts/finder-match.js";

const { departementOf, sliceWords } = globalThis.portraitMatch;
const [, , folder] = process.argv;
const OVERSEAS = new Set(["971", "972", "973", "974", "976"]);
const table = new URL("../node_modules/@etalab/decoupage-administratif/data/communes.json", import.meta.url);
const communes = JSON.parse(readFileSync(table, "utf8")).filter(
  ({ type, departement }) => type === "commune-actuelle" && (departement.length === 2 || OVERSEAS.has(departement)),
);
communes.sort((a, b) => (b.population ?? 0) - (a.population ?? 0) || (a.code < b.code ? -1 : 1));

const slices = new Map();
for (const { nom, departement, codesPostaux } of communes) {
  if (/[,;\d]/.test(nom) || !codesPostaux) throw new Error(`a commune that the format cannot hold: ${nom}`);
  const elsewhere = departementOf(codesPostaux[0]) === departement ? "" : `@${departement}`;
  const line = `${nom},${codesPostaux.join("+")}${elsewhere}`;
  const names = [...sliceWords(nom).map(([letter]) => letter), ...codesPostaux.map((code) => code.slice(0, 2))];
  for (const name of new Set(names)) slices.set(name, [...(slices.get(name) ?? []), line]);
}
mkdirSync(folder, { recursive: true });
for (const [name, lines] of slices) {
  writeFileSync(
    `${folder}/${name}.js`,
    `portraitCommunes(${JSON.stringify(name)},${JSON.stringify(lines.join(";"))});\n`,
  );
}
