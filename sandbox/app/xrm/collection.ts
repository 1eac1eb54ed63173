/** What a collection's `get` and `forEach` call back with. */
type ItemCallback<T> = (item: T, index: number) => unknown;

/**
 * A collection of the client API: `get()` gives all, `get(name)` one or null, `get(index)` one or null,
 * `get(filter)` those it accepts. Source: Microsoft's "Collections (Client API reference)".
 */
export function collection<T>(entries: readonly (readonly [string, T])[]) {
  const items = entries.map(([, item]) => item);
  const byName = new Map(entries);
  function get(): T[];
  function get(key: string | number): T | null;
  function get(filter: ItemCallback<T>): T[];
  function get(key?: string | number | ItemCallback<T>): T | T[] | null {
    if (key === undefined || key === null) return [...items];
    if (typeof key === "function") return items.filter((item, index) => Boolean(key(item, index)));
    return (typeof key === "number" ? items[key] : byName.get(key)) ?? null;
  }
  return {
    get,
    forEach: (callback: ItemCallback<T>): void => items.forEach((item, index) => void callback(item, index)),
    getLength: (): number => items.length,
  };
}
