// Writes an OpenAPI 3.1 document as 3.0, which the generator of the Python package reads: to-openapi-30.mjs DOCUMENT TARGET.
import { readFileSync, writeFileSync } from "node:fs";
import converter from "@apiture/openapi-down-convert";

const [document, target] = process.argv.slice(2);
const { Converter } = converter;
const converted = new Converter(JSON.parse(readFileSync(document, "utf8")), { allOfTransform: true, convertSchemaComments: true }).convert();
writeFileSync(target, JSON.stringify(converted, null, 2));
