// The colour notations Plotly writes and CSS allows in a figure, registered one by one.
import { modeHsl, modeLrgb, modeRgb, useMode } from "culori/fn";

useMode(modeRgb);
useMode(modeHsl);
useMode(modeLrgb); // luminance is defined in it
export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from "culori/fn";
