import { type ChannelMessage, type FormCheck, type RecordNews, channelName, isChannelMessage } from "../../model/channel";
import { bareGuid } from "../../model/request";

/** Talk between the controls and scripts of one record. */
export interface RecordChannel {
  post: (message: Omit<RecordNews, "table" | "id"> | Omit<FormCheck, "table" | "id">) => void;
  close: () => void;
}

/**
 * Joins the channel for one record. Where the browser has no BroadcastChannel nothing is heard and nothing fails.
 * @param id GUID as the Web API prints it
 * @param heard called with each message about this record that another frame or tab sent
 */
export function joinRecordChannel(table: string, id: string, heard: (message: ChannelMessage) => void): RecordChannel {
  if (typeof BroadcastChannel === "undefined") return { post: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isChannelMessage(data) && data.table === table && bareGuid(data.id) === id) heard(data);
  };
  return {
    post: (message) => { channel.postMessage({ ...message, table, id } satisfies ChannelMessage); },
    close: () => { channel.onmessage = null; channel.close(); },
  };
}
