import { readFileSync } from "node:fs";
import type { CompanyRules } from "../core/company";
import { templatesWith } from "../templates/all";
import { standardSettings } from "../templates/settings";
import { applyOverrides, type Overridden, type Overrides } from "./apply";
import { checkSchema, type Schema } from "./checkSchema";
import { JsonTextError, parseLocated, type LocatedJson } from "./locatedJson";
import { OverrideError, problemLine, type OverrideProblem } from "./problem";
import schema from "./schema.json";

/** An override file that is sound in itself, and where things stand in it. */
export interface LoadedOverrides extends Overridden {
  /** The error for problems that are found later, e.g. columns that one of the systems lacks. */
  errorOf(problems: readonly OverrideProblem[]): OverrideError;
}

/**
 * Reads and checks an override file; nothing of it is used when anything is wrong.
 * @throws OverrideError with every problem: file, line, path, value and remedy
 */
export function loadOverrides(file: string, companies: CompanyRules): LoadedOverrides {
  return readOverrides(file, textOf(file), companies);
}

/** The same from the file's text. */
export function readOverrides(file: string, text: string, companies: CompanyRules): LoadedOverrides {
  const json = parsed(file, text);
  const errorOf = (problems: readonly OverrideProblem[]) => new OverrideError(file, problems.map((problem) => problemLine(file, json.lineOf(problem.path), problem)));
  const problems: OverrideProblem[] = [
    ...json.repeated.map(({ path }) => ({ path, problem: "This member stands here twice, and only one would count", remedy: "Remove one of them." })),
    ...checkSchema(schema as unknown as Schema, json.value),
  ];
  // What does not even have the right shape cannot be looked at more closely.
  if (problems.length > 0) throw errorOf(problems);
  const overrides = json.value as Overrides;
  const overridden = applyOverrides(overrides, templatesWith({ ...standardSettings, ...overrides.settings }), companies, problems);
  if (problems.length > 0) throw errorOf(problems);
  return { ...overridden, errorOf };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new OverrideError(file, [`${file}: cannot be read (${error instanceof Error ? error.message : String(error)}). Set P2C_OVERRIDES to a file that the backend may read, or leave it out.`]);
  }
}

function parsed(file: string, text: string): LocatedJson {
  try {
    return parseLocated(text);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new OverrideError(file, [`${file}:${error.line} $: is no JSON (found ${JSON.stringify(error.found)}). Correct the text before this place: a comma, quote or bracket is missing or too many.`]);
  }
}
