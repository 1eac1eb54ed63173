/** A text inside a filter that is encoded as a whole afterwards. */
export function textLiteral(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}

/** Condition that a column of Dataverse holds one of some texts or ids (Web API page "In Function"), to be encoded as a whole. */
export function inFilter(column: string, values: readonly string[]): string {
  return `Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=[${values.map(textLiteral).join(",")}])`;
}
