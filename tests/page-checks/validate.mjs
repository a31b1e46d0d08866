// Prints each error of the HTML files in a folder: name of the file, line, rule, message.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const folder = process.argv[2];
const htmlValidate = new HtmlValidate(new FileSystemConfigLoader({ root: true, extends: ["html-validate:standard"], elements: ["html5"] }));
for (const name of readdirSync(folder).sort()) {
  const report = await htmlValidate.validateString(readFileSync(join(folder, name), "utf8"));
  for (const message of report.results.flatMap(result => result.messages)) {
    console.log(`${name}:${message.line} ${message.ruleId}: ${message.message}`);
  }
}
