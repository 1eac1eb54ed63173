import { type ChannelMessage, channelName, isChannelMessage } from "../../../model/channel";

/** Tells the controls and scripts of other frames; nothing happens where the browser has no BroadcastChannel. */
export function tell(message: ChannelMessage): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(message);
  channel.close();
}

/**
 * Hears messages of other frames until stopped.
 * @returns stops listening
 */
export function listen(heard: (message: ChannelMessage) => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isChannelMessage(data)) heard(data);
  };
  return () => {
    channel.onmessage = null;
    channel.close();
  };
}
