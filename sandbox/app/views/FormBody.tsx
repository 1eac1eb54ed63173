import * as React from "react";
import type { PlatformCell, PlatformSection, PlatformTab } from "../../dataverse/platform";
import type { FormController } from "../form/controller";
import type { ControlState, SectionState } from "../form/model";
import type { Host } from "../host";
import { PcfControl } from "../pcf/PcfControl";
import { useStore } from "../store";
import { Field } from "./fields/Field";
import { SubGrid } from "./SubGrid";
import { Tabs } from "./Tabs";

interface BodyProps {
  host: Host;
  controller: FormController;
}

/** Tabs and what stands on them. A tab is drawn when it is first opened and kept from then on. */
export function FormBody({ host, controller }: BodyProps): React.ReactElement {
  const { session } = controller;
  const active = useStore(session.activeTab);
  const [opened, setOpened] = React.useState<readonly string[]>([active]);
  if (!opened.includes(active)) setOpened([...opened, active]);
  const tabs = session.model.form.tabs.map((tab) => ({ tab, state: session.model.tabs.get(tab.name || tab.id) })).filter(({ state }) => state?.visible);
  return (
    <>
      <Tabs label={host.texts.tabs} active={active} items={tabs.map(({ tab, state }) => ({ name: tab.name || tab.id, label: state?.label ?? tab.label }))}
        onSelect={(name) => session.activeTab.set(name)} />
      {tabs.map(({ tab }) => {
        const name = tab.name || tab.id;
        return (
          <div key={name} id={`panel-${name}`} role="tabpanel" aria-labelledby={`tab-${name}`} hidden={name !== active} className="tab-panel">
            {opened.includes(name) && <TabContent host={host} controller={controller} tab={tab} visible={name === active} />}
          </div>
        );
      })}
    </>
  );
}

function TabContent({ host, controller, tab, visible }: BodyProps & { tab: PlatformTab; visible: boolean }): React.ReactElement {
  const sections = controller.session.model.tabs.get(tab.name || tab.id)?.sections;
  const widths = tab.columns.map((column) => `minmax(0, ${parseFloat(column.width) || 100}fr)`).join(" ");
  return (
    <div className="tab-columns" style={{ "--tab-columns": widths } as React.CSSProperties}>
      {tab.columns.map((column, index) => (
        <div key={index} className="tab-column">
          {column.sections.map((section) => {
            const state = sections?.get(section.name || section.id);
            return state?.visible ? <Section key={section.id} host={host} controller={controller} section={section} state={state} visible={visible} /> : null;
          })}
        </div>
      ))}
    </div>
  );
}

function Section({ host, controller, section, state, visible }: BodyProps & { section: PlatformSection; state: SectionState; visible: boolean }): React.ReactElement {
  const labelId = `section-${section.id}`;
  const { controls } = controller.session.model;
  return (
    <section className="form-section" {...(section.showLabel ? { "aria-labelledby": labelId } : { "aria-label": state.label })}>
      {section.showLabel && <h2 id={labelId}>{state.label}</h2>}
      <div className="section-grid" style={{ "--section-columns": Math.max(1, section.columns) } as React.CSSProperties}>
        {section.rows.map((row, rowIndex) => row.map((cell, cellIndex) => {
          const control = [...controls.values()].find((c) => c.cell === cell);
          if (!control || !control.visible) return null;
          return (
            <div key={`${rowIndex}.${cellIndex}`} className="cell" style={{ gridColumn: `span ${Math.min(cell.colspan || 1, Math.max(1, section.columns))}` }}>
              <Cell host={host} controller={controller} cell={cell} state={control} visible={visible} />
            </div>
          );
        }))}
      </div>
    </section>
  );
}

function Cell({ host, controller, cell, state, visible }: BodyProps & { cell: PlatformCell; state: ControlState; visible: boolean }): React.ReactElement | null {
  if (!cell.control?.custom) {
    return cell.control?.subgrid
      ? <SubGrid host={host} controller={controller} state={state} grid={cell.control.subgrid} />
      : <Field host={host} controller={controller} state={state} showLabel={cell.showLabel} />;
  }
  return (
    <div className="custom-control" data-control-id={state.id}>
      {cell.showLabel && state.label && <div className="field-label custom-label">{state.label}</div>}
      <PcfControl key={state.id} host={host} controller={controller} state={state} visible={visible} />
    </div>
  );
}
