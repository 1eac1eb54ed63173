import type { CDPSession, Page } from "playwright-core";

/** What a control did while a form opened. */
export interface ControlCost {
  /** Requests that its own code sent. */
  requests: string[];
  /** Bytes of their answers, as transferred. */
  bytes: number;
  /** Milliseconds of script: its own code, and what React and Fluent did on its behalf. */
  scriptMs: number;
}

interface CallFrame { url: string; functionName: string }
interface StackTrace { callFrames: CallFrame[]; parent?: StackTrace }
interface ProfileNode { id: number; callFrame: CallFrame; children?: number[] }
interface Mark { name: string; startTime: number; duration: number }

/** The host's marks around each `updateView` and what it draws: this, then the control's name. */
const drawMark = "draw ";

/** `/_platform/controls/<name>/bundle.js` → the name without its prefix and namespace. */
function controlOf(url: string): string | undefined {
  const match = /\/_platform\/controls\/([^/]+)\//.exec(url);
  return match ? decodeURIComponent(match[1] ?? "").replace(/^.*\./, "") : undefined;
}

function senderOf(stack: StackTrace | undefined): string | undefined {
  for (let trace = stack; trace; trace = trace.parent) {
    for (const { url } of trace.callFrames) {
      const control = controlOf(url);
      if (control) return control;
    }
  }
  return undefined;
}

/**
 * Opens a page and tells what each control cost until `settled` resolves: requests by the call stack that sent them,
 * script by a sampling profile. A sample counts for a control when its code is on the stack, or while the host renders it
 * (the host marks that in the page's timeline, as it calls each control's `updateView`).
 * @param slowdown factor by which the processor is slowed
 */
export async function profileOpening(page: Page, url: string, settled: () => Promise<void>, slowdown: number): Promise<Map<string, ControlCost>> {
  const session = await page.context().newCDPSession(page);
  const costs = new Map<string, ControlCost>();
  const cost = (control: string): ControlCost => {
    const known = costs.get(control) ?? { requests: [], bytes: 0, scriptMs: 0 };
    costs.set(control, known);
    return known;
  };
  const senders = new Map<string, string>();
  session.on("Network.requestWillBeSent", ({ requestId, request, initiator }: { requestId: string; request: { url: string; method: string }; initiator: { stack?: StackTrace } }) => {
    const control = request.url.includes("/api/data/") ? senderOf(initiator.stack) : undefined;
    if (!control) return;
    senders.set(requestId, control);
    cost(control).requests.push(`${request.method} ${new URL(request.url).pathname}`);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) => {
    const control = senders.get(requestId);
    if (control) cost(control).bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  await session.send("Debugger.enable");
  await session.send("Debugger.setAsyncCallStackDepth", { maxDepth: 16 });
  if (slowdown > 1) {
    // Following asynchronous calls costs time of its own: it is off while time is taken.
    await session.send("Debugger.disable");
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await session.send("Profiler.enable");
    await session.send("Profiler.setSamplingInterval", { interval: 200 });
    await session.send("Profiler.start");
  }
  await page.goto(url);
  await settled();
  if (slowdown > 1) await addScript(session, page, cost);
  await session.detach();
  return costs;
}

async function addScript(session: CDPSession, page: Page, cost: (control: string) => ControlCost): Promise<void> {
  const { profile } = await session.send("Profiler.stop");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  // The profile counts microseconds of the system's clock; the page's timeline milliseconds since its navigation began.
  const origin = (metrics.find(({ name }) => name === "NavigationStart")?.value ?? Number.NaN) * 1e6;
  const marks = await page.evaluate<Mark[], string>((prefix) => performance.getEntriesByType("measure").filter(({ name }) => name.startsWith(prefix))
    .map(({ name, startTime, duration }) => ({ name: name.slice(prefix.length), startTime, duration })), drawMark);
  const windows = marks.map(({ name, startTime, duration }) => ({ control: name.replace(/^.*\./, ""), from: origin + startTime * 1000, to: origin + (startTime + duration) * 1000 }));
  const nodes = nodesById(profile.nodes);
  let at = profile.startTime;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    // A delta is the time up to its sample, which is what the sample stands for.
    const delta = profile.timeDeltas?.[index] ?? 0;
    at += delta;
    const node = nodes.get(id);
    if (!node || node.idle) continue;
    const control = node.control ?? windows.find(({ from, to }) => at >= from && at <= to)?.control;
    if (control) cost(control).scriptMs += delta / 1000;
  }
}

interface KnownNode { control: string | undefined; idle: boolean }

/** For each place in the call tree the control whose code stands on the stack there. */
function nodesById(nodes: readonly ProfileNode[]): Map<number, KnownNode> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = new Map<number, KnownNode>();
  const walk = (node: ProfileNode, above: string | undefined): void => {
    const control = controlOf(node.callFrame.url) ?? above;
    known.set(node.id, { control, idle: node.callFrame.functionName === "(idle)" });
    for (const child of node.children ?? []) {
      const next = byId.get(child);
      if (next) walk(next, control);
    }
  };
  const below = new Set(nodes.flatMap(({ children }) => children ?? []));
  for (const node of nodes) if (!below.has(node.id)) walk(node, undefined);
  return known;
}
