import type { PlatformApp, PlatformCommand, PlatformControl, PlatformForm, PlatformTable, PlatformView } from "../../dataverse/platform";
import { send } from "./http";

export type CommandLocation = "form" | "grid" | "subgrid";

/** Reads what the platform knows beside rows; each thing once per page load, as a new language or user reloads the page. */
export class PlatformClient {
  private readonly known = new Map<string, Promise<unknown>>();

  /** @param secured columns that the user may not read, as `table.column`, beside those of the platform */
  constructor(private readonly secured: readonly string[] = []) {}

  app(): Promise<PlatformApp> {
    return this.get<PlatformApp>("app");
  }
  table(name: string): Promise<PlatformTable> {
    return this.get<PlatformTable>(`tables/${encodeURIComponent(name)}`, (table) => ({
      ...table, columns: table.columns.map((column) => (this.secured.includes(`${name}.${column.logicalName}`) ? { ...column, secured: true, unreadable: true } : column)),
    }));
  }
  forms(table: string): Promise<PlatformForm[]> {
    return this.get<PlatformForm[]>(`forms/${encodeURIComponent(table)}`);
  }
  views(table: string): Promise<PlatformView[]> {
    return this.get<PlatformView[]>(`views/${encodeURIComponent(table)}`);
  }
  commands(table: string, location: CommandLocation): Promise<PlatformCommand[]> {
    return this.get<PlatformCommand[]>(`commands/${encodeURIComponent(table)}?location=${location}`);
  }
  control(name: string): Promise<PlatformControl> {
    return this.get<PlatformControl>(`controls/${encodeURIComponent(name)}`);
  }

  private get<T>(path: string, complete: (answer: T) => T = (answer) => answer): Promise<T> {
    let answer = this.known.get(path);
    if (!answer) {
      answer = send("GET", `/_platform/${path}`).then(({ text }) => complete(JSON.parse(text) as T));
      this.known.set(path, answer);
      answer.catch(() => this.known.delete(path));
    }
    return answer as Promise<T>;
  }
}
