/** A line as far as its number is concerned. */
export interface NumberedLine {
  id: string;
  /** `sequencenumber`; undefined when blank. */
  sequence: number | undefined;
  /** When the line was made, ISO 8601. */
  createdOn: string;
}

/**
 * Gives every line a number of its own within its document. The line's own number holds when no other line has it; a line
 * keeps the number it was last sent under; others take the next free one, oldest first.
 * @param kept line id → number of the last sync
 */
export function lineNumbers(lines: readonly NumberedLine[], kept: ReadonlyMap<string, number> = new Map()): ReadonlyMap<string, number> {
  const inOrder = [...lines].sort((a, b) => compare(a.createdOn, b.createdOn) || compare(a.id, b.id));
  const numbers = new Map<string, number>();
  // A number that was sent once stays that line's, even when the line is gone: SCM may hold it still.
  const present = new Set(lines.map(({ id }) => id));
  const taken = new Set([...kept].filter(([id]) => !present.has(id)).map(([, number]) => number));
  const give = (id: string, number: number | undefined) => {
    if (number === undefined || number <= 0 || !Number.isSafeInteger(number) || taken.has(number) || numbers.has(id)) return;
    numbers.set(id, number);
    taken.add(number);
  };
  for (const { id } of inOrder) give(id, kept.get(id));
  for (const { id, sequence } of inOrder) give(id, sequence);
  let next = Math.max(0, ...taken) + 1;
  for (const { id } of inOrder) if (!numbers.has(id)) give(id, next++);
  return numbers;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
