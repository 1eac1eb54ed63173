import { lookupOf, numberOf, textOf } from "../store/lookup";
import type { Store } from "../store/store";
import type { Row } from "../store/types";
import { secretTable } from "../webapi/write/tableRules";
import type { Change } from "../webapi/session";
import type { ImageRequest } from "./context";

/** A registered step that a change triggers, with where it goes. */
export interface TriggeredStep {
  id: string;
  name: string;
  /** System jobs of successful calls are removed. */
  autoDelete: boolean;
  endpoint: { id: string; name: string; url: string; authType: number; authValue: string };
  images: ImageRequest[];
}

/**
 * Enabled asynchronous webhook steps whose message, table and filtering columns fit the change.
 * A column counts as soon as the update names it, whether or not its value differs, as in Dataverse.
 */
export function triggeredSteps(store: Store, change: Change): TriggeredStep[] {
  const steps: { rank: number; step: TriggeredStep }[] = [];
  for (const row of store.all("sdkmessageprocessingstep")) {
    if (numberOf(row, "statecode") !== 0 || !fits(store, row, change)) continue;
    const handler = lookupOf(row, "eventhandler");
    const endpoint = handler && store.find("serviceendpoint", handler.id);
    const url = endpoint && textOf(endpoint, "url");
    if (!endpoint || url === undefined) continue;
    const id = textOf(row, "sdkmessageprocessingstepid") ?? "";
    const secret = store.find(secretTable, handler.id);
    steps.push({
      rank: numberOf(row, "rank") ?? 1,
      step: {
        id,
        name: textOf(row, "name") ?? "",
        autoDelete: row.asyncautodelete === true,
        endpoint: {
          id: handler.id, name: textOf(endpoint, "name") ?? "", url, authType: numberOf(endpoint, "authtype") ?? 0,
          authValue: (secret && textOf(secret, "authvalue")) ?? "",
        },
        images: imagesOf(store, id),
      },
    });
  }
  return steps.sort((a, b) => a.rank - b.rank).map(({ step }) => step);
}

function fits(store: Store, step: Row, change: Change): boolean {
  const message = lookupOf(step, "sdkmessageid");
  const messageRow = message && store.find("sdkmessage", message.id);
  if (!messageRow || textOf(messageRow, "name") !== change.message) return false;
  const filter = lookupOf(step, "sdkmessagefilterid");
  const filterRow = filter && store.find("sdkmessagefilter", filter.id);
  if (filter && (!filterRow || textOf(filterRow, "primaryobjecttypecode") !== change.table)) return false;
  const columns = listOf(textOf(step, "filteringattributes"));
  if (change.message !== "Update" || columns.length === 0) return true;
  return columns.some((column) => column in change.target);
}

function imagesOf(store: Store, stepId: string): ImageRequest[] {
  return [...store.referencing("sdkmessageprocessingstepimage", "sdkmessageprocessingstepid", stepId)].flatMap((row): ImageRequest[] => {
    const alias = textOf(row, "entityalias") ?? textOf(row, "name") ?? "image";
    const columns = listOf(textOf(row, "attributes"));
    const kind = numberOf(row, "imagetype");
    const pre: ImageRequest = { kind: "pre", alias, columns };
    const post: ImageRequest = { kind: "post", alias, columns };
    return kind === 0 ? [pre] : kind === 1 ? [post] : [pre, post];
  });
}

function listOf(text: string | undefined): string[] {
  return (text ?? "").split(",").map((part) => part.trim().toLowerCase()).filter(Boolean);
}
