"use strict";
// The ground that a mouse is followed on, for the labels of a plot with axes. Ours are fixed: nothing is dragged.
const d3 = require("@plotly/d3");
const Drawing = require("plotly.js/src/components/drawing");
const Lib = require("plotly.js/src/lib");

exports.makeDragBox = (_, plotinfo, x, y, width, height, ns, ew) => {
  const name = `${ns}${ew}drag`;
  const ground = Lib.ensureSingle(plotinfo.draglayer, "rect", name, (made) => {
    made.classed("drag", true).style({ fill: "transparent", "stroke-width": 0 }).attr("data-subplot", plotinfo.id);
  });
  d3.select(ground.node()).call(Drawing.setRect, x + plotinfo.yaxis._shift, y, width, height);
  if (name !== "nsewdrag") ground.style("pointer-events", "none");
  return ground.node();
};
