/**
 * Controls and form scripts run in different frames of a model-driven form, so they tell each other through a
 * BroadcastChannel of this name. It carries ids only; each side reads the truth from Dataverse.
 */
export const channelName = "p2c";

/** Something happened to a record. */
export interface RecordNews {
  /** `requested`: a request was created. `finished`: one has ended. `saved`: the form saved the record. */
  type: "requested" | "finished" | "saved";
  table: string;
  id: string;
}

/** A control, which may not touch the form, has the form's script look whether the record can be synced. */
export interface FormCheck {
  /** `checking`: a control asks. `looking`: a script has heard it and may take a while. `checked`: its answer. */
  type: "checking" | "looking" | "checked";
  table: string;
  id: string;
  /** Tells one check from another; chosen by who asks. */
  check: string;
  /** Of `checked`: false when something is missing, which the form has said and marked. */
  ready?: boolean;
}

export type ChannelMessage = RecordNews | FormCheck;

const newsTypes: readonly unknown[] = ["requested", "finished", "saved"] satisfies RecordNews["type"][];
const checkTypes: readonly unknown[] = ["checking", "looking", "checked"] satisfies FormCheck["type"][];

/** Whether something received on the channel is one of ours. */
export function isChannelMessage(data: unknown): data is ChannelMessage {
  if (data === null || typeof data !== "object") return false;
  const { type, table, id, check } = data as Partial<FormCheck>;
  return typeof table === "string" && typeof id === "string" && (newsTypes.includes(type) || (checkTypes.includes(type) && typeof check === "string"));
}
