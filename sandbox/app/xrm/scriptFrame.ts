import type { PlatformCall } from "../../dataverse/platform";

/** A web resource could not be loaded, or holds no such function. */
export class ScriptError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ScriptError";
  }
}

/**
 * The hidden frame in which form scripts and command libraries run, with `Xrm` as a global. It is of the same origin but
 * has its own `window`, as on the real client, so scripts and controls share no globals.
 */
export class ScriptFrame {
  private readonly libraries = new Map<string, Promise<void>>();

  private constructor(private readonly frame: Window, private readonly document: Document) {}

  /** Adds the frame to the page. @param xrm the global of that name */
  static open(xrm: object): Promise<ScriptFrame> {
    return new Promise((resolve, reject) => {
      const element = document.createElement("iframe");
      element.src = "/_static/scripts.html";
      element.hidden = true;
      element.title = "Scripts";
      element.setAttribute("aria-hidden", "true");
      element.tabIndex = -1;
      element.addEventListener("load", () => {
        const { contentWindow, contentDocument } = element;
        if (!contentWindow || !contentDocument) return reject(new ScriptError("The script frame did not open."));
        Object.assign(contentWindow, { Xrm: xrm });
        resolve(new ScriptFrame(contentWindow, contentDocument));
      }, { once: true });
      document.body.append(element);
    });
  }

  /** Loads a web resource once; several may load at the same time. @throws ScriptError when it is missing */
  load(library: string): Promise<void> {
    const name = library.replace(/^\$webresource:/, "");
    let loading = this.libraries.get(name);
    if (!loading) {
      loading = new Promise<void>((resolve, reject) => {
        const script = this.document.createElement("script");
        script.src = `/WebResources/${name}`;
        script.addEventListener("load", () => resolve());
        script.addEventListener("error", () => reject(new ScriptError(`The web resource ${name} could not be loaded.`)));
        this.document.head.append(script);
      });
      this.libraries.set(name, loading);
    }
    return loading;
  }

  /** A function such as `P2C.account.onLoad`, bound to what holds it. @throws ScriptError when there is none */
  find(functionName: string): (...args: unknown[]) => unknown {
    let owner: unknown = undefined;
    let value: unknown = this.frame;
    for (const part of functionName.split(".")) {
      owner = value;
      value = value !== null && (typeof value === "object" || typeof value === "function") ? (value as Record<string, unknown>)[part] : undefined;
    }
    if (typeof value !== "function") throw new ScriptError(`There is no function ${functionName}.`);
    const call = value as (...args: unknown[]) => unknown;
    return (...args) => call.apply(owner, args);
  }

  async call(call: PlatformCall, args: readonly unknown[]): Promise<unknown> {
    // A library named $webresource:… is ours; others hold the platform's own functions, e.g. isNaN.
    if (call.library) await this.load(call.library);
    return this.find(call.functionName)(...args);
  }
}
