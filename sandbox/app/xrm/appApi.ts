import type { Host } from "../host";
import type { GlobalLevel } from "../ui";
import { NotImitatedError } from "./notImitated";

interface NotificationOptions {
  type: number;
  level: number;
  message: string;
  showCloseButton?: boolean;
  action?: { actionLabel?: string; eventHandler?: () => void };
}
interface PaneOptions { title?: string; paneId?: string; width?: number; canClose?: boolean }
interface PanePage { pageType: string; webresourceName?: string; data?: string }

const levels: Record<number, GlobalLevel> = { 1: "success", 2: "error", 3: "warning", 4: "information" };
export const webResourceUrl = (name: string, data?: string): string =>
  `/WebResources/${name}${data === undefined ? "" : `?data=${encodeURIComponent(data)}`}`;

/** `Xrm.App`: global notifications, and side panes that show web resources. */
export function makeAppApi(host: Host) {
  const { overlays } = host;
  const pane = (paneId: string) => ({
    paneId,
    navigate: (page: PanePage) => {
      if (page.pageType !== "webresource") throw new NotImitatedError(`pane.navigate to ${page.pageType}`);
      overlays.panes.set(overlays.panes.get().map((p) => (p.paneId === paneId ? { ...p, url: webResourceUrl(page.webresourceName ?? "", page.data) } : p)));
      return Promise.resolve();
    },
    close: () => {
      overlays.panes.set(overlays.panes.get().filter((p) => p.paneId !== paneId));
      return Promise.resolve();
    },
  });
  return {
    addGlobalNotification: (options: NotificationOptions): Promise<string> => {
      const level = levels[options.level];
      if (options.type !== 2 || !level) return Promise.reject(new Error(`addGlobalNotification: type must be 2 and level 1 to 4, got ${options.type} and ${options.level}.`));
      const id = crypto.randomUUID();
      const { action } = options;
      overlays.notify({
        id, level, message: options.message, showCloseButton: options.showCloseButton === true,
        ...(action?.actionLabel ? { action: { label: action.actionLabel, run: () => action.eventHandler?.() } } : {}),
      });
      return Promise.resolve(id);
    },
    clearGlobalNotification: (id: string): Promise<string> => {
      overlays.dismiss(id);
      return Promise.resolve(id);
    },
    sidePanes: {
      createPane: (options: PaneOptions = {}) => {
        const paneId = options.paneId ?? crypto.randomUUID();
        const others = overlays.panes.get().filter((p) => p.paneId !== paneId);
        overlays.panes.set([...others, { paneId, title: options.title ?? "", width: options.width ?? 340, canClose: options.canClose !== false }]);
        return Promise.resolve(pane(paneId));
      },
      getPane: (paneId: string) => (overlays.panes.get().some((p) => p.paneId === paneId) ? pane(paneId) : undefined),
      getAllPanes: () => overlays.panes.get().map((p) => pane(p.paneId)),
    },
  };
}
