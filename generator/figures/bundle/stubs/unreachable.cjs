"use strict";
// A feature that none of our figures uses.
module.exports = {};
