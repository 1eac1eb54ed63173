import type { PlatformApp } from "../dataverse/platform";
import { network } from "./api/network";
import { PlatformClient } from "./api/platform";
import { WebApi } from "./api/webApi";
import { privilegeVerb } from "./commands/rules";
import { conditionsText, type Conditions } from "./conditions";
import type { FormController } from "./form/controller";
import { pageUrl, parsePage, type Page } from "./navigation";
import { withoutChoices, type HostLanguage, type ThemeName } from "./preferences";
import { Store } from "./store";
import { textsOf, type Texts } from "./texts";
import { Overlays } from "./ui";
import { cultureOf, type Culture } from "./userSettings";
import { ScriptFrame } from "./xrm/scriptFrame";
import { makeXrm } from "./xrm/xrm";

/** What the page is now; the key tells two visits of one address apart. */
export interface Visit {
  key: number;
  page?: Page;
  /** What the search at the top asks the list for. */
  search?: string;
  error?: unknown;
}

/** The running app: who uses it, where it is, and what its pages share. */
export class Host {
  readonly overlays = new Overlays();
  readonly visit: Store<Visit>;
  readonly texts: Texts;
  readonly culture: Culture;
  readonly webApi: WebApi;
  /** The form that is open, for navigation and for scripts. */
  form: FormController | undefined;
  /** Reads the list on the page again, when there is one. */
  refreshList: (() => void) | undefined;
  private script: Promise<ScriptFrame> | undefined;
  private visits = 0;

  private constructor(
    readonly platform: PlatformClient, readonly app: PlatformApp, readonly language: HostLanguage, readonly theme: ThemeName, public conditions: Conditions,
  ) {
    this.texts = textsOf(language);
    this.culture = cultureOf(conditions.format ?? (language === 1036 ? "fr-FR" : "en-US"));
    this.webApi = new WebApi((table) => platform.table(table));
    this.visit = new Store<Visit>(this.read());
  }

  static async start(theme: ThemeName, conditions: Conditions): Promise<Host> {
    const platform = new PlatformClient(conditions.secured);
    network.delay = conditions.delay;
    // The choices in the address are made; another choice in the menu must not meet them again.
    const search = withoutChoices(window.location.search);
    window.history.replaceState(null, "", `${window.location.pathname}${search && `?${search}`}`);
    const app = await platform.app();
    const host = new Host(platform, app, app.user.languageId === 1036 ? 1036 : 1033, theme, conditions);
    window.addEventListener("popstate", () => void host.onHistory());
    window.addEventListener("beforeunload", (event) => {
      if (host.form?.session.model.isDirty()) event.preventDefault();
    });
    return host;
  }

  /** The frame of scripts, opened when the first script is needed. */
  frame(): Promise<ScriptFrame> {
    this.script ??= ScriptFrame.open(makeXrm(this));
    return this.script;
  }

  /**
   * Goes to a page, after asking what to do with unsaved changes.
   * @returns false when the user stayed
   */
  async navigate(page: Page, search?: string): Promise<boolean> {
    if (!(await this.mayLeave())) return false;
    window.history.pushState(null, "", pageUrl(page));
    this.visit.set({ key: ++this.visits, page, ...(search === undefined ? {} : { search }) });
    return true;
  }

  /** Puts the address of the record right after its creation, without opening the form anew. */
  renamed(page: Page): void {
    window.history.replaceState(null, "", pageUrl(page));
  }

  reload(): void {
    this.visit.set(this.read());
  }

  async hasPrivilege(privilege: string, table: string): Promise<boolean> {
    const verb = privilegeVerb(privilege);
    if (verb === undefined) return false;
    return (await this.platform.table(table)).privileges[verb];
  }

  /** Changes user, language, theme or conditions; the page loads again, as everything depends on it. */
  async prefer(change: { user?: string; language?: number; theme?: string; conditions?: string }): Promise<void> {
    if (!(await this.mayLeave())) return;
    await keep(change);
    this.form = undefined;
    window.location.reload();
  }

  /** Changes one condition of use. */
  preferCondition(change: Partial<Conditions>): Promise<void> {
    return this.prefer({ conditions: conditionsText({ ...this.conditions, ...change }) });
  }

  /** Takes the network away or brings it back while the page stays as it is. */
  async setOffline(offline: boolean): Promise<void> {
    this.conditions = { ...this.conditions, offline };
    network.setAway(offline);
    await keep({ conditions: conditionsText(this.conditions) });
  }

  /** To be called once a form is drawn: it could not have been opened without the network. */
  applyOffline(): void {
    network.setAway(this.conditions.offline);
  }

  private read(): Visit {
    try {
      return { key: ++this.visits, page: parsePage(window.location.search) };
    } catch (error) {
      return { key: ++this.visits, error };
    }
  }

  private async onHistory(): Promise<void> {
    const { page } = this.visit.get();
    if (!(await this.mayLeave())) {
      // The browser has moved already: go where the user stayed.
      if (page) window.history.pushState(null, "", pageUrl(page));
      return;
    }
    this.reload();
  }

  private async mayLeave(): Promise<boolean> {
    const { form, texts } = this;
    if (!form?.session.model.isDirty()) return true;
    const answer = await this.overlays.ask({
      kind: "unsaved", title: texts.unsavedTitle, text: texts.unsavedText, confirmLabel: texts.saveAndContinue, cancelLabel: texts.discard,
    });
    if (answer === "cancel") return false;
    if (answer === "confirm" && !(await form.trySave())) return false;
    form.discard();
    return true;
  }
}

async function keep(change: object): Promise<void> {
  await fetch("/_platform/user", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(change) });
}
