"use strict";
// Selecting and outlining by hand: never offered, so there is never an outline to draw or to clear.
const nothing = () => {};
module.exports = Object.assign(() => nothing, {
  prepSelect: nothing,
  clearOutline: nothing,
  selectOnClick: nothing,
});
