import type { FaultRule } from "./contract";
import { SandboxInputError } from "./errors";
import { seededRandom } from "./random";

interface ActiveRule {
  rule: FaultRule;
  path?: RegExp;
  left: number;
  hits: number;
  random?: () => number;
}

/** Rules in force. The first rule that matches and strikes decides; the others are not counted. */
export class Faults {
  private rules: ActiveRule[] = [];

  /** Adds rules behind those in force. */
  add(rules: readonly FaultRule[]): void {
    for (const rule of rules) {
      this.rules.push({
        rule,
        left: rule.times ?? Infinity,
        hits: 0,
        ...(rule.match.path === undefined ? {} : { path: new RegExp(rule.match.path) }),
        ...(rule.probability === undefined ? {} : { random: seededRandom(rule.seed ?? 1) }),
      });
    }
  }

  clear(): void {
    this.rules = [];
  }

  /** The rule that strikes a request, counted as used. */
  strike(method: string, path: string): FaultRule | undefined {
    for (const active of this.rules) {
      const wanted = active.rule.match.method;
      if (active.left <= 0 || (wanted !== undefined && wanted.toUpperCase() !== method.toUpperCase())) continue;
      if (active.path && !active.path.test(path)) continue;
      if (active.random && active.random() >= (active.rule.probability ?? 1)) continue;
      active.left--;
      active.hits++;
      return active.rule;
    }
    return undefined;
  }

  /** Rules in force with how often each has struck. */
  list(): { rule: FaultRule; hits: number }[] {
    return this.rules.map(({ rule, hits }) => ({ rule, hits }));
  }
}

/**
 * Rules from the body of `POST /_sandbox/faults`: one rule, an array of them, or `{ "rules": [...] }`.
 * @throws SandboxInputError naming the rule, the member and what it may be
 */
export function faultRulesOf(body: unknown): FaultRule[] {
  const list = Array.isArray(body) ? (body as unknown[]) : isObject(body) && Array.isArray(body["rules"]) ? (body["rules"] as unknown[]) : [body];
  return list.map((value, index) => checked(value, list.length > 1 ? `Rule ${index + 1}: ` : ""));
}

const members = ["match", "times", "probability", "seed", "answer", "delayMs", "drop", "stale"];

function checked(value: unknown, where: string): FaultRule {
  const refuse = (text: string): never => {
    throw new SandboxInputError(where + text);
  };
  if (!isObject(value)) return refuse("a rule is a JSON object, e.g. {\"match\":{\"method\":\"PATCH\",\"path\":\"^/data/\"},\"times\":1,\"answer\":{\"status\":429}}.");
  const unknown = Object.keys(value).find((member) => !members.includes(member));
  if (unknown !== undefined) refuse(`'${unknown}' is not a member of a rule; it may have ${members.join(", ")}.`);
  const numberIn = (member: string, low: number, high: number, whole: boolean) => {
    const n = value[member];
    if (n === undefined) return;
    if (typeof n !== "number" || n < low || n > high || (whole && !Number.isInteger(n))) {
      refuse(`'${member}' is ${JSON.stringify(n)}; give a ${whole ? "whole " : ""}number from ${low} to ${high}.`);
    }
  };
  const match = value["match"];
  if (!isObject(match)) return refuse("'match' is missing; give {\"method\":…,\"path\":…}, either may be left out.");
  for (const member of ["method", "path"]) {
    if (match[member] !== undefined && typeof match[member] !== "string") refuse(`'match.${member}' is ${JSON.stringify(match[member])}; give a text.`);
  }
  if (typeof match["path"] === "string") {
    try {
      new RegExp(match["path"]);
    } catch {
      refuse(`'match.path' ${JSON.stringify(match["path"])} is not a regular expression.`);
    }
  }
  numberIn("times", 1, 1e9, true);
  numberIn("probability", 0, 1, false);
  numberIn("seed", 0, 4294967295, true);
  numberIn("delayMs", 0, 600_000, false);
  const drop = value["drop"];
  if (drop !== undefined && drop !== "before" && drop !== "after") refuse(`'drop' is ${JSON.stringify(drop)}; give "before" or "after".`);
  if (value["stale"] !== undefined && typeof value["stale"] !== "boolean") refuse(`'stale' is ${JSON.stringify(value["stale"])}; give true or false.`);
  checkAnswer(value["answer"], refuse);
  if (drop === undefined && value["answer"] === undefined && value["delayMs"] === undefined && value["stale"] !== true) {
    refuse("the rule does nothing; give answer, delayMs, drop or stale.");
  }
  return value as unknown as FaultRule;
}

function checkAnswer(answer: unknown, refuse: (text: string) => never): void {
  if (answer === undefined) return;
  if (!isObject(answer)) return refuse("'answer' is not an object; give {\"status\":429,\"headers\":{\"Retry-After\":\"1\"}}.");
  const status = answer["status"];
  if (typeof status !== "number" || !Number.isInteger(status) || status < 200 || status > 599) refuse(`'answer.status' is ${JSON.stringify(status)}; give a whole number from 200 to 599.`);
  const headers = answer["headers"];
  if (headers === undefined) return;
  if (!isObject(headers) || Object.values(headers).some((header) => typeof header !== "string")) refuse("'answer.headers' holds something that is not a text; give {\"Retry-After\":\"1\"}.");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
