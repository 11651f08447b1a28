"use strict";
// A feature no figure of ours asks for.
module.exports = {};
