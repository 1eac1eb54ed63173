import type { ErrorCode } from "./errorCatalogue";

/** What an SCM refusal says, read from its infolog. */
export interface InfologFinding {
  code: ErrorCode;
  params: Record<string, string>;
}

/** Sentences of SCM's infolog (English system messages) with the code each stands for; the first that fits wins. */
const sentences: readonly { pattern: RegExp; finding: (groups: Record<string, string>) => InfologFinding }[] = [
  {
    pattern: /The value '(?<value>[^']*)' in field '(?<field>[^']+)' is not found in the related table '(?<table>[^']+)'/i,
    finding: ({ value = "", field = "", table = "" }) => ({ code: "scm-lookup-missing", params: { field, value, table } }),
  },
  {
    pattern: /Field '(?<field>[^']+)' must be filled in/i,
    finding: ({ field = "" }) => ({ code: "scm-field-required", params: { field } }),
  },
  {
    pattern: /The (?:value|string|text)(?: '(?<value>[^']*)')? in field '(?<field>[^']+)' is (?:too long|longer than)/i,
    finding: ({ value = "", field = "" }) => ({ code: "scm-value-too-long", params: { field, value } }),
  },
  {
    pattern: /(?:company|legal entity) '?(?<company>\w{1,4})'? (?:does not exist|is not found)/i,
    finding: ({ company = "" }) => ({ code: "company-unknown", params: { company } }),
  },
  // OData's own words, before the entity is asked: $select and $filter, then the body of a write.
  {
    pattern: /Could not find a property named '(?<property>[^']+)' on type '(?:[\w.]*\.)?(?<entity>\w+)'/i,
    finding: ({ property = "", entity = "" }) => ({ code: "scm-property-missing", params: { property, entity } }),
  },
  {
    pattern: /The property '(?<property>[^']+)' does not exist on type '(?:[\w.]*\.)?(?<entity>\w+)'/i,
    finding: ({ property = "", entity = "" }) => ({ code: "scm-property-missing", params: { property, entity } }),
  },
  { pattern: /record already exists/i, finding: () => ({ code: "scm-record-exists", params: {} }) },
  { pattern: /deadlock|update conflict|another user has changed|could not be serialized/i, finding: () => ({ code: "scm-conflict", params: {} }) },
];

/**
 * Reads the text of an SCM error (`innererror.message` where there is one). What no sentence fits is `scm-refused` with
 * the infolog in one line, without the parts that only repeat it.
 */
export function readInfolog(message: string): InfologFinding {
  for (const { pattern, finding } of sentences) {
    const match = pattern.exec(message);
    if (match) return finding(match.groups ?? {});
  }
  const infolog = message.replace(/^[\s\S]*?Infolog:\s*/i, "");
  const lines = infolog.split(/;\s*/).map((line) => line.replace(/^(Warning|Error|Info):\s*/i, "").trim());
  const told = lines.filter((line) => line !== "" && !/^validate(Field|Write) failed/i.test(line)).join(" ");
  return { code: "scm-refused", params: { message: (told || message).replace(/\s+/g, " ").trim() } };
}
