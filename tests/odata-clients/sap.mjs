// SAP Cloud SDK, with the client that its generator made from $metadata: node sap.mjs FEED FOLDER
import { createRequire } from "node:module";
import { report, followed } from "./report.mjs";

const require = createRequire(import.meta.url);
const { asc } = require("@sap-cloud-sdk/odata-v4");
const [feed, folder] = process.argv.slice(2);
const { reporting } = require(folder);

const destination = { url: feed };
const { engagementsApi } = reporting();
const { CODE, START_YEAR } = engagementsApi.schema;
const all = () => engagementsApi.requestBuilder().getAll();
const recent = START_YEAR.greaterOrEqual(2025);

const pages = await followed(
  (await all().select(CODE).executeRaw(destination)).data,
  async (link) => (await all().appendPath(link.slice(link.indexOf("?"))).executeRaw(destination)).data);
const filtered = await all().filter(recent).select(CODE).orderBy(asc(CODE)).top(100).execute(destination);
const count = await all().filter(recent).count().execute(destination);
report(pages, filtered, count);
