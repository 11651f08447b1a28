// communes.mjs FOLDER: writes the communes that the search box knows into FOLDER, from npm's
// @etalab/decoupage-administratif (Insee's Code officiel géographique, La Poste's postal codes). There is a script for each
// letter (communes with a word that begins with it) and for each first two digits of a postal code, so that a reader
// downloads a tenth of them: `portraitCommunes("v","Vienne,38200;…")`, largest commune first. The département is written
// only where it does not follow from the postal code: `L’Abergement,39600+39700@21`.
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
  if (/[,;\d]/.test(nom) || !codesPostaux)
    throw new Error(`this commune's name or postal codes do not fit the format: ${nom}`);
  const suffix = departementOf(codesPostaux[0]) === departement ? "" : `@${departement}`;
  const line = `${nom},${codesPostaux.join("+")}${suffix}`;
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
