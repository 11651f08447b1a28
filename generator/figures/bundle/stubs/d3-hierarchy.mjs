// The tree and the tilings of our treemap, without packs, clusters and other tilings.
export { default as hierarchy } from "d3-hierarchy/src/hierarchy/index.js";
export { default as partition } from "d3-hierarchy/src/partition.js";
export { default as stratify } from "d3-hierarchy/src/stratify.js";
export { default as treemap } from "d3-hierarchy/src/treemap/index.js";
export { default as treemapSquarify } from "d3-hierarchy/src/treemap/squarify.js";
export { default as treemapDice } from "d3-hierarchy/src/treemap/dice.js"; // the path bar's
