import * as React from "react";
import type { PlatformGrid, PlatformTable } from "../../dataverse/platform";
import type { StandardCommand } from "../commands/standard";
import { useCommands, type CommandSituation } from "../commands/useCommands";
import type { DataSet } from "../dataset/source";
import type { FormController } from "../form/controller";
import type { ControlState } from "../form/model";
import { braced } from "../form/values";
import type { Host } from "../host";
import { useStore } from "../store";
import { fill } from "../texts";
import { CommandBarView } from "./CommandBarView";

/** Commands on a sub-grid: a new related record, and what applies to the rows chosen. */
export function SubGridCommands({ host, controller, state, grid, table, dataSet }: {
  host: Host; controller: FormController; state: ControlState; grid: PlatformGrid; table: PlatformTable; dataSet: DataSet;
}): React.ReactElement | null {
  const { session } = controller;
  const { model } = session;
  const ribbon = useStore(session.ribbonVersion);
  const situation = React.useMemo((): CommandSituation => ({
    location: "subgrid", table, primaryControl: controller.formContext, selectedControl: controller.formContext.getControl(state.id), formState: "none",
    selection: dataSet.getSelectedRecordIds().flatMap((id) => {
      const name = dataSet.records[id]?.getNamedReference().name;
      return name === undefined ? [] : [{ Id: braced(id), Name: name, TypeCode: table.objectTypeCode, TypeName: table.logicalName }];
    }),
    fieldValue: (column) => model.attributes.get(column)?.value ?? model.row[column],
    ...(model.id === undefined ? {} : { primaryItem: { Id: braced(model.id), Name: session.name, TypeCode: model.table.objectTypeCode, TypeName: model.table.logicalName } }),
  }), [controller, session, model, state, table, dataSet]);
  const added = useCommands(host, situation, ribbon);
  const standard = newRelated(host, controller, grid, table);
  if (standard.length === 0 && added.length === 0) return null;
  return <CommandBarView host={host} standard={standard} added={added} label={`${state.label}: ${host.texts.commands}`} />;
}

/** Opens the form for a new record that points at this one. */
function newRelated(host: Host, controller: FormController, { relationship }: PlatformGrid, table: PlatformTable): StandardCommand[] {
  const { model, name } = controller.session;
  const lookup = relationship === undefined ? undefined : model.table.related[relationship]?.column;
  const { id } = model;
  if (!table.privileges.create || lookup === undefined || id === undefined) return [];
  const parameters = { [lookup]: id, [`${lookup}name`]: name, [`${lookup}type`]: model.table.logicalName };
  return [{
    id: "newRelated", label: fill(host.texts.newRelated, table.label), icon: "add", sequence: 10,
    run: async () => void (await host.navigate({ type: "entityrecord", table: table.logicalName, parameters })),
  }];
}
