import * as React from "react";
import { messageOf } from "../api/errors";
import { formCommands } from "../commands/standard";
import { useCommands, type CommandSituation } from "../commands/useCommands";
import { FormController } from "../form/controller";
import { braced } from "../form/values";
import type { Host } from "../host";
import { useStore } from "../store";
import { CommandBarView } from "./CommandBarView";
import { FormBody } from "./FormBody";
import { FormHeader } from "./FormHeader";
import { FormNotifications } from "./FormNotifications";
import { PageError, PageLoading } from "./PageStates";

/** A record on its form. */
export function FormPage({ host, table, id, parameters }: { host: Host; table: string; id?: string | undefined; parameters?: Record<string, string> | undefined }): React.ReactElement {
  const [controller, setController] = React.useState<FormController>();
  const [error, setError] = React.useState<unknown>();
  React.useEffect(() => {
    let current = true;
    FormController.open(host, table, id, parameters).then(
      (opened) => {
        if (!current) return;
        host.form = opened;
        setController(opened);
      },
      (failure: unknown) => current && setError(failure),
    );
    return () => {
      current = false;
      host.form = undefined;
    };
  }, [host, table, id, parameters]);
  if (error !== undefined) return <PageError host={host} text={messageOf(error)} />;
  return controller ? <OpenForm host={host} controller={controller} /> : <PageLoading host={host} />;
}

function OpenForm({ host, controller }: { host: Host; controller: FormController }): React.ReactElement {
  const { session } = controller;
  const version = useStore(session.version);
  const ribbon = useStore(session.ribbonVersion);
  const { model } = session;
  const root = React.useRef<HTMLDivElement>(null);

  React.useEffect(() => {
    session.focusControl = (id) => focusControl(root.current, controller, id);
    controller.loaded();
    host.applyOffline();
  }, [host, controller, session]);

  const title = session.name || host.texts.newRecord.replace("{0}", model.table.label);
  React.useEffect(() => {
    document.title = `${model.table.label}: ${title} – ${host.app.name}`;
  }, [host, model, title]);

  React.useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        (document.activeElement as HTMLElement | null)?.blur();
        void controller.trySave();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [controller]);

  const situation = React.useMemo((): CommandSituation => ({
    location: "form", table: model.table, primaryControl: controller.formContext, selectedControl: controller.formContext, selection: [],
    fieldValue: (column) => model.attributes.get(column)?.value ?? model.row[column],
    formState: model.id === undefined ? "Create" : model.notifications.some((n) => n.id === "host.readonly") ? "ReadOnly" : "Existing",
    ...(model.id === undefined ? {} : { primaryItem: { Id: braced(model.id), Name: session.name, TypeCode: model.table.objectTypeCode, TypeName: model.table.logicalName } }),
    // The situation is one per look at the rules; `ribbon` asks for the next.
  }), [controller, model, session, ribbon]);
  const added = useCommands(host, situation, ribbon);

  return (
    <div className="form-page" ref={root} data-version={version}>
      <CommandBarView host={host} standard={formCommands(host, controller)} added={added} onBack={() => window.history.back()} />
      <FormNotifications host={host} notifications={model.notifications} />
      <div className="form-card">
        <FormHeader host={host} controller={controller} title={title} />
        <FormBody host={host} controller={controller} />
      </div>
    </div>
  );
}

/** Shows the tab that a control stands on and puts the focus into it. */
function focusControl(root: HTMLElement | null, controller: FormController, id: string): void {
  const { session } = controller;
  const tab = session.model.form.tabs.find((t) => t.columns.some((c) => c.sections.some((s) => s.rows.flat().some((cell) => cell.control?.id === id))));
  if (tab) session.activeTab.set(tab.name || tab.id);
  window.requestAnimationFrame(() => {
    const cell = root?.querySelector(`[data-control-id="${CSS.escape(id)}"]`);
    cell?.querySelector<HTMLElement>("input, textarea, a[href], button, [tabindex='0']")?.focus();
  });
}
