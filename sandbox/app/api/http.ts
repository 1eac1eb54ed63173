import { WebApiError, webApiError } from "./errors";
import { network } from "./network";

export const webApiPath = "/api/data/v9.2/";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Sends a request to the platform; the user travels in a cookie.
 * @throws WebApiError for a refusal, and for a server that does not answer (`errorCode` 0)
 */
export async function send(method: string, url: string, body?: string, headers: Record<string, string> = {}): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    // What the app itself is made of has been loaded before, in a real client too.
    if (url.startsWith(webApiPath)) await network.pass();
    response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }), credentials: "same-origin", cache: "no-store" });
    text = await response.text();
  } catch {
    throw new WebApiError(0, "The server cannot be reached. Check your connection and try again.", 0);
  }
  if (!response.ok) throw webApiError(response.status, text);
  return { status: response.status, headers: response.headers, text };
}

/** Headers of every Web API request; annotations bring formatted values and lookup targets, as the real client asks. */
export const webApiHeaders: Record<string, string> = {
  accept: "application/json",
  "odata-version": "4.0",
  "odata-maxversion": "4.0",
  prefer: 'odata.include-annotations="*"',
};
