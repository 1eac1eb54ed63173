/**
 * Controls and form scripts run in different frames of a model-driven form, so they tell each other through a
 * BroadcastChannel of this name. It carries ids only; each side reads the truth from Dataverse.
 */
export const channelName = "p2c";

export interface ChannelMessage {
  /** `requested`: a request was created. `finished`: one has ended. `saved`: the form saved the record. */
  type: "requested" | "finished" | "saved";
  table: string;
  id: string;
}

/** Whether something received on the channel is one of ours. */
export function isChannelMessage(data: unknown): data is ChannelMessage {
  if (data === null || typeof data !== "object") return false;
  const m = data as Partial<ChannelMessage>;
  return (m.type === "requested" || m.type === "finished" || m.type === "saved") && typeof m.table === "string" && typeof m.id === "string";
}
