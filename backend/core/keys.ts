/** A text literal inside a key or filter: quotes doubled, then encoded for the URL. */
export function urlLiteral(value: string): string {
  return `'${encodeURIComponent(value.replace(/'/g, "''"))}'`;
}

/** Address of a row by its key, relative to the service: `Set(a='x',b='y')`. */
export function keyedPath(entitySet: string, key: Readonly<Record<string, string>>): string {
  return `${entitySet}(${Object.entries(key).map(([name, value]) => `${name}=${urlLiteral(value)}`).join(",")})`;
}
