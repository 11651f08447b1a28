// Prints the sheets of a spreadsheet as SheetJS reads them: {"name": [[cell, …], …], …}.
import { readFileSync } from "node:fs";
import xlsx from "@e965/xlsx";

const book = xlsx.read(readFileSync(process.argv[2]));
const sheets = book.SheetNames.map((name) => [
  name,
  xlsx.utils.sheet_to_json(book.Sheets[name], { header: 1, defval: null }),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(sheets)));
