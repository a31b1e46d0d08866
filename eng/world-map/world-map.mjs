// Writes src/Reporting.Rendering/Charts/Maps: the outline of land, and a point for each country, in the units of the drawing.
// Run it in this folder after npm ci. Decision 0051 says why the map has no borders.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const codes = require("i18n-iso-countries");
const write = (file, text) => writeFileSync(fileURLToPath(new URL(`../../src/Reporting.Rendering/Charts/Maps/${file}`, import.meta.url)), text);
const read = file => JSON.parse(readFileSync(require.resolve(`world-atlas/${file}`)));
const parts = one => (one.geometry.type === "Polygon" ? [one.geometry.coordinates] : one.geometry.coordinates).map(rings => ({ type: "Polygon", coordinates: rings }));

// Land without Antarctica and without islands that no reader could see. Inner seas stay.
const outline = simplify(presimplify(read("land-110m.json")), 0.3);
const land = [feature(outline, outline.objects.land)].flatMap(one => one.features ?? [one]).flatMap(parts).filter(part => geoCentroid(part)[1] > -60 && geoArea(part) > 2e-4);

// The middle of the largest part: France without Guiana, the United States without Alaska. World Atlas lacks these.
const world = read("countries-50m.json");
const worldCountries = feature(world, world.objects.countries);
const points = new Map([["KI", [173, 1.4]], ["TV", [179.2, -8.5]], ["TK", [-171.8, -9.2]], ["GI", [-5.35, 36.14]], ["CX", [105.6, -10.5]], ["CC", [96.9, -12.2]], ["GF", [-53.1, 3.9]], ["GP", [-61.5, 16.2]],
  ["MQ", [-61, 14.65]], ["RE", [55.5, -21.1]], ["YT", [45.15, -12.8]], ["SJ", [16, 78.5]], ["BQ", [-68.3, 12.2]], ["UM", [166.6, 19.3]], ["BV", [3.4, -54.4]]]);
for (const country of worldCountries.features) {
  const code = country.properties.name === "Kosovo" ? "XK" : country.id && codes.numericToAlpha2(country.id);
  const largest = parts(country).sort((a, b) => geoArea(b) - geoArea(a))[0];
  if (code && code !== "AQ" && !points.has(code)) {
    points.set(code, geoCentroid(largest));
  }
}

// The map is cut in the Bering Strait, where no land lies.
const shown = { type: "GeometryCollection", geometries: [...land, { type: "MultiPoint", coordinates: [...points.values()] }] };
const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(704, shown);
const [[left, top], [, bottom]] = geoPath(projection).bounds(shown);
projection.translate([projection.translate()[0] - left + 8, projection.translate()[1] - top + 8]);
write("land.txt", land.map(part => geoPath(projection).digits(0)(part)).filter(Boolean).join("") + "\n");

const rows = [...points].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, point]) => [code, ...projection(point).map(n => n.toFixed(1))].join("\t"));
write("countries.tsv", ["Country\tX\tY", ...rows].join("\n") + "\n");
console.log(`${rows.length} countries; height ${Math.ceil(bottom - top + 16)}`);
