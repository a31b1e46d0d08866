// Writes an OpenAPI 3.1 document as 3.0, which the generator of the Python package reads: to-openapi-30.mjs DOCUMENT TARGET.
import { readFileSync, writeFileSync } from "node:fs";
import converter from "@apiture/openapi-down-convert";

const [document, target] = process.argv.slice(2);
const { Converter } = converter;
const converted = new Converter(JSON.parse(readFileSync(document, "utf8")), { allOfTransform: true, convertSchemaComments: true }).convert();

// Its code for other schemes than keys does not run.
converted.components.securitySchemes = { key: converted.components.securitySchemes.key };
converted.security = [{ key: [] }];
for (const operation of Object.values(converted.paths).flatMap((path) => Object.values(path))) {
  if (operation.security) operation.security = operation.security.length ? [{ key: [] }] : [];
}

// The generator reads the value of a discriminator at the derived schema, and gives its class only the properties that stand there.
const { schemas } = converted.components;
for (const base of Object.values(schemas)) {
  for (const [value, reference] of Object.entries(base.discriminator?.mapping ?? {})) {
    const derived = schemas[reference.split("/").at(-1)];
    const own = derived.allOf.find((part) => part.properties);
    derived["x-discriminator-value"] = value;
    Object.assign(own, { required: [...base.required, ...own.required], properties: { ...base.properties, ...own.properties } });
  }
}

// 3.0 has no type null. Where it is beside a reference, the converter leaves it. Null among the values of an enumeration stops the generator.
const isNull = (schema) => schema.type === "null";
const withoutNull = (key, value) => {
  if (key === "enum" && Array.isArray(value)) return value.filter((one) => one !== null);
  if (!value?.oneOf?.some(isNull)) return value;
  return { ...value, oneOf: undefined, nullable: true, allOf: value.oneOf.filter((schema) => !isNull(schema)) };
};

writeFileSync(target, JSON.stringify(converted, withoutNull, 2));
