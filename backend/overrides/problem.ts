import type { Step } from "./locatedJson";

/** Something wrong in an override file. */
export interface OverrideProblem {
  path: readonly Step[];
  /** What stands there, as JSON; absent when something is missing. */
  value?: unknown;
  problem: string;
  remedy: string;
}

/** The override file cannot be used; all that is wrong is listed, each with its place and remedy. */
export class OverrideError extends Error {
  override name = "OverrideError";
  constructor(readonly file: string, readonly lines: readonly string[]) {
    super(`The override file cannot be used:\n${lines.map((line) => `  ${line}`).join("\n")}`);
  }
}

/** `file:line $.path: problem (found value). remedy` */
export function problemLine(file: string, line: number, { path, value, problem, remedy }: OverrideProblem): string {
  const found = value === undefined ? "" : ` (found ${(JSON.stringify(value) ?? "nothing").slice(0, 200)})`;
  return `${file}:${line} ${pathText(path)}: ${problem}${found}. ${remedy}`;
}

/** A path as JSONPath writes it. */
export function pathText(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => text + (typeof step === "number" ? `[${step}]` : /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`), "$");
}
