import { writeFileSync } from "node:fs";
import { pack } from "./pack";

/** `tsx solution/pack/main.ts <staged folder> <zip> [--managed]` */
const [folder, zip, ...flags] = process.argv.slice(2);
if (!folder || !zip) {
  console.error("usage: tsx solution/pack/main.ts <staged folder> <zip> [--managed]");
  process.exitCode = 2;
} else {
  writeFileSync(zip, pack(folder, { managed: flags.includes("--managed") }));
}
