import * as React from "react";
import type { Host } from "../host";
import { firstPage, pageUrl, type Page } from "../navigation";
import { useStore } from "../store";
import { Icon, tableIcon, type IconName } from "./icons";

export interface SiteMapProps {
  host: Host;
  collapsed: boolean;
  /** Opened over the page on a narrow screen. */
  overlaid: boolean;
  onToggle: () => void;
  onLeave: () => void;
}

/** The app's navigation at the left. */
export function SiteMap({ host, collapsed, overlaid, onToggle, onLeave }: SiteMapProps): React.ReactElement {
  const { texts, app } = host;
  const { page } = useStore(host.visit);
  const current = page && page.type !== "webresource" ? page.table : undefined;
  const toggle = collapsed ? texts.expandSiteMap : texts.collapseSiteMap;
  const link = (target: Page, label: string, icon: IconName, selected: boolean) => (
    <a key={label} href={pageUrl(target)} className={`site-link${selected ? " selected" : ""}`} aria-current={selected ? "page" : undefined} title={collapsed ? label : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onLeave();
        void host.navigate(target);
      }}>
      <Icon name={icon} size={18} /><span className="site-label">{label}</span>
    </a>
  );
  return (
    <nav className={`site-map${collapsed ? " collapsed" : ""}${overlaid ? " overlaid" : ""}`} aria-label={texts.siteMap}>
      <button type="button" className="icon-button site-toggle" aria-label={toggle} aria-expanded={!collapsed} title={toggle} onClick={onToggle}><Icon name="menu" size={18} /></button>
      {link(firstPage, texts.home, "home", false)}
      {app.siteMap.flatMap((area) => area.groups.map((group) => (
        <div key={`${area.area}/${group.label}`} className="site-group" role="group" aria-label={group.label}>
          <div className="site-group-label" aria-hidden="true">{group.label}</div>
          {group.items.map((item) => link({ type: "entitylist", table: item.table }, item.label, tableIcon(item.table), item.table === current))}
        </div>
      )))}
    </nav>
  );
}
