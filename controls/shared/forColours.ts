import type { Colours } from "./theme";

/** A style sheet of a part that is not always shown: made once for each set of colours, when the part is drawn, since each class costs script. */
export function forColours<Sheet>(make: (c: Colours) => Sheet): (c: Colours) => Sheet {
  const made = new WeakMap<Colours, Sheet>();
  return (c) => {
    const sheet = made.get(c) ?? make(c);
    made.set(c, sheet);
    return sheet;
  };
}
