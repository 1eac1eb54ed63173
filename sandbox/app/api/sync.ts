const known = new Map<string, string | undefined>();

/**
 * Reads a file of the platform with a blocking request, once. For the few client APIs that answer synchronously
 * what the real client has loaded beforehand.
 * @returns undefined when there is no such file
 */
export function readSync(url: string): string | undefined {
  if (!known.has(url)) {
    const request = new XMLHttpRequest();
    request.open("GET", url, false);
    request.send();
    known.set(url, request.status === 200 ? request.responseText : undefined);
  }
  return known.get(url);
}
