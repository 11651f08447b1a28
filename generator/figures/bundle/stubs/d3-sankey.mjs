// Its sources, as its one-file build includes d3-shape and d3-array whole.
export * from "@plotly/d3-sankey/src/index.js";
