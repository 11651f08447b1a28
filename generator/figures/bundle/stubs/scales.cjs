"use strict";
// The scales that Plotly's defaults name; every colour of ours is said.
const plain = [
  [0, "rgb(255,255,255)"],
  [1, "rgb(0,0,0)"],
];
const nothing = () => false;
module.exports = {
  scales: { RdBu: plain, Reds: plain, Blues: plain },
  defaultScale: plain,
  get: () => plain,
  isValid: nothing,
};
