/** "Not linked" → "NotLinked", "To SCM" → "ToScm", "On-hand" → "OnHand". */
export function pascal(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join("");
}

/** `p2c_LastSyncedOn` → `lastSyncedOn`: schema names without the publisher's prefix. */
export function camel(schemaName: string, prefix: string): string {
  const bare = schemaName.startsWith(`${prefix}_`) ? schemaName.slice(prefix.length + 1) : schemaName;
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}

/** Options whose constant is shorter than their label, by choice and label. */
export const shortOptionNames: Record<string, Record<string, string>> = {
  p2c_syncstatus: { "Changed since last sync": "Changed" },
};
