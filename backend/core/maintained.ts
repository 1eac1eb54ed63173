import { RecordError } from "./errors";

/** A line of a quote or order, as far as it decides what may go to SCM. */
export interface MaintainedLine {
  id: string;
  /** By which people know it: product name or write-in text. */
  name: string;
  /** Whether its product came from SCM; undefined for a write-in, which has none. */
  productIsMaintained: boolean | undefined;
  /** The line Freight Tax is no product and decides nothing. */
  isMiscTax?: boolean;
}

/** What the flags of a document and its lines ought to be. */
export interface MaintainedFlags {
  /** Whether every product came from SCM. Microsoft's default for a document without lines is yes. */
  onlyMaintained: boolean;
  lines: ReadonlyMap<string, boolean>;
}

/** Flags of a document by its lines (columns `p2c_hasexternallymaintainedproductsonly` and `p2c_ismaintainedexternally`). */
export function maintainedFlags(lines: readonly MaintainedLine[]): MaintainedFlags {
  const flags = new Map(lines.map((line) => [line.id, line.isMiscTax === true || line.productIsMaintained === true]));
  return { onlyMaintained: [...flags.values()].every(Boolean), lines: flags };
}

/** Lines told by name in an error; further ones are counted. */
const namedLines = 5;

/** @throws RecordError `no-lines`; `lines-not-maintained`, naming the lines at fault */
export function assertMaintained(lines: readonly MaintainedLine[]): void {
  if (lines.filter(({ isMiscTax }) => isMiscTax !== true).length === 0) throw new RecordError("no-lines");
  const { lines: flags } = maintainedFlags(lines);
  const offending = lines.filter(({ id }) => flags.get(id) === false);
  if (offending.length === 0) return;
  const names = offending.slice(0, namedLines).map(({ name, id }) => name || id).join(", ");
  throw new RecordError("lines-not-maintained", { params: { lines: offending.length > namedLines ? `${names} (+${offending.length - namedLines})` : names } });
}
