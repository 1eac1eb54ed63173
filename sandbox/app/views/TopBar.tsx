import { ContextualMenu, ContextualMenuItemType, type IContextualMenuItem } from "@fluentui/react";
import * as React from "react";
import { conditionsText, formats, type Conditions, type FormatName } from "../conditions";
import type { Host } from "../host";
import { firstPage } from "../navigation";
import { languages, themes } from "../preferences";
import { fill } from "../texts";
import { Icon } from "./icons";

/** The bar across the top: app launcher, app, search, and who is signed in. */
export function TopBar({ host, onMenu }: { host: Host; onMenu: () => void }): React.ReactElement {
  const { texts, app } = host;
  const [search, setSearch] = React.useState("");
  const find = (event: React.FormEvent) => {
    event.preventDefault();
    const page = host.visit.get().page;
    const table = page?.type === "entitylist" ? page.table : "account";
    void host.navigate({ type: "entitylist", table }, search);
  };
  return (
    <header className="top-bar">
      <button type="button" className="icon-button narrow-only" aria-label={texts.siteMap} onClick={onMenu}><Icon name="menu" size={18} /></button>
      <button type="button" className="icon-button wide-only" aria-label={texts.appLauncher} title={texts.appLauncher} onClick={() => void host.navigate(firstPage)}><Icon name="waffle" size={20} /></button>
      <span className="brand wide-only">Dynamics 365</span>
      <span className="app-name">{app.name}</span>
      <form className="top-search" role="search" onSubmit={find}>
        <Icon name="search" />
        <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} placeholder={texts.search} aria-label={texts.search} />
      </form>
      <UserMenu host={host} />
    </header>
  );
}

function UserMenu({ host }: { host: Host }): React.ReactElement {
  const { texts, app } = host;
  const [open, setOpen] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  const label = fill(texts.userMenu, app.user.fullName);
  return (
    <div>
      <button ref={button} type="button" className="avatar" aria-label={label} title={app.user.fullName} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)} data-initials={initials(app.user.fullName)} />
      {open && <ContextualMenu items={userMenuItems(host)} target={button} ariaLabel={label} onDismiss={() => setOpen(false)} directionalHint={6} />}
    </div>
  );
}

function userMenuItems(host: Host): IContextualMenuItem[] {
  const { texts, app, language, theme, conditions } = host;
  const section = (key: string, title: string, items: IContextualMenuItem[]): IContextualMenuItem =>
    ({ key, itemType: ContextualMenuItemType.Section, sectionProps: { title, items, bottomDivider: true } });
  return [
    section("users", texts.switchUser, app.users.map((user) => ({
      key: user.token, text: `${user.fullName} – ${user.title}`, canCheck: true, checked: user.token === app.user.token, onClick: () => void host.prefer({ user: user.token }),
    }))),
    section("languages", texts.language, languages.filter((l) => app.languages.includes(l)).map((lcid) => ({
      key: String(lcid), text: lcid === 1036 ? texts.french : texts.english, canCheck: true, checked: lcid === language, onClick: () => void host.prefer({ language: lcid }),
    }))),
    section("themes", texts.theme, themes.map((name) => ({
      key: name, text: texts[name], canCheck: true, checked: name === theme, onClick: () => void host.prefer({ theme: name }),
    }))),
    section("formats", texts.formats, [undefined, ...formats].map((format) => ({
      key: format ?? "usual", text: format ?? texts.asLanguage, canCheck: true, checked: format === conditions.format, onClick: () => void host.prefer({ conditions: withFormat(conditions, format) }),
    }))),
    section("conditions", texts.conditions, [
      { key: "rtl", text: texts.rightToLeft, canCheck: true, checked: conditions.rtl, onClick: () => void host.preferCondition({ rtl: !conditions.rtl }) },
      { key: "mobile", text: texts.mobileClient, canCheck: true, checked: conditions.client === "mobile", onClick: () => void host.preferCondition({ client: conditions.client === "mobile" ? "web" : "mobile" }) },
      { key: "slow", text: texts.slowNetwork, canCheck: true, checked: conditions.delay > 0, onClick: () => void host.preferCondition({ delay: conditions.delay > 0 ? 0 : slowDelay }) },
      { key: "offline", text: texts.offline, canCheck: true, checked: conditions.offline, onClick: () => void host.setOffline(!conditions.offline) },
    ]),
  ];
}

function withFormat(conditions: Conditions, format: FormatName | undefined): string {
  const others: Conditions = { ...conditions };
  delete others.format;
  return conditionsText({ ...others, ...(format ? { format } : {}) });
}

/** What the menu's slow network adds to each request, in milliseconds. */
const slowDelay = 2000;

/** First letters of the first and the last name. */
export function initials(name: string): string {
  const words = name.replace(/[^\p{L}\p{N} ]/gu, "").split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words[words.length - 1] : undefined].map((word) => word?.[0]?.toUpperCase() ?? "").join("");
}
