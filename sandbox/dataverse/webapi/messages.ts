import type { DataverseError } from "../store/types";

/** A request to the Web API, alone or out of a batch. */
export interface ApiRequest {
  method: string;
  /** Relative to the service root, e.g. `accounts?$select=name`. */
  url: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
}

/** The answer to an ApiRequest. */
export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body?: string;
  /** Address of the row that was written, for references inside a batch. */
  entity?: string;
}

export const jsonType = "application/json; odata.metadata=minimal";

/** A JSON answer; `body` is JSON text already, so exact numbers stay exact. */
export function jsonResponse(status: number, body: string, headers: Record<string, string> = {}): ApiResponse {
  return { status, headers: { "content-type": jsonType, ...headers }, body };
}

/** The answer of a write that returns nothing. */
export function noContent(headers: Record<string, string> = {}): ApiResponse {
  return { status: 204, headers };
}

/** A refusal as the Web API words it. */
export function errorResponse(error: DataverseError): ApiResponse {
  return jsonResponse(error.status, JSON.stringify({ error: { code: error.code, message: error.message } }));
}
