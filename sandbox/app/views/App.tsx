import { ThemeProvider } from "@fluentui/react";
import * as React from "react";
import { messageOf } from "../api/errors";
import type { Host, Visit } from "../host";
import { useStore } from "../store";
import { webResourceUrl } from "../xrm/appApi";
import { FormPage } from "./FormPage";
import { ListPage } from "./ListPage";
import { Dialogs, GlobalNotifications, Progress, SidePanes } from "./Overlay";
import { PageError } from "./PageStates";
import { SiteMap } from "./SiteMap";
import { hostTheme } from "./theme";
import { TopBar } from "./TopBar";

/** The whole page: bars around whatever record or list is open. */
export function App({ host }: { host: Host }): React.ReactElement {
  const visit = useStore(host.visit);
  const [collapsed, setCollapsed] = React.useState(false);
  const [overlaid, setOverlaid] = React.useState(false);
  const theme = React.useMemo(() => hostTheme(host.theme), [host]);
  return (
    <ThemeProvider theme={theme} className="app">
      <a className="skip-link" href="#main">{host.texts.skipToContent}</a>
      <TopBar host={host} onMenu={() => setOverlaid(!overlaid)} />
      <div className="below-top">
        <SiteMap host={host} collapsed={collapsed} overlaid={overlaid} onToggle={() => (overlaid ? setOverlaid(false) : setCollapsed(!collapsed))} onLeave={() => setOverlaid(false)} />
        <main id="main" tabIndex={-1}>
          <GlobalNotifications host={host} />
          <CurrentPage key={visit.key} host={host} visit={visit} />
        </main>
        <SidePanes host={host} />
      </div>
      <Dialogs host={host} />
      <Progress host={host} />
    </ThemeProvider>
  );
}

function CurrentPage({ host, visit }: { host: Host; visit: Visit }): React.ReactElement {
  const { page } = visit;
  if (!page) return <PageError host={host} text={messageOf(visit.error)} />;
  switch (page.type) {
    case "entityrecord": return <FormPage host={host} table={page.table} id={page.id} parameters={page.parameters} />;
    case "entitylist": return <ListPage host={host} table={page.table} viewId={page.viewId} search={visit.search} />;
    case "webresource": return <iframe className="web-resource" title={page.name} src={webResourceUrl(page.name, page.data)} />;
  }
}
