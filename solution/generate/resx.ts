import { childrenOf, readXml, rootOf, textOf } from "../pack/xml";
import { byName } from "../pack/files";

/**
 * Names and texts of a .resx file, sorted by name.
 * @throws Error naming the file and the entry when a name is missing, stands twice or has no text
 */
export function readResx(file: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const data of childrenOf(rootOf(readXml(file)), "data")) {
    const name = data.getAttribute("name") ?? "";
    const value = textOf(data, "value")?.trim();
    if (!name || !value) throw new Error(`${file}: entry '${name}' has no ${name ? "value" : "name"}.`);
    if (texts.has(name)) throw new Error(`${file}: '${name}' stands twice.`);
    texts.set(name, value);
  }
  return new Map([...texts].sort(([a], [b]) => byName(a, b)));
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join(", ");

/**
 * Two languages of the same texts.
 * @throws Error when one lacks an entry of the other or uses other {placeholders}
 */
export function readPair(english: string, french: string): { en: Map<string, string>; fr: Map<string, string> } {
  const en = readResx(english);
  const fr = readResx(french);
  for (const name of en.keys()) if (!fr.has(name)) throw new Error(`${french}: '${name}' is missing; ${english} has it.`);
  for (const [name, text] of fr) {
    const original = en.get(name);
    if (original === undefined) throw new Error(`${english}: '${name}' is missing; ${french} has it.`);
    if (placeholders(original) !== placeholders(text)) {
      throw new Error(`${french}: '${name}' uses {${placeholders(text)}}, the English text {${placeholders(original)}}.`);
    }
  }
  return { en, fr };
}
