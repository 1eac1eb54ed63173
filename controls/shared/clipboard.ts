/**
 * Copies text, also where the Clipboard API is missing or refused (embedded views, old mobile web views).
 * @param within element that gets the helper text box for the older way; it is removed again
 * @returns whether the text is on the clipboard
 */
export async function copyText(text: string, within: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, within);
  }
}

function copyBySelection(text: string, within: HTMLElement): boolean {
  const focused = within.ownerDocument.activeElement;
  const box = within.ownerDocument.createElement("textarea");
  box.value = text;
  box.setAttribute("readonly", "");
  box.setAttribute("aria-hidden", "true");
  box.style.position = "fixed";
  box.style.opacity = "0";
  within.appendChild(box);
  try {
    box.select();
    return within.ownerDocument.execCommand("copy");
  } catch {
    return false;
  } finally {
    box.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
