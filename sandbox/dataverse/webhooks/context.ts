import { LosslessNumber } from "lossless-json";
import type { MetadataRegistry } from "../metadata/registry";
import type { Column, Table } from "../metadata/types";
import { resolveLabel } from "../platform";
import { isLookupValue } from "../store/lookup";
import type { Row, Value } from "../store/types";
import type { Change } from "../webapi/session";

/** Who and what a delivery is about, apart from the change itself. */
export interface DeliveryContext {
  organizationId: string;
  organizationName: string;
  businessUnitId: string;
  userId: string;
  initiatingUserId: string;
  correlationId: string;
  operationId: string;
  requestId: string;
  step: { id: string; name: string };
  /** Milliseconds since the epoch. */
  createdOn: number;
  images: ImageRequest[];
}

/** An image that a step wants along. */
export interface ImageRequest {
  kind: "pre" | "post";
  alias: string;
  /** Empty means all columns. */
  columns: readonly string[];
}

type Pair = { key: string; value: unknown };
const contracts = "http://schemas.microsoft.com/xrm/2011/Contracts";
const noUser = "00000000-0000-0000-0000-000000000000";

/**
 * The body of a webhook call: a RemoteExecutionContext in its JSON form, as an asynchronous step of stage 40 sends it.
 * Source: Microsoft, "Use webhooks to create external handlers" and "Work with Microsoft Dataverse event data in Azure".
 */
export function executionContext(registry: MetadataRegistry, change: Change, context: DeliveryContext): Record<string, unknown> {
  const table = registry.table(change.table);
  if (!table) throw new RangeError(`A change of the unknown table '${change.table}' cannot be told to a webhook.`);
  const parent = { ...common(change, context), ParentContext: null, InputParameters: parentInput(table, change), OutputParameters: [], PreEntityImages: [], PostEntityImages: [], SharedVariables: parentShared(change), Stage: 30 };
  return {
    ...common(change, context),
    InputParameters: [{ key: "Target", value: change.message === "Delete" ? reference(change.table, change.id, null) : entity(table, change.id, change.target, change.message === "Create") }],
    OutputParameters: change.message === "Create" ? [{ key: "id", value: change.id }] : [],
    ParentContext: parent,
    PreEntityImages: images(table, change, context.images, "pre"),
    PostEntityImages: [...images(table, change, context.images, "post"), ...primaryName(table, change)],
    SharedVariables: [{ key: "IsAutoTransact", value: true }, ...(change.message === "Create" ? [{ key: "DefaultsAddedFlag", value: true }] : [])],
    Stage: 40,
  };
}

/** What is left of a body that is larger than 256 KB; the receiver reads the row itself. */
export function reducedContext(body: Record<string, unknown>): Record<string, unknown> {
  return { ...body, ParentContext: null, InputParameters: [], PreEntityImages: [], PostEntityImages: [] };
}

function common(change: Change, context: DeliveryContext): Record<string, unknown> {
  return {
    BusinessUnitId: context.businessUnitId,
    CorrelationId: context.correlationId,
    Depth: 1,
    InitiatingUserAgent: null,
    InitiatingUserAzureActiveDirectoryObjectId: noUser,
    InitiatingUserId: context.initiatingUserId,
    IsExecutingOffline: false,
    IsInTransaction: false,
    IsOfflinePlayback: false,
    IsolationMode: 1,
    MessageName: change.message,
    Mode: 1,
    OperationCreatedOn: `/Date(${wholeSeconds(context.createdOn)}+0000)/`,
    OperationId: context.operationId,
    OrganizationId: context.organizationId,
    OrganizationName: context.organizationName,
    OwningExtension: { Id: context.step.id, KeyAttributes: [], LogicalName: "sdkmessageprocessingstep", Name: context.step.name, RowVersion: null },
    PrimaryEntityId: change.id,
    PrimaryEntityName: change.table,
    RequestId: context.requestId,
    SecondaryEntityName: "none",
    UserAzureActiveDirectoryObjectId: noUser,
    UserId: context.userId,
  };
}

function parentInput(table: Table, change: Change): Pair[] {
  if (change.message === "Delete") return [{ key: "Target", value: reference(change.table, change.id, null) }];
  const sent: Row = { [table.primaryId]: change.id };
  for (const column of change.sent) sent[column] = change.target[column];
  return [{ key: "Target", value: entity(table, change.id, sent, false) }, { key: "SuppressDuplicateDetection", value: false }];
}

function parentShared(change: Change): Pair[] {
  return [{ key: "ChangedEntityTypes", value: [{ __type: "KeyValuePairOfstringstring:#System.Collections.Generic", key: change.table, value: change.message }] }];
}

function images(table: Table, change: Change, wanted: readonly ImageRequest[], kind: "pre" | "post"): Pair[] {
  const row = kind === "pre" ? change.before : change.after;
  if (!row) return [];
  return wanted.filter((image) => image.kind === kind).map((image) => {
    const columns = image.columns.length === 0 ? Object.keys(row) : image.columns.filter((column) => row[column] !== undefined && row[column] !== null);
    const picked: Row = Object.fromEntries(columns.map((column) => [column, row[column]]));
    picked[table.primaryId] = change.id;
    return { key: image.alias, value: untyped(entity(table, change.id, picked, true)) };
  });
}

/** Asynchronous steps carry the row's name along even when no image was asked for. */
function primaryName(table: Table, change: Change): Pair[] {
  const row = change.after;
  if (!row) return [];
  const picked: Row = { [table.primaryName]: row[table.primaryName] ?? null, [table.primaryId]: change.id };
  return [{ key: "AsynchronousStepPrimaryName", value: untyped(entity(table, change.id, picked, false)) }];
}

function untyped(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "__type"));
}

function entity(table: Table, id: string, row: Row, formatted: boolean): Record<string, unknown> {
  const columns = Object.entries(row).filter((entry): entry is [string, Value] => entry[1] !== undefined && entry[0] !== "versionnumber");
  return {
    __type: `Entity:${contracts}`,
    Attributes: columns.map(([key, value]): Pair => ({ key, value: attribute(table.columns[key], value) })),
    EntityState: null,
    FormattedValues: formatted ? columns.flatMap(([key, value]) => formattedValue(table.columns[key], value)) : [],
    Id: id,
    KeyAttributes: [],
    LogicalName: table.logicalName,
    RelatedEntities: [],
    RowVersion: null,
  };
}

function reference(table: string, id: string, name: string | null): Record<string, unknown> {
  return { __type: `EntityReference:${contracts}`, Id: id, KeyAttributes: [], LogicalName: table, Name: name, RowVersion: null };
}

function attribute(column: Column | undefined, value: Value): unknown {
  if (value === null) return null;
  if (isLookupValue(value)) return reference(value.table, value.id, null);
  switch (column?.type) {
    case "Picklist": case "State": case "Status": return { __type: `OptionSetValue:${contracts}`, Value: value };
    case "MultiSelectPicklist": return String(value).split(",").map((v) => ({ __type: `OptionSetValue:${contracts}`, Value: Number(v) }));
    case "Money": return { __type: `Money:${contracts}`, Value: new LosslessNumber(String(value)) };
    case "Decimal": return new LosslessNumber(String(value));
    case "DateTime": return `/Date(${Date.parse(String(value))})/`;
    default: return value;
  }
}

function formattedValue(column: Column | undefined, value: Value): Pair[] {
  if (!column || value === null || isLookupValue(value)) return [];
  const label = (option: number): string => resolveLabel(column.options?.find((o) => o.value === option)?.labels ?? {}, 1033);
  switch (column.type) {
    case "Picklist": case "State": case "Status": return [{ key: column.logicalName, value: label(Number(value)) }];
    case "Boolean": return [{ key: column.logicalName, value: label(value ? 1 : 0) || (value ? "Yes" : "No") }];
    case "MultiSelectPicklist": return [{ key: column.logicalName, value: String(value).split(",").map((v) => label(Number(v))).join("; ") }];
    case "DateTime": return [{ key: column.logicalName, value: column.dateOnly ? `${String(value)}T00:00:00` : String(value).replace("Z", "+00:00") }];
    case "Integer": return [{ key: column.logicalName, value: Number(value).toLocaleString("en-US") }];
    default: return [];
  }
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}
