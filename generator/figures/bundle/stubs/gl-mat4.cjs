"use strict";
module.exports = { invert: require("gl-mat4/invert"), multiply: require("gl-mat4/multiply") };
