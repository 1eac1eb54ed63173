/** One line of JSON per event. Nothing that came from a body or a credential is ever among the fields. */
export type Log = (level: "info" | "warn" | "error", event: string, fields?: Record<string, string | number | boolean | undefined>) => void;

/** Log on a stream, standard error by default, so that standard output stays for results. */
export function jsonLog(stream: NodeJS.WritableStream = process.stderr): Log {
  return (level, event, fields = {}) => {
    stream.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
  };
}
