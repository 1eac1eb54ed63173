/** A text literal inside a key or filter: quotes doubled, then encoded for the URL. */
export function urlLiteral(value: string): string {
  return `'${encodeURIComponent(value.replace(/'/g, "''"))}'`;
}

/** Address of a row by its key, relative to the service: `Set(a='x',b='y',c=1)`. Numbers stand bare, as their type asks. */
export function keyedPath(entitySet: string, key: Readonly<Record<string, string | number>>): string {
  return `${entitySet}(${Object.entries(key).map(([name, value]) => `${name}=${typeof value === "number" ? value : urlLiteral(value)}`).join(",")})`;
}
