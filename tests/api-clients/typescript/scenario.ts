// A program that uses the generated client, with typed bodies: it queries, exports, subscribes and reads changes.
import { createReportingClient, type FieldChange } from "../src/index.js";

declare const process: { argv: string[] };
const [address, key] = process.argv.slice(2) as [string, string];
const client = createReportingClient(address, key);

function got<T>(result: { data?: T; error?: { code: string } }): T {
  if (result.data === undefined) {
    throw new Error(result.error?.code);
  }
  return result.data;
}

const answer = got(await client.POST("/api/v1/query", {
  body: {
    measures: ["engagements", "last_date"],
    by: ["year"],
    filters: { participant_country: ["IN"], domain_any: ["cyber-security", "artificial-intelligence"] },
    totals: "grand",
  },
}));
const counted = answer.data.map((row) => `${row.year}:${row.engagements}`);

let job = got(await client.POST("/api/v1/exports", {
  body: { report: "cooperation-by-year-and-domain", format: "csv", parameters: { from: "2022", domain: ["cyber-security"] } },
}));
while (job.state === "queued" || job.state === "running") {
  await new Promise((done) => setTimeout(done, 100));
  job = got(await client.GET("/api/v1/exports/{id}", { params: { path: { id: job.id } } }));
}
const file = await client.GET("/api/v1/exports/{id}/file", { params: { path: { id: job.id } }, parseAs: "arrayBuffer" });
const bytes = file.data === undefined ? -1 : (file.data as unknown as ArrayBuffer).byteLength;

const made = got(await client.POST("/api/v1/subscriptions", {
  body: {
    report: "cooperation-by-year-and-domain",
    recipients: { to: ["asha@example.org"] },
    schedule: "weekly monday 08:00",
    timeZone: "Asia/Jerusalem",
    formats: ["pdf"],
    onBehalfOf: "owner",
    ambiguous: "assume-sent",
  },
}));
const path = { id: made.id };
const found = got(await client.GET("/api/v1/subscriptions/{id}", { params: { path } }));
await client.DELETE("/api/v1/subscriptions/{id}", { params: { path } });
const gone = await client.GET("/api/v1/subscriptions/{id}", { params: { path } });

const changes = got(await client.GET("/api/v1/changes", { params: { query: { since: "2" } } }));
const told = (change: FieldChange): string => {
  switch (change.valueKind) {
    case "text": return `${change.field}:${change.old}>${change.new}`;
    case "number": return `${change.field}:${(change.old ?? 0) + 1}>${(change.new ?? 0) + 1}`;
    case "member": return `${change.field}:${change.old?.code}>${change.new?.code}`;
    case "domains": return `${change.field}:${change.old.length}>${change.new.length}`;
    default: return change.field;
  }
};
const changed = changes.data.flatMap((change) => change.changes).map((change) => told(change as FieldChange));

console.log(`query ${answer.totals?.engagements} ${counted.join(" ")}`);
console.log(`export ${job.state} ${bytes - (job.file?.bytes ?? 0)}`);
console.log(`subscription ${found.state} ${found.ambiguous} ${found.nextDue.length} ${gone.error?.code}`);
console.log(`changes ${changed.join(" ")}`);
