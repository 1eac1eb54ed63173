/** A documented function that the form host does not imitate was called. */
export class NotImitatedError extends Error {
  constructor(name: string) {
    super(`${name} is not imitated by the sandbox's form host.`);
    this.name = "NotImitatedError";
  }
}

/**
 * Adds documented members that are not imitated: they are there, as on the real client, and name themselves when called.
 * Undocumented names stay undefined, so that feature detection behaves as it does in production.
 * @param path what the object is called, e.g. `formContext.ui`
 */
export function withMissing<T extends object>(path: string, imitated: T, missing: readonly string[]): T {
  for (const name of missing) {
    if (name in imitated) continue;
    Object.defineProperty(imitated, name, {
      enumerable: true,
      value: () => {
        throw new NotImitatedError(`${path}.${name}`);
      },
    });
  }
  return imitated;
}

/** A whole documented namespace that is not imitated, e.g. `Xrm.Device`. */
export function missingNamespace(path: string): object {
  return new Proxy({}, {
    get: (_target, name) => {
      // Symbols and `then` are looked at by the language itself, not by a caller.
      if (typeof name === "symbol" || name === "then") return undefined;
      return () => {
        throw new NotImitatedError(`${path}.${name}`);
      };
    },
  });
}
