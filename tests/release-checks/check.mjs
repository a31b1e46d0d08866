// Reads the release in a folder with libraries that others wrote, and knows nothing of the program that made it.
// Prints what is wrong, and totals that it counts from the CSV files: {"problems": [...], "totals": {...}}.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import datapackage from "datapackage";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";

const folder = process.argv[2];
const problems = [];
const tables = {};

const release = await datapackage.Package.load(path.join(folder, "datapackage.json"), { basePath: folder });
problems.push(...release.errors.map(String), ...release.resources.flatMap((r) => r.errors.map((e) => `${r.name}: ${[e, ...(e.errors ?? [])].join("; ")}`)));
for (const resource of release.resources) {
  const { path: file, bytes, hash } = resource.descriptor;
  const content = await readFile(path.join(folder, file));
  if (content.length !== bytes || `sha256:${createHash("sha256").update(content).digest("hex")}` !== hash) problems.push(`${file}: other bytes`);
  // The library takes every workbook for a table.
  if (resource.descriptor.profile !== "tabular-data-resource") continue;
  try {
    tables[path.basename(file, ".csv")] = await resource.read({ keyed: true });
    if (!(await resource.checkRelations())) problems.push(`${file}: references`);
  } catch (error) {
    problems.push(`${file}: ${error.message} ${(error.errors ?? []).slice(0, 3).join("; ")}`);
  }
}

for (const line of (await readFile(path.join(folder, "SHA256SUMS"), "utf8")).trim().split("\n")) {
  const [hash, file] = line.split("  ");
  if (createHash("sha256").update(await readFile(path.join(folder, file))).digest("hex") !== hash) problems.push(`${file}: other checksum`);
}

// In CSV a text that looks like a formula begins with an apostrophe.
const plain = (value) =>
  value === null || value === undefined ? "" : value instanceof Date ? value.toISOString().slice(0, 10) : typeof value === "string" ? value.replace(/^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, "") : typeof value === "boolean" ? String(value) : Number(value);
// Decimals are read as binary numbers of 53 bits.
const equal = (a, b) => a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= 1e-15 * Math.abs(a) * 4);
for (const [name, rows] of Object.entries(tables)) {
  // The change log is for people.
  if (name === "changes") continue;
  const content = await readFile(path.join(folder, "data", `${name}.parquet`));
  const others = await parquetReadObjects({ file: content.buffer.slice(content.byteOffset, content.byteOffset + content.length), compressors });
  if (others.length !== rows.length) problems.push(`${name}: ${rows.length} rows in CSV, ${others.length} in Parquet`);
  rows.forEach((row, i) => {
    for (const column of Object.keys(row)) {
      if (!equal(plain(row[column]), plain(others[i]?.[column]))) problems.push(`${name}, row ${i + 1}, ${column}: ${row[column]} in CSV, ${others[i]?.[column]} in Parquet`);
    }
  });
}

const sums = (rows, key, value) => {
  const found = {};
  for (const row of rows) found[key(row) ?? "unknown"] = (found[key(row) ?? "unknown"] ?? 0) + Number(value(row) ?? 0);
  return found;
};
const countries = new Map();
for (const line of tables.participations ?? []) {
  if (!countries.has(line.country_code)) countries.set(line.country_code, new Set());
  countries.get(line.country_code).add(line.engagement_code);
}

console.log(JSON.stringify({
  problems: problems.slice(0, 20),
  changes: tables.changes ?? null,
  totals: {
    engagements_by_year: sums(tables.engagements, (r) => r.start_year, () => 1),
    headcount_by_year: sums(tables.engagements, (r) => r.start_year, (r) => r.headcount),
    amount_usd: sums(tables.engagements, () => "all", (r) => r.amount_usd),
    weight_by_domain: sums(tables.engagement_domains, (r) => r.domain_code, (r) => r.weight),
    engagements_by_country: Object.fromEntries([...countries].map(([code, of]) => [code, of.size])),
  },
}));
