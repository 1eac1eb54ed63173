/** Whether the device has a connection, as far as the client tells. */
export function isOnline(context: object): boolean {
  const { client } = context as { client?: Partial<ComponentFramework.Client> };
  return !(client?.isOffline?.() ?? false) && (client?.isNetworkAvailable?.() ?? true);
}

/** Id of a created row. Clients resolve with `{ id }`; older ones wrapped the GUID in an object. */
export function createdId(created: unknown): string {
  const id: unknown = (created as { id?: unknown } | null)?.id;
  if (typeof id === "string") return id;
  const guid = (id as { guid?: unknown } | null | undefined)?.guid;
  return typeof guid === "string" ? guid : "";
}
