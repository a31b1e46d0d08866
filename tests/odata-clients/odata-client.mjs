// @odata/client: node odata-client.mjs FEED
import { OData } from "@odata/client";
import { report, followed } from "./report.mjs";

const client = OData.New4({ serviceEndpoint: process.argv[2] });
const request = (params) => client.newRequest({ collection: "Engagements", params });

const pages = await followed(
  await request(client.newParam().select(["Code"])),
  async (link) => (await fetch(link, { headers: { Accept: "application/json" } })).json());
const filter = client.newFilter().property("StartYear").ge(2025);
const filtered = await request(client.newParam().filter(filter).select(["Code"]).orderby("Code", "asc").top(100));
const counted = await request(client.newParam().filter(filter).count(true).top(0));
report(pages, filtered.value, counted["@odata.count"]);
