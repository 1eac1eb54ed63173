import type { PlatformControl } from "../../dataverse/platform";

/** A code component, standard or virtual. Source: Microsoft's "Power Apps component framework: StandardControl, ReactControl". */
export interface CodeComponent {
  init(context: unknown, notifyOutputChanged: () => void, state: Record<string, unknown>, container?: HTMLDivElement): void;
  updateView(context: unknown): unknown;
  getOutputs?(): Record<string, unknown>;
  destroy(): void;
}
export type CodeComponentClass = new () => CodeComponent;

const registered = new Map<string, CodeComponentClass>();
const loading = new Map<string, Promise<CodeComponentClass>>();

/** Puts the global in place that a control's bundle registers itself with. */
export function offerRegistration(): void {
  Object.assign(window, {
    ComponentFramework: { registerControl: (name: string, component: CodeComponentClass) => void registered.set(name, component) },
  });
}

/** Loads a control's bundle and styles, once. @throws Error when the bundle is missing or registers nothing of that name */
export function loadComponent(control: PlatformControl): Promise<CodeComponentClass> {
  let component = loading.get(control.name);
  if (!component) {
    component = load(control);
    loading.set(control.name, component);
  }
  return component;
}

async function load(control: PlatformControl): Promise<CodeComponentClass> {
  const folder = `/_platform/controls/${encodeURIComponent(control.name)}/`;
  for (const css of control.css) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = folder + css;
    document.head.append(link);
  }
  await new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = folder + control.code;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${script.src} could not be loaded.`)));
    document.head.append(script);
  });
  const name = `${control.namespace}.${control.constructor}`;
  const component = registered.get(name);
  if (!component) throw new Error(`The bundle of ${control.name} registers no control ${name}.`);
  return component;
}
