/**
 * Texts of a resource file by key.
 * @param xml content of a .resx file
 * @throws Error naming the key when a key stands in the file twice, or when the file is no XML
 */
export function parseResx(xml: string): Map<string, string> {
  const document = new DOMParser().parseFromString(xml, "application/xml");
  if (document.querySelector("parsererror")) throw new Error("The resource file is not well-formed XML.");
  const texts = new Map<string, string>();
  for (const data of Array.from(document.querySelectorAll("data"))) {
    const key = data.getAttribute("name") ?? "";
    if (texts.has(key)) throw new Error(`The resource file holds the key '${key}' twice.`);
    texts.set(key, data.querySelector("value")?.textContent ?? "");
  }
  return texts;
}

/** Placeholders of a text, sorted: both languages must fill the same ones. */
export function placeholders(text: string): string[] {
  return (text.match(/\{\d\}/g) ?? []).sort();
}
