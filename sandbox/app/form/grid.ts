import type { DataSet } from "../dataset/source";
import { Store } from "../store";
import { Handlers } from "./events";

/** A sub-grid of the form, between the scripts that ask and the view that reads. */
export class GridState {
  /** Rises when a script wants the records read again. */
  readonly asked = new Store(0);
  readonly onLoad = new Handlers();
  /** What is shown; undefined until the sub-grid has been drawn. */
  shown: DataSet | undefined;

  refresh(): void {
    this.asked.set(this.asked.get() + 1);
  }
}
