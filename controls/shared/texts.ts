/** Looks a text up and fills `{0}`, `{1}` … with the arguments. */
export type Translate<Key extends string> = (key: Key, ...args: (string | number)[]) => string;

/** A translator over the control's own resource files. */
export function translator<Key extends string>(resources: Pick<ComponentFramework.Resources, "getString">): Translate<Key> {
  return (key, ...args) => {
    // What a key without a text answers is left open by the reference.
    const found: unknown = resources.getString(key);
    return (typeof found === "string" ? found : key).replace(/\{(\d)\}/g, (whole, n: string) => String(args[Number(n)] ?? whole));
  };
}
