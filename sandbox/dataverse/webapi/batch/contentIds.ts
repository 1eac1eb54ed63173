import { DataverseError } from "../../store/types";
import type { ContentIds } from "../session";

/** Remembers what earlier requests of a batch made, and resolves `$1` to it. */
export class BatchContentIds implements ContentIds {
  private readonly urls = new Map<string, string>();

  /** @param url of the row that the request with this Content-ID wrote */
  declare(contentId: string, url: string): void {
    this.urls.set(contentId, url);
  }

  resolve(url: string): string {
    const match = /^\/?\$([\w-]+)(?=$|[/?(])/.exec(url);
    // `$metadata` and `$batch` are addresses of their own.
    if (!match || match[1] === "metadata" || match[1] === "batch") return url;
    const target = this.urls.get(match[1] ?? "");
    if (target === undefined) throw new DataverseError(400, "0x80060888", `Content-ID Reference: '$${match[1] ?? ""}' does not exist in the batch context.`);
    return target + url.slice(match[0].length);
  }
}
