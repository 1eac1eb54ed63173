import { existsSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { chromium } from "playwright-core";
import { answers, run } from "./run";

/** Where browsers of the Chromium family usually stand, by platform. */
const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((variable) => {
    const base = process.env[variable];
    return base ? [`${base}\\Google\\Chrome\\Application\\chrome.exe`, `${base}\\Microsoft\\Edge\\Application\\msedge.exe`] : [];
  }),
};
const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"];

/**
 * Path of an installed Chromium, Chrome or Edge, the one in CHROME_PATH first.
 * @returns undefined where there is none
 */
export function findChromium(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named && existsSync(named)) return named;
  const playwrights = chromium.executablePath();
  if (playwrights && existsSync(playwrights)) return playwrights;
  const usual = usualPlaces[process.platform]?.find((path) => existsSync(path));
  if (usual) return usual;
  for (const program of process.platform === "linux" ? programs : []) {
    const found = spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" });
    if (found.status === 0) return found.stdout.trim();
  }
  return undefined;
}

/**
 * An installed browser, or one installed now: through Playwright, else through the system's package manager.
 * Says on standard output what it did.
 * @throws Error naming what to install by hand, when neither works
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) {
    console.log(`Browser: ${found}`);
    return found;
  }
  for (const { name, attempt } of installers()) {
    console.log(`Browser: none found, installing Chromium through ${name} …`);
    try {
      await attempt();
    } catch (error) {
      console.log(`Browser: ${name} could not (${error instanceof Error ? error.message : String(error)}).`);
    }
    const installed = findChromium();
    if (installed) {
      console.log(`Browser: installed ${installed}`);
      return installed;
    }
  }
  throw new Error("No Chromium, Chrome or Edge was found and none could be installed. Install one, or set CHROME_PATH to its program.");
}

function installers(): { name: string; attempt: () => Promise<void> }[] {
  const asRoot = (command: string, args: string[]): Promise<void> =>
    process.getuid?.() === 0 ? run(command, args) : run("sudo", ["-n", command, ...args]);
  return [
    // Bounded, because a download host that is not reachable may take minutes to say so.
    { name: "Playwright", attempt: () => run("timeout", ["240", "npx", "--no-install", "playwright-core", "install", "chromium"], { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" }) },
    ...(answers("apt-get") ? [{ name: "apt-get", attempt: async () => {
      await asRoot("apt-get", ["update", "-qq"]);
      await asRoot("apt-get", ["install", "-y", "-qq", "chromium", "fonts-liberation"]);
    } }] : []),
    ...(answers("dnf") ? [{ name: "dnf", attempt: () => asRoot("dnf", ["install", "-y", "chromium"]) }] : []),
    ...(answers("brew") ? [{ name: "Homebrew", attempt: () => run("brew", ["install", "--cask", "chromium"]) }] : []),
  ];
}
