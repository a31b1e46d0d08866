// ts-odata-client: node ts-odata-client.mjs FEED
import client from "ts-odata-client";
import { report } from "./report.mjs";

const engagements = client.ODataQuery.forV4(process.argv[2] + "Engagements");

const pages = [await engagements.select("Code").getManyAsync()];
while (pages.at(-1).next) {
  pages.push(await pages.at(-1).next());
}

const recent = engagements.filter((e) => e.StartYear.$greaterThanOrEqualTo(2025));
const filtered = await recent.select("Code").orderBy((e) => e.Code).top(100).getManyAsync();
const counted = await recent.getManyWithCountAsync();
report(pages, filtered.value, counted["@odata.count"]);
