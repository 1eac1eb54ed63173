/**
 * Folds a name for a value map: case, accents, apostrophes, dots, hyphens and blanks make no difference, `&` is "and",
 * "St" is "Saint", a leading "the" counts for nothing.
 * @returns "" for a blank name
 */
export function countryKey(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/['’‘`.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\bst\b/g, "saint")
    .replace(/^the /, "");
}
