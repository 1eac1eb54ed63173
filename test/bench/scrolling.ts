import type { Locator, Page } from "playwright-core";

export interface Frames {
  frames: number;
  /** Milliseconds between two frames, at most. */
  longest: number;
  over50: number;
}

/** Loads all lines of a grid and turns the mouse wheel over it from end to end, counting the page's frames meanwhile. */
export async function framesWhileScrolling(page: Page, grid: Locator, lines: number): Promise<Frames> {
  const all = grid.getByRole("button", { name: /Load all/ });
  await all.click();
  await all.waitFor({ state: "detached" });
  await grid.locator(`[aria-rowcount]`).first().waitFor();
  await grid.scrollIntoViewIfNeeded();
  const box = await grid.boundingBox();
  if (!box) throw new Error("The grid is not to be seen.");
  await page.mouse.move(box.x + box.width / 2, Math.min(box.y + box.height / 2, 700));
  // As text: functions written here lose their meaning on the way to the page when a compiler names them.
  await page.evaluate(`{
    window.seenFrames = [];
    const tick = (at) => { window.seenFrames.push(at); requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  }`);
  // About three rows at a turn: further than a row, so that new rows have to be drawn, and often enough to pass them all.
  for (let turn = 0; turn < lines / 3; turn++) await page.mouse.wheel(0, 120);
  const seen = await page.evaluate("window.seenFrames") as number[];
  const gaps = seen.slice(1).map((at, n) => at - (seen[n] ?? at));
  return { frames: gaps.length, longest: Math.max(...gaps), over50: gaps.filter((gap) => gap > 50).length };
}
