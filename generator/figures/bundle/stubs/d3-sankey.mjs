// Its sources rather than its one-file build, which takes d3-shape and d3-array whole.
export * from "@plotly/d3-sankey/src/index.js";
