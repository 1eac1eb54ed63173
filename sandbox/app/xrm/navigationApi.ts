import type { Host } from "../host";
import { bare } from "../api/webApi";
import { webResourceUrl } from "./appApi";
import { NotImitatedError, withMissing } from "./notImitated";

interface FormOptions {
  entityName: string;
  entityId?: string;
  useQuickCreateForm?: boolean;
  openInNewWindow?: boolean;
}
interface PageInput { pageType: string; entityName?: string; entityId?: string; viewId?: string; webresourceName?: string; data?: unknown }
interface Size { value: number; unit: "%" | "px" }
interface NavigationOptions { target?: 1 | 2; width?: number | Size; height?: number | Size; title?: string }
interface AlertStrings { text: string; title?: string; confirmButtonLabel?: string }
interface ConfirmStrings extends AlertStrings { subtitle?: string; cancelButtonLabel?: string }

/** `Xrm.Navigation`, also a control's `context.navigation`. Source: Microsoft's "Xrm.Navigation (Client API reference)". */
export function makeNavigationApi(host: Host) {
  const { overlays, texts } = host;

  async function openForm(options: FormOptions, parameters?: Record<string, unknown>): Promise<{ savedEntityReference: unknown[] }> {
    if (options.useQuickCreateForm) throw new NotImitatedError("openForm with useQuickCreateForm");
    if (options.openInNewWindow) throw new NotImitatedError("openForm with openInNewWindow");
    await host.platform.table(options.entityName);
    const extra = parameters ? Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, String(value)])) : undefined;
    await host.navigate({
      type: "entityrecord", table: options.entityName, ...(options.entityId ? { id: bare(options.entityId) } : {}), ...(extra ? { parameters: extra } : {}),
    });
    return { savedEntityReference: [] };
  }

  async function navigateTo(page: PageInput, options: NavigationOptions = {}): Promise<unknown> {
    const dialog = options.target === 2;
    if (page.pageType === "webresource" && page.webresourceName) {
      const data = typeof page.data === "string" ? page.data : undefined;
      if (!dialog) return host.navigate({ type: "webresource", name: page.webresourceName, ...(data === undefined ? {} : { data }) });
      return overlays.ask({
        kind: "page", title: options.title ?? "", url: webResourceUrl(page.webresourceName, data),
        ...(options.width === undefined ? {} : { width: cssSize(options.width) }), ...(options.height === undefined ? {} : { height: cssSize(options.height) }),
      });
    }
    if (dialog) throw new NotImitatedError(`navigateTo ${page.pageType} as a dialog`);
    if (page.pageType === "entityrecord" && page.entityName) return openForm({ entityName: page.entityName, ...(page.entityId ? { entityId: page.entityId } : {}) });
    if (page.pageType === "entitylist" && page.entityName) {
      return host.navigate({ type: "entitylist", table: page.entityName, ...(page.viewId ? { viewId: bare(page.viewId) } : {}) });
    }
    throw new NotImitatedError(`navigateTo ${page.pageType}`);
  }

  return withMissing("Xrm.Navigation", {
    openForm,
    navigateTo,
    openAlertDialog: async (strings: AlertStrings): Promise<void> => {
      await overlays.ask({ kind: "alert", title: strings.title ?? "", text: strings.text, confirmLabel: strings.confirmButtonLabel ?? texts.ok });
    },
    openConfirmDialog: async (strings: ConfirmStrings): Promise<{ confirmed: boolean }> => {
      const text = strings.subtitle ? `${strings.subtitle}\n${strings.text}` : strings.text;
      const answer = await overlays.ask({
        kind: "confirm", title: strings.title ?? texts.confirm, text, confirmLabel: strings.confirmButtonLabel ?? texts.ok, cancelLabel: strings.cancelButtonLabel ?? texts.cancel,
      });
      return { confirmed: answer === "confirm" };
    },
    openErrorDialog: async (options: { message?: string; details?: string; errorCode?: number }): Promise<void> => {
      const text = options.message ?? (options.errorCode === undefined ? "" : `0x${options.errorCode.toString(16)}`);
      await overlays.ask({ kind: "error", title: texts.error, text, ...(options.details ? { details: options.details } : {}) });
    },
    openUrl: (url: string): Promise<void> => {
      window.open(url, "_blank", "noopener");
      return Promise.resolve();
    },
    openWebResource: (name: string, _options?: unknown, data?: string): void => {
      window.open(webResourceUrl(name, data), "_blank", "noopener");
    },
  }, ["openFile", "openTaskFlow"]);
}

function cssSize(size: number | Size): string {
  return typeof size === "number" ? `${size}px` : `${size.value}${size.unit}`;
}
