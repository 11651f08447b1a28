// Bundles entry.mjs into build/plotly.min.js, a classic script that runs under `script-src 'self'`, and prints its size;
// `--analyze` prints the size of each module.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parse } from "acorn";
import { analyzeMetafile, build } from "esbuild";
import { minify } from "terser";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, "../../../build/plotly.min.js");

// Packages that Plotly bundles whole for features that we do not use, or for a few functions. Plotly itself is not cut:
// that saved another 71 kB (0.36 s of the first tap on a slow phone) but broke with each new version.
const replacements = [
  [/^culori$/, "culori.mjs"], // thirty colour spaces
  [/^gl-mat4$/, "gl-mat4.cjs"], // thirty functions
  [/^@plotly\/d3-sankey$/, "d3-sankey.mjs"], // all of d3-shape and d3-array
  [/^@plotly\/d3-sankey-circular$/, "unreachable.cjs"], // our flows have no cycle
  [/^d3-force$/, "unreachable.cjs"], // nodes pushed apart when dragged: ours are fixed
  [/^d3-time-format$/, "d3-time-format.cjs"], // no axis of ours has dates
  [/^d3-hierarchy$/, "d3-hierarchy.mjs"],
];

const replace = {
  name: "replace",
  setup(bundle) {
    for (const [filter, stub] of replacements) {
      bundle.onResolve({ filter }, ({ importer }) =>
        importer.includes("node_modules") ? { path: resolve(here, "stubs", stub) } : undefined,
      );
    }
  },
};

// The documentation of each attribute, a tenth of the script, which no browser uses.
function withoutDescriptions(source) {
  const spans = [];
  const visit = (node) => {
    if (!node || typeof node !== "object") return;
    if (Array.isArray(node)) return node.forEach(visit);
    if (node.type === "ObjectExpression") {
      for (const property of node.properties) {
        if (property.key?.name === "description") spans.push([property.value.start, property.value.end]);
        else visit(property.value ?? property.argument);
      }
      return;
    }
    for (const key in node) if (key !== "type") visit(node[key]);
  };
  visit(parse(source, { ecmaVersion: "latest" }));
  let text = source;
  for (const [start, end] of spans.reverse()) text = `${text.slice(0, start)}''${text.slice(end)}`;
  return text;
}

const strip = {
  name: "strip",
  setup(bundle) {
    bundle.onLoad({ filter: /plotly\.js[\\/]src[\\/].*\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      return { contents: source.includes("description") ? withoutDescriptions(source) : source };
    });
  },
};

const result = await build({
  entryPoints: [resolve(here, "entry.mjs")],
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "iife",
  target: "es2020",
  legalComments: "none",
  banner: { js: "/*! plotly.js, custom bundle. MIT License, Plotly Technologies Inc. and contributors */" },
  define: { global: "globalThis" },
  loader: { ".css": "empty" },
  plugins: [replace, strip],
  logLevel: "warning",
  outfile: target,
});
// a twentieth smaller than with esbuild alone
const { code } = await minify(result.outputFiles[0].text, { ecma: 2020, format: { comments: /^!/ } });
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, code);
if (process.argv.includes("--analyze")) console.log(await analyzeMetafile(result.metafile));
console.log(`plotly.min.js: ${Buffer.byteLength(code)} bytes, ${gzipSync(code, { level: 9 }).length} gzipped`);
