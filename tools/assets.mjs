// Writes build/assets/: docs/assets as the site has them, minified by esbuild. A sheet holds what it imports; scripts
// stay classic ones under their own names, as modules do not run on file://.
//
// `@import "material"` stands for the rules of Material's two style sheets that our pages use, a third of their 138 kB:
// PurgeCSS keeps a rule whose every name occurs in what pages are made from. `@import "material-light"`: those of
// portraits and of the home page. The home page's sheet keeps, of ours too, what its own templates name.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(project, "docs/assets");
const target = join(project, "build/assets");
// Sheets that stand in the site alone, and scripts of which one file is made; all other sheets are parts.
const SHEETS = ["portraits", "pages", "index", "colours", "embed", "fiche"];
const JOINED = {
  figures: ["figures", "share", "portrait"],
  finder: ["finder-match", "finder-search", "finder"],
};
// The templates of Material that a page of ours is made of, overrides/ aside.
const THEME = ["base", "partials/content", "partials/footer", "partials/palette", "partials/toc", "partials/toc-item"];
const SCRIPTS = "docs/assets/javascripts";
const WRITTEN = [
  "mkdocs.yml",
  "overrides/**/*.html",
  "generator/pages/**/*.{py,j2}",
  "docs/**/*.md",
  `${SCRIPTS}/**/*.js`,
];
const HOME = [
  "mkdocs.yml",
  "overrides/**/*.html",
  "generator/pages/templates/{home.md,_carte.html,_phrases.html}.j2",
  `${SCRIPTS}/{finder,finder-search,later,map,sort}.js`,
];
// What Markdown, and Material's script once it runs, add to a page of ours.
const ADDED = [
  /^headerlink$/, // beside each heading
  /^md-search-result/, // what is found
  /^md-nav__link--(active|passed)$/, // the table of contents follows the reader
  /^md-typeset__(table|scrollwrap)$/, // around each table
  /^md-header--shadow$/,
  /^tabbed-(control|labels--linked)/,
  /^md-dialog--active$/,
  /^focus-visible$/,
  /^h[23]$/, // Markdown's headings
  /^open$/, // a fold
  /^pce-(bar-|k-?\d|hatch)/, // by direction, by a map's class
];
// What no page has, though its name is a word of theirs, or Material's templates know it.
const ABSENT = [
  ...["note", "question", "example", "quote", "inline", "keys", "grid", "cards", "highlight", "task-list-control"],
  /^md-(consent|banner__button|banner--warning)/,
];
// What neither a portrait nor the home page has: columns beside the text, the foot's links to other pages, code.
const BESIDE = [
  ...[/^md-(sidebar|nav)/, /^md-footer__(inner|link|title|button|direction)/],
  ...["code", "sub", "sup", "mark", "iframe", "warning"],
];
// Material marks the chosen tab of up to twenty, our pages have three, none in a dialog; its named colours are not ours.
const UNUSED =
  /[^{},]*(?::nth-child\((?:[4-9]|1\d|20)\)|\[data-md-color-(?:primary|accent)=|\[role=dialog\])[^{},]*(?=[,{])/g;
const rulesOf = (sheet) =>
  sheet
    .replace(UNUSED, "")
    .replace(/([{}]),+/g, "$1")
    .replace(/,+(?=[,{])/g, "")
    .replace(/([};])\{[^{}]*\}/g, "$1");

// What Python says: the folder of Material's templates, the figures' colours.
const SAID = `
from importlib.util import find_spec
from generator.figures.theme import page_colours
print(find_spec("material").submodule_search_locations[0])
print(page_colours())`;
const python = join(project, ".venv/bin/python");
const [folder, colours] = execFileSync(python, ["-c", SAID], { cwd: project, encoding: "utf8" }).trim().split("\n");
const templates = join(folder, "templates");

function wholeMaterial() {
  const sheets = join(templates, "assets/stylesheets");
  const named = readdirSync(sheets).filter((name) => /^(main|palette)\.\w+\.min\.css$/.test(name));
  if (named.length !== 2) throw new Error(`expected Material's main and palette in ${sheets}, found ${named}`);
  const read = (name) => readFileSync(join(sheets, name), "utf8").replace(/^@charset[^;]*;/, "");
  return named.map((name) => rulesOf(read(name))).join("");
}

// The rules of a sheet whose every name occurs in these files, or in Material's part of a page.
async function used(sheet, written, absent) {
  const ours = readdirSync(join(source, "stylesheets")).map((name) => readFileSync(join(source, "stylesheets", name)));
  const purged = await new PurgeCSS().purge({
    css: [{ raw: sheet }],
    content: [
      // said by Material's words for French, and by its script while its search is open
      { raw: '<body dir="ltr" data-md-scrolllock>', extension: "html" },
      ...THEME.map((name) => join(templates, `${name}.html`)),
      ...written.map((glob) => join(project, glob)),
    ],
    keyframes: true,
    variables: true,
    blocklist: absent,
    safelist: { standard: ADDED, variables: ours.join("").match(/--md-[\w-]+/g) },
  });
  return purged[0].css;
}

const material = {
  name: "material",
  setup(bundle) {
    bundle.onResolve({ filter: /^material(-light)?$/ }, ({ path }) => ({ path, namespace: "material" }));
    bundle.onLoad({ filter: /.*/, namespace: "material" }, async ({ path }) => ({
      contents: await used(wholeMaterial(), WRITTEN, path === "material" ? ABSENT : [...ABSENT, ...BESIDE]),
      loader: "css",
    }));
    bundle.onLoad({ filter: /[\\/]colours\.css$/ }, ({ path }) => ({
      contents: colours + readFileSync(path, "utf8"),
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
writeFileSync(home, await used(readFileSync(home, "utf8"), HOME, ABSENT));
const parts = new Set(Object.values(JOINED).flat());
const alone = files.filter((name) => name.endsWith(".js") && !parts.has(name.replace(/^javascripts\/|\.js$/g, "")));
// A name at the top of a classic script is everybody's: not bundled, esbuild leaves it.
await build({
  ...settings,
  bundle: false,
  entryPoints: alone.map((name) => join(source, name)),
  outdir: target,
  outbase: source,
});
for (const [name, names] of Object.entries(JOINED)) {
  const contents = names.map((part) => `import "./${part}.js";`).join("");
  await build({
    ...settings,
    stdin: { contents, resolveDir: join(source, "javascripts") },
    format: "iife",
    outfile: join(target, `javascripts/${name}.js`),
  });
}
// By which a build sees that these files are of other sources (generator/site/assets.py).
const digest = createHash("sha256");
for (const name of files) digest.update(`${name}\n`).update(readFileSync(join(source, name)));
digest.update(colours);
writeFileSync(join(project, "build/assets.sha256"), `${digest.digest("hex")}\n`);
