import { type StringKey, strings } from "../generated/strings";

/** Web resources `<name>.<LCID>.resx` that hold the texts. */
const resource = "p2c_/strings/forms";

/**
 * A text in the user's language with its {placeholders} filled in.
 * The platform loads the .resx as a dependency of the script; where it has not (older mobile clients), English stands in.
 */
export function text(key: StringKey, params: Record<string, string | number> = {}): string {
  const found: unknown = fromPlatform(key);
  const template = typeof found === "string" && found !== "" && found !== key ? found : strings[key];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

function fromPlatform(key: StringKey): unknown {
  try {
    return Xrm.Utility.getResourceString(resource, key);
  } catch {
    return undefined;
  }
}
