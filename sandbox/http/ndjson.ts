import { StringDecoder } from "node:string_decoder";
import { isSafeNumber, LosslessNumber, parse } from "lossless-json";
import { SandboxInputError } from "./errors";

const longestLine = 16 * 1024 * 1024;

/**
 * Parses JSON without losing digits: numbers that binary floating point holds exactly enough come as `number`,
 * the others as `LosslessNumber`.
 * @throws SyntaxError when the text is not JSON
 */
export function parseExact(text: string): unknown {
  // Up to 15 significant digits survive a double; only longer ones need the slow parser.
  return /[\d.]{16,}|\d[eE]/.test(text)
    ? parse(text, undefined, (digits) => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits)))
    : (JSON.parse(text) as unknown);
}

/**
 * Rows of a newline-delimited JSON stream, as they arrive; blank lines are skipped.
 * @throws SandboxInputError naming the line that is not a JSON object
 */
export async function* rowsOf(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Record<string, unknown>> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let line = 0;
  for await (const chunk of stream) {
    const lines = (rest + (typeof chunk === "string" ? chunk : decoder.write(chunk))).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine) throw new SandboxInputError(`Line ${line + lines.length + 1} is longer than ${longestLine} characters. Put each row on a line of its own.`);
    for (const text of lines) {
      line++;
      if (text.trim() !== "") yield rowOf(text, line);
    }
  }
  rest += decoder.end();
  if (rest.trim() !== "") yield rowOf(rest, line + 1);
}

function rowOf(text: string, line: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (error) {
    throw new SandboxInputError(`Line ${line} is not JSON (${error instanceof Error ? error.message : String(error)}). Rows before it were taken.`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new SandboxInputError(`Line ${line} is not a JSON object. Rows before it were taken.`);
  }
  return value as Record<string, unknown>;
}
