"use strict";
// Dates on axes and in texts, which no figure of ours has: the formatters are made for each plot, and never called.
const format = () => () => "";
module.exports = { timeFormat: format, utcFormat: format, timeFormatLocale: () => ({ utcFormat: format }) };
