// Workbooks as SheetJS writes them, in the forms that it can, with the texts that a reader shall find: node sheetjs.mjs FOLDER.
import { writeFileSync } from "node:fs";
import path from "node:path";
import xlsx from "xlsx";

const folder = process.argv[2];
const names = ["Code", "Title", "Value"];
const cells = [
  [{ t: "s", v: "text" }, "text"], [{ t: "s", v: "😀 भारत" }, "😀 भारत"], [{ t: "s", v: "two\nlines" }, "two\nlines"], [{ t: "n", v: 12 }, "12"], [{ t: "n", v: 0.1 + 0.2 }, "0.3"],
  [{ t: "b", v: true }, "TRUE"], [{ t: "e", v: 0x2a }, "#N/A"], [{ t: "e", v: 0x07 }, "#DIV/0!"], [{ t: "n", v: 45474, z: "yyyy-mm-dd" }, "2024-07-01"], [{ t: "n", v: 45474, z: "mmm-yy" }, "2024-07"],
  [{ t: "n", v: 45474.5, z: "yyyy-mm-dd hh:mm" }, "2024-07-01 12:00:00"], [{ t: "n", v: 2, f: "1+1" }, "2"], [{ t: "s", v: "ab", f: '"a"&"b"' }, "ab"], [{ t: "n", v: 0.5, z: "0%" }, "0.5"], [{ t: "s", v: "0001" }, "0001"],
];
const manifest = [];

function book(more = {}) {
  const sheet = xlsx.utils.aoa_to_sheet([names, ...cells.map((_, i) => [`c${i}`, "T"])]);
  cells.forEach(([cell], i) => (sheet[`C${i + 2}`] = { ...cell }));
  sheet["!ref"] = `A1:C${cells.length + 1}`;
  Object.assign(sheet, more);
  const workbook = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(workbook, sheet, "S");
  return workbook;
}

function write(name, workbook, type, options, rows, notes = []) {
  const file = `js-${name}.${type === "biff8" || type === "biff5" ? "xls" : type}`;
  writeFileSync(path.join(folder, file), xlsx.write(workbook, { type: "buffer", bookType: type, ...options }));
  manifest.push({ name: `js-${name}`, file, rows, notes, problem: null });
}

const rows = [[1, names], ...cells.map(([, text], i) => [i + 2, [`c${i}`, "T", text]])];
write("xlsx", book(), "xlsx", {}, rows);
write("shared", book(), "xlsx", { bookSST: true }, rows);
write("stored", book(), "xlsx", { compression: true }, rows);
write("xls", book(), "biff8", {}, rows);

const dates = xlsx.utils.aoa_to_sheet([names, ["c0", "T", new Date(2024, 6, 5)]], { cellDates: true });
const dated = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(dated, dates, "S");
write("dates", dated, "xlsx", { cellDates: true }, [[1, names], [2, ["c0", "T", "2024-07-05"]]]);

const merged = xlsx.utils.aoa_to_sheet([["Year", "Title"], [2020, "a"], [null, "b"], [2021, "c"]]);
merged["!merges"] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
const filled = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(filled, merged, "S");
for (const type of ["xlsx", "biff8"]) {
  write(`merged-${type}`, filled, type, {}, [[1, ["Year", "Title"]], [2, ["2020", "a"]], [3, ["2020", "b"]], [4, ["2021", "c"]]], ["In column A, 1 row took the value"]);
}

const hidden = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(hidden, xlsx.utils.aoa_to_sheet([names, ["old", "T", 1]]), "Old");
xlsx.utils.book_append_sheet(hidden, xlsx.utils.aoa_to_sheet([names, ["new", "T", 1]]), "New");
hidden.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
for (const type of ["xlsx", "biff8"]) {
  write(`hidden-${type}`, hidden, type, {}, [[1, names], [2, ["new", "T", "1"]]], ["'Old' (hidden) has the same columns"]);
}

const uncalculated = xlsx.utils.aoa_to_sheet([names, ["c0", "T", null]]);
uncalculated.C2 = { t: "n", f: "1+1" };
uncalculated["!ref"] = "A1:C2";
const formulas = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(formulas, uncalculated, "S");
write("uncalculated", formulas, "xlsx", {}, [[1, names], [2, ["c0", "T", "#FORMULA!"]]]);

writeFileSync(path.join(folder, "sheetjs.json"), JSON.stringify(manifest));
