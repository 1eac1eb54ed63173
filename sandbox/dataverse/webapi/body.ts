import { parse } from "lossless-json";
import { DataverseError } from "../store/types";
import type { ApiRequest } from "./messages";

/**
 * The JSON body of a request, numbers with all their digits.
 * @throws DataverseError 400 0x80048d19 when it is no JSON
 */
export function jsonBody(request: ApiRequest): unknown {
  if (request.body.trim() === "") throw unreadable("the body is empty");
  try {
    return parse(request.body.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** The JSON object of a request; an absent body is an empty object, as actions without parameters allow. */
export function objectBody(request: ApiRequest): Record<string, unknown> {
  const value = request.body.trim() === "" ? {} : jsonBody(request);
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw unreadable("it is not a JSON object");
  return value as Record<string, unknown>;
}

function unreadable(why: string): DataverseError {
  return new DataverseError(400, "0x80048d19", `Error identified in Payload provided by the user: the request body cannot be read as JSON (${why}).`);
}
