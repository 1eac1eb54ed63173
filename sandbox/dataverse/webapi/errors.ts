import { DataverseError } from "../store/types";

/** @returns 404 for a row that is not there */
export function rowMissing(table: string, id: string): DataverseError {
  return new DataverseError(404, "0x80040217", `${table} With Id = ${id} Does Not Exist`);
}

/** @returns 404 for an alternate key that no row holds */
export function keyMissing(table: string): DataverseError {
  return new DataverseError(404, "0x80060891", `A record with the specified key values does not exist in ${table} entity`);
}

/** @returns 400 for a body that does not fit the table */
export function badPayload(entitySet: string, problem: string): DataverseError {
  return new DataverseError(400, "0x80048d19", `Error identified in Payload provided by the user for Entity :'${entitySet}'  ---->  InnerException : Microsoft.OData.ODataException: ${problem}`);
}

/** @returns 404 for a path that leads nowhere */
export function segmentMissing(segment: string): DataverseError {
  return new DataverseError(404, "0x8006088a", `Resource not found for the segment '${segment}'.`);
}

/** @returns 501 for what Dataverse has and the sandbox does not imitate */
export function notImitated(what: string): DataverseError {
  return new DataverseError(501, "0x80040216", `The sandbox does not imitate ${what}. See docs/sandbox-sales.md for what it does.`);
}

/** @returns 400 for a malformed URL or option */
export function badSyntax(message: string): DataverseError {
  return new DataverseError(400, "0x80060888", message);
}

/** @returns 412 for an If-Match that does not fit */
export function versionMismatch(): DataverseError {
  return new DataverseError(412, "0x80060882", "The version of the existing record doesn't match the RowVersion property provided.");
}

/** @returns 412 for a row that was to be new and is there */
export function alreadyThere(): DataverseError {
  return new DataverseError(412, "0x80040237", "A record with matching key values already exists.");
}
