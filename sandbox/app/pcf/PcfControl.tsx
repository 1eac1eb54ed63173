import { CustomizerContext, ThemeContext } from "@fluentui/react";
import * as React from "react";
import type { PlatformControl } from "../../dataverse/platform";
import { openDataSet } from "../dataset/open";
import type { DataSetSource } from "../dataset/source";
import type { FormController } from "../form/controller";
import type { ControlState } from "../form/model";
import type { Host } from "../host";
import { contextMaker, type ControlSituation } from "./context";
import { boundAttribute, outputValue, parametersOf } from "./parameters";
import { loadComponent, type CodeComponent } from "./registry";

export interface PcfControlProps {
  host: Host;
  controller: FormController;
  state: ControlState;
  /** Whether the tab and section it stands in are shown. */
  visible: boolean;
}
interface PcfControlState {
  element: React.ReactNode;
  error: unknown;
  ready: boolean;
}

/** State that a control asked to keep, for as long as the page lives. */
const keptStates = new Map<string, Record<string, unknown>>();
// Controls are not meant to meet the host's own Fluent theme: the real client gives them the default one.
const noCustomizations = { customizations: { settings: {}, scopedSettings: {} } };

/** Places a code component on a form and drives its life: init, updateView, getOutputs, destroy. */
export class PcfControl extends React.Component<PcfControlProps, PcfControlState> {
  override state: PcfControlState = { element: null, error: undefined, ready: false };
  private readonly container = React.createRef<HTMLDivElement>();
  private component: CodeComponent | undefined;
  private definition: PlatformControl | undefined;
  private makeContext: ReturnType<typeof contextMaker> | undefined;
  private observer: ResizeObserver | undefined;
  private readonly subscriptions: (() => void)[] = [];
  private readonly dataSets = new Map<string, DataSetSource>();
  private seen: Record<string, string> = {};
  private seenData = -1;
  private ended = false;

  static getDerivedStateFromError(error: unknown): Partial<PcfControlState> {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override componentDidMount(): void {
    this.start().catch((error: unknown) => this.fail(error));
  }

  override componentDidUpdate(previous: PcfControlProps): void {
    if (previous.visible !== this.props.visible) this.update();
  }

  override componentWillUnmount(): void {
    this.ended = true;
    this.observer?.disconnect();
    for (const unsubscribe of this.subscriptions) unsubscribe();
    for (const dataSet of this.dataSets.values()) dataSet.end();
    try {
      this.component?.destroy();
    } catch (error) {
      console.error(error);
    }
  }

  override render(): React.ReactNode {
    const { host } = this.props;
    const { element, error, ready } = this.state;
    if (error !== undefined) {
      return <div role="alert" className="control-error">{host.texts.controlError}</div>;
    }
    return (
      <div className="pcf" ref={this.container} data-control={this.props.state.cell.control?.custom?.name} aria-busy={!ready}>
        <ThemeContext.Provider value={undefined}>
          <CustomizerContext.Provider value={noCustomizations}>{element}</CustomizerContext.Provider>
        </ThemeContext.Provider>
      </div>
    );
  }

  private async start(): Promise<void> {
    const { host, controller, state } = this.props;
    const name = state.cell.control?.custom?.name ?? "";
    const definition = await host.platform.control(name);
    const [Component] = await Promise.all([loadComponent(definition), this.openDataSets(definition)]);
    if (this.ended) return;
    this.definition = definition;
    this.component = new Component();
    const stateKey = `${name}:${state.id}:${controller.session.model.id ?? ""}`;
    this.makeContext = contextMaker(host, controller, definition, state, this.dataSets, {
      trackContainerResize: (on) => this.trackSize(on),
      requestRender: (callback) => {
        this.draw(["requestRender"]);
        callback?.();
      },
      setControlState: (kept) => {
        keptStates.set(stateKey, kept);
        return true;
      },
    });
    this.snapshot();
    this.seenData = controller.session.dataVersion.get();
    const container = definition.virtual ? undefined : this.container.current ?? undefined;
    this.component.init(this.makeContext(this.situation([])), () => this.takeOutputs(), keptStates.get(stateKey) ?? {}, container);
    const { version, dataVersion } = controller.session;
    this.subscriptions.push(version.subscribe(() => this.update()), dataVersion.subscribe(() => {
      this.update();
      this.readDataSets();
    }));
    if (state.grid) this.subscriptions.push(state.grid.asked.subscribe(() => this.readDataSets()));
    this.setState({ ready: true });
    this.draw(Object.keys(this.seen));
    this.readDataSets();
  }

  /** Data-sets as the form binds them; the control is called again whenever their records change. */
  private async openDataSets(definition: PlatformControl): Promise<void> {
    const { host, controller, state } = this.props;
    for (const name of definition.dataSets) {
      const grid = state.cell.control?.custom?.dataSets[name];
      if (!grid) throw new Error(`The form binds nothing to the data-set ${name} of ${definition.name}.`);
      this.dataSets.set(name, await openDataSet(host, controller.session.model, grid, () => this.dataSetChanged(name)));
    }
  }

  private dataSetChanged(name: string): void {
    const { controller, state } = this.props;
    const dataSet = this.dataSets.get(name)?.current;
    if (state.grid) {
      state.grid.shown = dataSet;
      if (dataSet?.loading === false) controller.session.fire(state.grid.onLoad, controller.formContext.getControl(state.id), undefined);
    }
    this.draw(["dataset"]);
  }

  private readDataSets(): void {
    for (const dataSet of this.dataSets.values()) void dataSet.refresh();
  }

  /** Calls updateView when anything that the control is told has changed. */
  private update(): void {
    if (!this.makeContext || this.ended || this.state.error !== undefined) return;
    const before = this.seen;
    this.snapshot();
    const changed = Object.keys(this.seen).filter((key) => this.seen[key] !== before[key]);
    const data = this.props.controller.session.dataVersion.get();
    const fresh = data !== this.seenData;
    this.seenData = data;
    if (changed.length > 0 || fresh) this.draw(changed);
  }

  private draw(updatedProperties: string[]): void {
    if (!this.makeContext || !this.component || this.ended) return;
    const start = performance.now();
    try {
      const result = this.component.updateView(this.makeContext(this.situation(updatedProperties)));
      if (this.definition?.virtual) this.setState({ element: result as React.ReactNode });
    } catch (error) {
      this.fail(error);
    } finally {
      // So that a profile can tell whose drawing React was doing.
      performance.measure(`draw ${this.definition?.name ?? ""}`, { start });
    }
  }

  private situation(updatedProperties: string[]): ControlSituation {
    const box = this.observer ? this.container.current : null;
    return {
      visible: this.props.visible && this.props.state.visible, width: box ? box.clientWidth : -1, height: -1, updatedProperties,
    };
  }

  private snapshot(): void {
    const { controller, state, visible } = this.props;
    if (!this.definition) return;
    const parameters = parametersOf(this.definition, state, controller.session.model);
    this.seen = {
      ...Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, JSON.stringify([p.raw, p.formatted, p.error, p.errorMessage])])),
      isControlDisabled: String(state.disabled), isVisible: String(visible && state.visible), label: state.label,
      layout: this.observer ? String(this.container.current?.clientWidth) : "",
      entityId: controller.session.model.id ?? "",
    };
  }

  private trackSize(on: boolean): void {
    this.observer?.disconnect();
    this.observer = undefined;
    if (!on || !this.container.current) return;
    this.observer = new ResizeObserver(() => this.update());
    this.observer.observe(this.container.current);
  }

  private takeOutputs(): void {
    const { controller, state } = this.props;
    const outputs = this.component?.getOutputs?.() ?? {};
    for (const property of this.definition?.properties ?? []) {
      const value = outputValue(outputs[property.name]);
      const attribute = boundAttribute(property, state, controller.session.model);
      if (value !== undefined && attribute && property.usage === "bound") controller.session.enter(attribute, value);
    }
    this.update();
  }

  private fail(error: unknown): void {
    console.error(error);
    if (!this.ended) this.setState({ error });
  }
}
