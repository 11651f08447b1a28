// The search box's results, without a browser: run by tests/pages/test_finder.py, which writes the index of a whole
// edition (FINDER_INDEX).
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import "../../docs/assets/javascripts/finder-match.js";

const { edits, folded, readCommunes, readIndex, search } = globalThis.portraitMatch;
const FIRST = 6;
const EVERY = Number(process.env.FINDER_EVERY); // of so many names one is looked for: all of them take half a minute
const slices = new URL("../../build/communes/", import.meta.url);
const run = (script, name, take) => new Function(name, script)(take);

let index = null;
run(readFileSync(process.env.FINDER_INDEX, "utf8"), "portraitIndex", (data) => {
  index = readIndex(data);
});
for (const file of readdirSync(slices).filter((each) => each.endsWith(".js"))) {
  run(readFileSync(new URL(file, slices), "utf8"), "portraitCommunes", (slice, text) => readCommunes(index, slice, text));
}

const homes = new Map(); // by commune's name as it is compared, the départements that have one
const names = new Set();
for (const [slice, read] of index.communes) {
  if (/\d/.test(slice)) continue;
  for (const { name, home } of read) {
    names.add(name);
    homes.set(folded(name), (homes.get(folded(name)) ?? new Set()).add(home.path));
  }
}
const paths = (text) => search(index, text).found.map(({ path, anchor = "" }) => path + anchor);

test("a commune's exact name leads to its département among the first six, homonyms to each of theirs", () => {
  let exact = 0;
  for (const name of [...names].filter((_, place) => place % EVERY === 0)) {
    const wanted = homes.get(folded(name));
    const found = paths(name);
    const first = wanted.size > FIRST ? found : found.slice(0, FIRST);
    for (const path of wanted) assert.ok(first.includes(path), `${name}: ${path} is not among ${first}`);
    exact += wanted.size;
  }
  assert.ok(names.size > 32_000 && exact > 34_000 / EVERY);
});

test("whatever it was written like", () => {
  for (const [typed, path] of [
    ["saint lo", "departements/50-manche"],
    ["SAINT-LÔ", "departements/50-manche"],
    ["st lo", "departements/50-manche"],
    ["vienne", "departements/38-isere"],
    ["die", "departements/26-drome"],
    ["l'isle d’abeau", "departements/38-isere"],
    ["cergy", "departements/95-val-d-oise"],
    ["saint denis", "departements/974-la-reunion"],
    ["y", "departements/80-somme"],
    ["97 400", "departements/974-la-reunion"],
    ["974 00", "departements/974-la-reunion"],
    ["Lyon 3e", "departements/69-rhone"],
    ["paris 12ème arrondissement", "departements/75-paris"],
    ["saint etienne (42)", "departements/42-loire"],
    ["étienne loire", "departements/42-loire"],
  ]) {
    assert.ok(paths(typed).slice(0, FIRST).includes(path), `${typed}: ${paths(typed)}`);
  }
});

test("the largest of the same name first", () => {
  assert.equal(paths("saint denis").slice(0, 2).sort().join(), "departements/93-seine-saint-denis,departements/974-la-reunion");
});

test("names, initials and everyday words lead to their page first", () => {
  for (const [typed, path] of [
    ["pays-bas", "pays/nl-pays-bas"],
    ["usa", "pays/us-etats-unis"],
    ["territoire industrie", "territoires-industrie/"],
    ["idf", "regions/11-ile-de-france"],
    ["PACA", "regions/93-provence-alpes-cote-d-azur"],
    ["hdf", "regions/32-hauts-de-france"],
    ["aura", "regions/84-auvergne-rhone-alpes"],
    ["la loire", "departements/42-loire"],
    ["loire 42", "departements/42-loire"],
    ["42 loire", "departements/42-loire"],
    ["loire allemagne", "pays/de-allemagne#export-42"],
    ["allemagne loire", "pays/de-allemagne#export-42"],
    ["loire rhône", "comparer?a=42&b=69"],
    ["corse du sud 42", "comparer?a=2a&b=42"],
    ["val d'oise île-de-france", "comparer?a=95&b=region-11"],
    ["france loire", "comparer?a=france&b=42"],
    ["vin", "produits/c11z-boissons"],
    ["fromage", "produits/c10e-produits-laitiers-et-glaces"],
    ["avions", "produits/c30c-aeronautique-et-spatial"],
    ["médicament", "produits/c21z-produits-pharmaceutiques"],
    ["pharmacie", "produits/c21z-produits-pharmaceutiques"],
    ["puce", "produits/c26a-composants-electroniques"],
    ["méthode", "methode"],
    ["comparer", "comparer"],
    ["droits de douane", "droits-de-douane"],
    ["42", "departements/42-loire"],
    ["42 loir", "departements/42-loire"],
  ]) {
    assert.equal(paths(typed)[0], path, typed);
  }
});

test("a Territoire d'industrie's name leads to its portraits", () => {
  for (const { name, path, places } of index.industry) {
    const found = paths(name);
    assert.ok(found.includes(path), name);
    for (const place of places) assert.ok(found.includes(index.portraits[place].path), `${name}: ${found}`);
  }
});

test("a letter or two mistyped", () => {
  assert.equal(edits("lior", "loir", 1), 1);
  assert.equal(edits("loire", "lo", 2), 3);
  for (const [typed, path] of [
    ["sant etienne", "departements/42-loire"],
    ["roane", "departements/42-loire"],
    ["allemange", "pays/de-allemagne"],
    ["marseile", "departements/13-bouches-du-rhone"],
    ["auvergne rone alpes", "regions/84-auvergne-rhone-alpes"],
  ]) {
    const { found, kind } = search(index, typed);
    assert.equal(kind, "near", typed);
    assert.equal(found[0].path, path, typed);
  }
});

test("never nothing: what is more than shown is counted, what is unknown gets the main entries", () => {
  const many = search(index, "saint m");
  assert.ok(many.count > many.found.length && many.found.length === 12);
  const none = search(index, "zzzzxqw");
  assert.deepEqual([none.kind, none.found.length], ["none", 6]);
});
