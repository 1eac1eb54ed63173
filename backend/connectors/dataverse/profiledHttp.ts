import { profileOf, type Profile, type ProfileName } from "../../../model/profile";
import { HttpClient, type HttpClientOptions, type HttpRequest, type HttpResponse } from "../http/client";

/** Turns text of the Web API from one spelling into the other. */
export interface ProfileTranslation {
  /** From our names to the organisation's. */
  out: (text: string) => string;
  /** From the organisation's names to ours. */
  back: (text: string) => string;
}

/**
 * Translation between our columns on the standard tables and those of the organisation's profile: names of columns, and
 * values of the processing status. The names are whole words that occur nowhere else, so that addresses, filters, JSON and
 * batches are translated alike, as is the JSON kept in sync states, which forms compare with their own columns.
 */
export function profileTranslation(name: ProfileName): ProfileTranslation {
  const [ours, theirs] = [profileOf("p2c"), profileOf(name)];
  return { out: translate(ours, theirs), back: translate(theirs, ours) };
}

function translate(from: Profile, to: Profile): (text: string) => string {
  const names = new Map(columnNames(from).map((column, index) => [column, columnNames(to)[index] ?? column]));
  const values = new Map(Object.entries(from.processingStatus).map(([key, value]) => [String(value), String(to.processingStatus[key as keyof Profile["processingStatus"]])]));
  const status = from.columns.salesorder.processingStatus;
  const word = new RegExp(`\\b(?:${[...names.keys()].join("|")})\\b`, "g");
  // A value after the column: in JSON, in JSON kept as text, or in a filter, encoded or not.
  const blank = "(?:\\s|%20|\\+)+";
  const value = new RegExp(`(\\b${status}(?:\\\\?"\\s*:\\s*(?:\\\\?")?|${blank}(?:eq|ne)${blank}))(\\d+)`, "g");
  return (text) => text
    .replace(value, (_whole, before: string, digits: string) => before + (values.get(digits) ?? digits))
    .replace(word, (column) => names.get(column) ?? column);
}

/** Columns of a profile, each once, in an order that is the same for every profile. */
function columnNames({ columns }: Profile): string[] {
  return [...new Set(Object.values(columns).flatMap((table) => Object.values(table as Record<string, string>)))];
}

/** HTTP to a Dataverse whose organisation keeps the columns of another solution than ours. */
export class ProfiledHttpClient extends HttpClient {
  private readonly translation: ProfileTranslation;

  constructor(options: HttpClientOptions, profile: ProfileName) {
    super(options);
    this.translation = profileTranslation(profile);
  }

  override async send(request: HttpRequest): Promise<HttpResponse> {
    const { out, back } = this.translation;
    const response = await super.send({ ...request, path: out(request.path), ...(request.body === undefined ? {} : { body: out(request.body) }) });
    return { ...response, text: back(response.text) };
  }
}
