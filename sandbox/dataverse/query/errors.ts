import { DataverseError } from "../store/types";

/** A query that the Web API refuses as wrongly written or as naming something that does not exist: 400, 0x80060888. */
export function badQuery(message: string): DataverseError {
  return new DataverseError(400, "0x80060888", message);
}

/** A query that Dataverse would answer but this imitation does not: 501, naming what is missing. */
export function notImitated(what: string): DataverseError {
  return new DataverseError(501, "0x8006088a", `Not imitated by the sandbox: ${what}.`);
}

/** An argument outside what the platform takes: 400, 0x80040203. */
export function badArgument(message: string): DataverseError {
  return new DataverseError(400, "0x80040203", message);
}

/** The message of a property that a table does not have, as the Web API words it. */
export function unknownProperty(name: string, table: string): DataverseError {
  return badQuery(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table}'.`);
}

/** More rows than an aggregate may read (docs: "Aggregate data using FetchXml", limitations). */
export function aggregateLimit(): DataverseError {
  return new DataverseError(400, "0x8004e023", "The maximum record limit is exceeded. Reduce the number of records.");
}
