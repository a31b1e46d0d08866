// o.js: node o.mjs FEED
import odata from "odata";
import { report, followed } from "./report.mjs";

const client = odata.o(process.argv[2], { fragment: "" });

const pages = await followed(
  await client.get("Engagements").query({ $select: "Code" }),
  (link) => odata.o(link, { fragment: "" }).get("").query());
const filtered = await client.get("Engagements").query({ $filter: "StartYear ge 2025", $select: "Code", $orderby: "Code", $top: 100 });
const count = await client.get("Engagements/$count").query({ $filter: "StartYear ge 2025" });
report(pages, filtered.value, typeof count === "object" ? await count.text() : count);
