import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { formColumnsByTable } from "../../backend/templates/all";
import { errorTextsText } from "./errorTexts";
import { formStringsText } from "./formStrings";
import { schemaText } from "./schema";
import { sourceColumnsText } from "./sourceColumns";

const root = path.resolve(__dirname, "..", "..");
const at = (...parts: string[]) => path.join(root, ...parts);

/** What is generated from what; texts end with a line break and are the same at every run. */
const outputs: { file: string; text: () => string }[] = [
  { file: "model/generated/schema.ts", text: () => schemaText(at("solution/src")) },
  { file: "model/generated/errorTexts.ts", text: () => errorTextsText(at("model/strings/errors.1033.resx"), at("model/strings/errors.1036.resx")) },
  { file: "model/generated/sourceColumns.ts", text: () => sourceColumnsText(formColumnsByTable()) },
  { file: "webresources/src/generated/strings.ts", text: () => formStringsText(at("webresources/strings/forms.1033.resx"), at("webresources/strings/forms.1036.resx")) },
];

/** `npm run model` writes the files, `npm run model -- --check` fails when a committed one is stale. */
function main(check: boolean): void {
  for (const { file, text } of outputs) {
    const target = at(file);
    const current = existsSync(target) ? readFileSync(target, "utf8") : undefined;
    const wanted = text();
    if (current === wanted) continue;
    if (check) {
      console.error(`${file} is stale: run \`npm run model\` and commit it.`);
      process.exitCode = 1;
    } else {
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, wanted);
      console.log(`wrote ${file}`);
    }
  }
}

main(process.argv.includes("--check"));
