import type { Locator, Page } from "playwright-core";

export interface Frames {
  frames: number;
  /** Milliseconds between two frames, at most. */
  longest: number;
  over50: number;
  /** For each long frame whose scripts the browser names: how long they ran, and where they came from. */
  causes: string[];
}

interface Seen { frames: number[]; causes: string[] }

/** More turns of the wheel than any order needs; the end is looked for after so many. */
const mostTurns = 5_000;
const turnsBetweenLooks = 20;

/**
 * Loads all lines of a grid and turns the mouse wheel over it to its end, counting the page's frames meanwhile.
 * @throws Error when the end is not reached, or when its last line is not drawn there
 */
export async function framesWhileScrolling(page: Page, control: Locator): Promise<Frames> {
  const all = control.getByRole("button", { name: /Load all/ });
  await all.click();
  await all.waitFor({ state: "detached" });
  const grid = control.locator("[aria-rowcount]");
  await grid.scrollIntoViewIfNeeded();
  const box = await grid.boundingBox();
  if (!box) throw new Error("The grid is not to be seen.");
  await page.mouse.move(box.x + box.width / 2, Math.min(box.y + box.height / 2, 700));
  // As text: functions written here lose their meaning on the way to the page when a compiler names them.
  await page.evaluate(`{
    const seen = window.seen = { frames: [], causes: [] };
    const tick = (at) => { seen.frames.push(at); requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
    new PerformanceObserver((list) => {
      for (const { duration, scripts } of list.getEntries()) {
        seen.causes.push(Math.round(duration) + " ms: " + (scripts.map((one) => Math.round(one.duration) + " ms " + one.invoker + " " + one.sourceURL.replace(/^.*\\//, "")).join(", ") || "no script"));
      }
    }).observe({ type: "long-animation-frame" });
  }`);
  // About three rows at a turn: further than a row, so that new rows have to be drawn, and often enough to pass them all.
  for (let turn = 0; turn < mostTurns; turn++) {
    await page.mouse.wheel(0, 120);
    if (turn % turnsBetweenLooks === 0 && await atEnd(grid)) break;
  }
  const seen = await page.evaluate<Seen>("window.seen");
  if (!await atEnd(grid)) throw new Error("The grid cannot be scrolled to its end.");
  await grid.locator(`[aria-rowindex="${await grid.getAttribute("aria-rowcount")}"]`).waitFor();
  const gaps = seen.frames.slice(1).map((at, n) => at - (seen.frames[n] ?? at));
  return { frames: gaps.length, longest: Math.max(...gaps), over50: gaps.filter((gap) => gap > 50).length, causes: seen.causes };
}

function atEnd(grid: Locator): Promise<boolean> {
  return grid.evaluate((element) => element.scrollTop + element.clientHeight >= element.scrollHeight - 1);
}
