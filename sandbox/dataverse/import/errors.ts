import { DataverseError } from "../store/types";

/**
 * Codes with which Dataverse refuses a solution file.
 * @see "Web service error codes" of the Dataverse developer guide
 */
export const importCode = {
  notASolution: "0x80048060",
  schema: "0x8004801a",
  malformedXml: "0x80048013",
  publisher: "0x8004801c",
  otherPublisher: "0x8004f031",
  missingDependency: "0x8004801d",
  missingDefinition: "0x8004801f",
  undeclared: "0x8004803a",
  roleClash: "0x80048017",
  managedOverUnmanaged: "0x80048038",
  unmanagedOverManaged: "0x80048040",
  missingChoice: "0x80048039",
  prefix: "0x80048062",
  newerServer: "0x80048066",
  newerPackage: "0x80048068",
  tableTwice: "0x8004810c",
  savedQuery: "0x8004801b",
  uniqueName: "0x8004f002",
  version: "0x8004f01e",
  missingComponent: "0x8004f036",
  keyName: "0x80060893",
  keyColumns: "0x80060894",
  ribbonPrivilege: "0x8004f102",
  ribbonTable: "0x8004f103",
  ribbonDependency: "0x8004f104",
  ribbonLocation: "0x8004f109",
  ribbonDuplicate: "0x8004f10b",
  webResourceName: "0x8004f117",
  webResourcePrefix: "0x8004f118",
  webResourceType: "0x8004f119",
  webResourceFile: "0x8004f11a",
  invalidArgument: "0x80040203",
} as const;
export type ImportCode = (typeof importCode)[keyof typeof importCode];

/** A solution file that Dataverse refuses; nothing of it has been applied. */
export class SolutionImportError extends DataverseError {
  constructor(code: ImportCode, message: string) {
    super(400, code, message);
    this.name = "SolutionImportError";
  }
}

/** A part of a solution file that Dataverse knows and this imitation does not; nothing of the file has been applied. */
export class UnsupportedComponentError extends DataverseError {
  constructor(readonly component: string) {
    super(501, "0x80040216", `The sandbox does not import ${component}. See docs/sandbox-sales.md for what it does.`);
    this.name = "UnsupportedComponentError";
  }
}

/** Refuses with a code. */
export function refuse(code: ImportCode, message: string): never {
  throw new SolutionImportError(code, message);
}
