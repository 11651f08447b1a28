// Plotly with only what our figures use: some of the registrations of plotly.js/src/core.js.
// Left out: selections, sliders, update menus, range sliders and selectors, images, grids, error bars, colour bars,
// 3-D annotations, and the API that builds templates, frames and schemas. Figures must not use them.
import "plotly.js/build/plotcss";
import * as registry from "plotly.js/src/registry";
import * as api from "plotly.js/src/plot_api/plot_api";
import plots from "plotly.js/src/plots/plots";
import fx from "plotly.js/src/components/fx";
import annotations from "plotly.js/src/components/annotations";
import colorscale from "plotly.js/src/components/colorscale";
import modebar from "plotly.js/src/components/modebar";
import shapes from "plotly.js/src/components/shapes";
import english from "plotly.js/src/locale-en";
import american from "plotly.js/src/locale-en-us";
import bar from "plotly.js/src/traces/bar";
import sankey from "plotly.js/src/traces/sankey";
import scatter from "plotly.js/src/traces/scatter";
import treemap from "plotly.js/src/traces/treemap";
import french from "plotly.js/lib/locales/fr";

const NARROW_NO_BREAK_SPACE = "\u202f";
french.format.thousands = NARROW_NO_BREAK_SPACE;

const methods = Object.entries(api).filter(([, member]) => typeof member === "function");
registry.register(methods.map(([name, fn]) => ({ moduleType: "apiMethod", name, fn })));
registry.register([scatter, bar, sankey, treemap]);
registry.register([annotations, shapes, colorscale, fx, modebar]);
registry.register([english, american, french]); // the two English ones are Plotly's own defaults

globalThis.Plotly = {
  newPlot: api.newPlot,
  purge: api.purge,
  react: api.react,
  relayout: api.relayout,
  restyle: api.restyle,
  Plots: { resize: plots.resize },
};
