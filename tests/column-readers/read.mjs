// Reads files with libraries that others wrote, and knows nothing of the program that made them. Prints an array with an object for each file:
// {"fields": {name: {"type", "caption", "unit"}}, "meta": {…}, "rows": [{…}], "duckdb": [{…}]}. Amounts are texts with all their decimals, days are ISO texts.
import { readFile } from "node:fs/promises";
import { Type, tableFromIPC } from "apache-arrow";
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";

let duckdb = null;
try {
  duckdb = await (await (await import("@duckdb/node-api")).DuckDBInstance.create()).connect();
} catch {
  // Without DuckDB for this machine, the two other libraries read.
}

const scaled = (digits, scale) => {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const decimals = text.slice(text.length - scale).replace(/0+$/, "");
  return (digits < 0n ? "-" : "") + text.slice(0, text.length - scale) + (decimals && "." + decimals);
};
const words = (value) => new BigInt64Array(value.buffer.slice(value.byteOffset, value.byteOffset + 16));
const arrowValue = (type, value) => {
  if (value === null) return null;
  switch (type.typeId) {
    case Type.Int: return Number(value);
    case Type.Decimal: return scaled((words(value)[1] << 64n) + BigInt.asUintN(64, words(value)[0]), type.scale);
    case Type.Date: return new Date(Number(value)).toISOString().slice(0, 10);
    case Type.List: return [...value];
    default: return value;
  }
};

const arrow = async (file) => {
  const table = tableFromIPC(await readFile(file));
  const fields = table.schema.fields;
  return {
    fields: Object.fromEntries(fields.map((f) => [f.name, { type: String(f.type), caption: f.metadata.get("caption"), unit: f.metadata.get("unit") ?? null }])),
    meta: Object.fromEntries(table.schema.metadata),
    batches: table.batches.length,
    rows: table.toArray().map((row) => Object.fromEntries(fields.map((f) => [f.name, arrowValue(f.type, row[f.name])]))),
  };
};

const parquet = async (file) => {
  const bytes = await readFile(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const metadata = parquetMetadata(buffer);
  const meta = Object.fromEntries((metadata.key_value_metadata ?? []).map((m) => [m.key, m.value]));
  const columns = JSON.parse(meta.columns);
  const types = Object.fromEntries(parquetSchema(metadata).children.map((c) => [c.element.name, c.element.converted_type ?? c.element.type]));
  const read = (await parquetReadObjects({ file: buffer, compressors })).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name,
      value === undefined || value === null ? (types[name] === "LIST" ? [] : null)
      : value instanceof Date ? value.toISOString().slice(0, 10)
      : typeof value === "bigint" ? Number(value)
      : Array.isArray(value) ? value.filter((v) => v !== null && v !== undefined)
      : value])));
  let duck = null;
  if (duckdb) {
    const amounts = columns.filter((c) => types[c.name] === "DECIMAL").map((c) => `, CAST("${c.name}" AS VARCHAR) AS "${c.name}"`).join("");
    const days = columns.filter((c) => types[c.name] === "DATE").map((c) => `, CAST("${c.name}" AS VARCHAR) AS "${c.name}"`).join("");
    const dropped = columns.filter((c) => ["DECIMAL", "DATE"].includes(types[c.name])).map((c) => `"${c.name}"`).join(", ");
    const sql = `SELECT * ${dropped && `EXCLUDE (${dropped})`}${amounts}${days} FROM read_parquet('${file}')`;
    duck = (await (await duckdb.runAndReadAll(sql)).getRowObjectsJson()).map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name,
      types[name] === "DECIMAL" && value !== null ? String(value).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")
      : types[name] === "INT64" && value !== null ? Number(value)
      : types[name] === "LIST" ? (value ?? []).filter((v) => v !== null)
      : value])));
  }
  return {
    fields: Object.fromEntries(columns.map((c) => [c.name, { type: types[c.name], caption: c.caption, unit: c.unit }])),
    meta,
    batches: metadata.row_groups.length,
    rows: read,
    duckdb: duck,
  };
};

const results = [];
for (const file of process.argv.slice(2)) results.push(await (file.endsWith(".parquet") ? parquet(file) : arrow(file)));
console.log(JSON.stringify(results));
