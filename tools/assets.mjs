// Writes build/assets/: docs/assets with its style sheets bundled and its scripts minified by esbuild. Scripts stay
// classic scripts under their own names, because modules do not run on file://.
//
// `@import "material"` stands for the rules of Material's two style sheets that our pages use, a third of their 138 kB:
// PurgeCSS keeps a rule if every name in its selector occurs in the sources of our pages. `@import "material-light"` is
// for portraits and the home page. Both leave out the rules of what only Material's script shows: `@import
// "material-shown"` has them. The home page's sheet is purged once more, our own rules included.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(project, "docs/assets");
const target = join(project, "build/assets");
// The sheets that pages load (all others are imported), and the scripts that are bundled into one file.
const SHEETS = ["portraits", "places", "pages", "index", "material", "live", "found", "colours", "embed", "fiche"];
const BUNDLES = {
  figures: ["figures", "share", "portrait"],
  finder: ["finder-match", "finder-search", "search-dialog", "finder"],
};
// Material's templates that our pages use, besides overrides/.
const MATERIAL_TEMPLATES = [
  "base",
  "partials/content",
  "partials/footer",
  "partials/palette",
  "partials/toc",
  "partials/toc-item",
];
const SCRIPTS = "docs/assets/javascripts";
const SOURCES = [
  "mkdocs.yml",
  "overrides/**/*.html",
  "generator/pages/**/*.{py,j2}",
  "docs/**/*.md",
  `${SCRIPTS}/**/*.js`,
];
const HOME_SOURCES = [
  "mkdocs.yml",
  "overrides/**/*.html",
  "generator/pages/templates/{home.md,_carte.html,_carte_valeurs.html,_phrases.html,_portraits.html}.j2",
  `${SCRIPTS}/{finder,finder-search,later,map,sort}.js`,
];
// Names that no source has: Markdown, Material's script or ours add them to a page.
const ADDED = [
  /^headerlink$/, // the link of each heading
  /^md-search-result/, // search results
  /^md-nav__link--(active|passed)$/, // the current entry of the table of contents
  /^md-typeset__(table|scrollwrap)$/, // around each table
  /^tabbed-control/, // the arrows of tabs
  /^md-dialog--active$/,
  /^focus-visible$/,
  /^h[23]$/, // Markdown's headings
  /^open$/, // <details open>
  /^pce-(bar-|k-?\d|hatch)/, // suffixes by direction, or by a map's class
];
// Classes that no page has, though their name is a word in the sources or occurs in Material's templates.
const ABSENT = [
  ...["note", "question", "example", "quote", "inline", "keys", "grid", "cards", "highlight", "task-list-control"],
  /^md-(consent|banner__button|banner--warning)/,
];
// What neither portraits nor the home page have: sidebars, the footer's links to the next page, code.
const ABSENT_IN_LIGHT = [
  ...[/^md-(sidebar|nav)/, /^md-footer__(inner|link|title|button|direction)/],
  ...["code", "sub", "sup", "mark", "iframe", "warning", "middle", "md-ellipsis"],
];
// What only Material's script shows: the search, short messages, the arrows of tabs, its wrapper around each table.
const SHOWN = /md-(search|dialog|scrolllock)|toggle=search|tabbed-control|md-typeset__/;
const SEARCH_ICON = /;?--md-search-[\w-]+:url\("[^"]*"\)/g; // in one rule with the icons of the sidebar
const selectorsWith = (...parts) =>
  new RegExp(`[^{},]*(?:${parts.map(({ source }) => source).join("|")})[^{},]*(?=[,{])`, "g");
const UNUSED_SELECTORS = selectorsWith(
  ...[/\[data-md-color-(primary|accent)=/, /[ou]l\[type\]/],
  ...[/button\[for=/, /md-header(\[hidden|--)/], // of a bar that is not ours
  ...[/[^(,{}]\.focus-visible/, /tabbed-(?!control)/, /\.admonition/, /md-typeset [^{},]*(details|summary)/], // replaced by ours
);
// Lists in numbered lists, and tables written in Markdown.
const UNUSED_IN_LIGHT = selectorsWith(/(ol|ul) ol/, /li (ol|ul)/, /table:not\(\[class\]\)/, /\.md-nav/);
const withoutSelectors = (sheet, unused) =>
  sheet
    .replace(unused, "")
    .replace(/([{}]),+/g, "$1")
    .replace(/,+(?=[,{])/g, "")
    .replace(/([{};])\{[^{}]*\}/g, "$1");
const onlyRules = (sheet, isKept) =>
  sheet.replace(/[^{}]+\{[^{}]*\}/g, (rule) => (isKept(rule) ? rule : "")).replace(/@media[^{}]*\{\}/g, "");
const onlyShown = (sheet) => onlyRules(sheet, (rule) => SHOWN.test(rule));
const withoutShown = (sheet) => onlyRules(sheet.replace(SEARCH_ICON, ""), (rule) => !SHOWN.test(rule));

// Asks Python for the folder of Material's templates and the figures' colours.
const QUERY = `
from importlib.util import find_spec
from json import dumps
from generator.figures.theme import sheet_colours
print(dumps([find_spec("material").submodule_search_locations[0], sheet_colours()]))`;
const python = join(project, ".venv/bin/python");
const [folder, colours] = JSON.parse(execFileSync(python, ["-c", QUERY], { cwd: project, encoding: "utf8" }));
const templates = join(folder, "templates");

// Material's values of the colours that colours.css sets in both schemes.
const [light, dark] = readFileSync(join(source, "stylesheets/colours.css"), "utf8").split("@media screen");
const replaced = light.match(/--md-[\w-]+:/g).filter((name) => dark.includes(name));
const REPLACED = new RegExp(`(?:${replaced.join("|")})[^;}]*;?`, "g");

function wholeMaterial() {
  const sheets = join(templates, "assets/stylesheets");
  const names = readdirSync(sheets).filter((name) => /^(main|palette)\.\w+\.min\.css$/.test(name));
  if (names.length !== 2) throw new Error(`expected Material's main and palette in ${sheets}, found ${names}`);
  const read = (name) => readFileSync(join(sheets, name), "utf8").replace(/^@charset[^;]*;/, "");
  return names.map((name) => withoutSelectors(read(name), UNUSED_SELECTORS).replace(REPLACED, "")).join("");
}

// The rules of a sheet that can match a page made from these sources and Material's templates.
async function purge(sheet, sources, absent) {
  const ours = readdirSync(join(source, "stylesheets")).map((name) => readFileSync(join(source, "stylesheets", name)));
  const purged = await new PurgeCSS().purge({
    css: [{ raw: sheet }],
    content: [
      // set by Material's French translation, and by its script while its search is open
      { raw: '<body dir="ltr" data-md-scrolllock>', extension: "html" },
      ...MATERIAL_TEMPLATES.map((name) => join(templates, `${name}.html`)),
      ...sources.map((glob) => join(project, glob)),
    ],
    keyframes: true,
    variables: true,
    blocklist: absent,
    // the shadow is for material.css
    safelist: { standard: ADDED, variables: [...ours.join("").match(/--md-[\w-]+/g), "--md-shadow-z3"] },
  });
  return purged[0].css;
}

const material = {
  name: "material",
  setup(bundle) {
    bundle.onResolve({ filter: /^material(-light|-shown)?$/ }, ({ path }) => ({ path, namespace: "material" }));
    bundle.onLoad({ filter: /.*/, namespace: "material" }, async ({ path }) => {
      const isLight = path === "material-light";
      const whole = isLight ? withoutSelectors(wholeMaterial(), UNUSED_IN_LIGHT) : wholeMaterial();
      const used = await purge(whole, SOURCES, isLight ? [...ABSENT, ...ABSENT_IN_LIGHT] : ABSENT);
      return { contents: path === "material-shown" ? onlyShown(used) : withoutShown(used), loader: "css" };
    });
    bundle.onLoad({ filter: /[\\/]stylesheets[\\/]/ }, ({ path }) => ({
      contents: (colours[basename(path)] ?? "") + readFileSync(path, "utf8"),
      loader: "css",
    }));
  },
};

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(source, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
  .sort();
rmSync(target, { recursive: true, force: true });
cpSync(source, target, { recursive: true, filter: (path) => !/\.(css|js)$/.test(path) });
const settings = { bundle: true, minify: true, charset: "utf8", logLevel: "warning", legalComments: "inline" };
await build({
  ...settings,
  entryPoints: SHEETS.map((name) => join(source, "stylesheets", `${name}.css`)),
  outdir: join(target, "stylesheets"),
  plugins: [material],
});
const home = join(target, "stylesheets/index.css");
writeFileSync(home, await purge(readFileSync(home, "utf8"), HOME_SOURCES, ABSENT));
const bundled = new Set(Object.values(BUNDLES).flat());
const alone = files.filter((name) => name.endsWith(".js") && !bundled.has(name.replace(/^javascripts\/|\.js$/g, "")));
// Not bundled, because a bundle would hide the globals of a classic script.
await build({
  ...settings,
  bundle: false,
  entryPoints: alone.map((name) => join(source, name)),
  outdir: target,
  outbase: source,
});
for (const [name, names] of Object.entries(BUNDLES)) {
  const contents = names.map((part) => `import "./${part}.js";`).join("");
  await build({
    ...settings,
    stdin: { contents, resolveDir: join(source, "javascripts") },
    format: "iife",
    outfile: join(target, `javascripts/${name}.js`),
  });
}
// A build compares this digest with the sources, and refuses outdated assets (generator/site/assets.py).
const digest = createHash("sha256");
for (const name of files) digest.update(`${name}\n`).update(readFileSync(join(source, name)));
digest.update(Object.values(colours).join(""));
writeFileSync(join(project, "build/assets.sha256"), `${digest.digest("hex")}\n`);
