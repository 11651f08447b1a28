"use strict";
// Dates on axes and in texts, which our figures do not have: the formatters are created for each plot but never called.
const format = () => () => "";
module.exports = { timeFormat: format, utcFormat: format, timeFormatLocale: () => ({ utcFormat: format }) };
