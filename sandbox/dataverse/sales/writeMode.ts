/** Who writes a row: a client, or a message of the platform such as WinQuote, for which closed documents are open. */
export type WriteMode = "client" | "platform";
