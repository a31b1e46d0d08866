// Lists and calls every tool, resource and prompt of the server, and prints what it found as JSON.
// node client.mjs http ADDRESS KEY | node client.mjs stdio COMMAND ARGUMENT…
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [kind, first, ...rest] = process.argv.slice(2);
const transport = kind === "http"
  ? new StreamableHTTPClientTransport(new URL(first), { requestInit: { headers: rest[0] ? { "X-Api-Key": rest[0] } : {} } })
  : new StdioClientTransport({ command: first, args: rest, cwd: process.env.REPORTING_FOLDER, env: process.env, stderr: "inherit" });
const client = new Client({ name: "test", version: "1.0.0" });
await client.connect(transport);

const calls = {
  describe_model: {},
  find_members: { dimension: "domain", search: "cyber" },
  query: { by: ["year"], filters: { domain: ["cyber-security"] } },
  list_engagements: { filters: { year: ["2025"] }, limit: 2 },
  what_changed: { since: "1" },
  get_engagement: { code: "2022-06-02-vision-statement" },
  run_report: { report: "yearly-review", parameters: { year: ["2025"] } },
  verify: { hash: "0".repeat(64) },
};
const { tools } = await client.listTools();
const { resources } = await client.listResources();
const { prompts } = await client.listPrompts();
const answers = {};
for (const tool of tools) {
  const result = await client.callTool({ name: tool.name, arguments: calls[tool.name] });
  answers[tool.name] = { isError: result.isError === true, ...JSON.parse(result.content[0].text) };
}

const texts = {};
for (const resource of resources) {
  texts[resource.uri] = (await client.readResource({ uri: resource.uri })).contents[0].text.length;
}

for (const prompt of prompts) {
  const filled = Object.fromEntries((prompt.arguments ?? []).map(a => [a.name, "2025"]));
  texts[prompt.name] = (await client.getPrompt({ name: prompt.name, arguments: filled })).messages[0].content.text.length;
}

console.log(JSON.stringify({ instructions: client.getInstructions(), answers, texts }));
await client.close();
