import { Store } from "./store";

/** A dialog that waits for an answer. */
export interface DialogRequest {
  kind: "alert" | "confirm" | "error" | "unsaved" | "page";
  title: string;
  text?: string;
  /** Technical details, folded away at first. */
  details?: string;
  confirmLabel?: string;
  cancelLabel?: string;
  /** Address shown inside, for a web resource opened as a dialog. */
  url?: string;
  width?: number | string;
  height?: number | string;
  answer(result: DialogAnswer): void;
}
export type DialogAnswer = "confirm" | "discard" | "cancel";

export type GlobalLevel = "success" | "error" | "warning" | "information";
export interface GlobalNotification {
  id: string;
  level: GlobalLevel;
  message: string;
  showCloseButton: boolean;
  action?: { label: string; run: () => void };
}

export interface SidePane { paneId: string; title: string; url?: string; width: number; canClose: boolean }

/** What hangs over the page: dialogs, the app's notifications, the progress indicator and side panes. */
export class Overlays {
  readonly dialogs = new Store<readonly DialogRequest[]>([]);
  readonly notifications = new Store<readonly GlobalNotification[]>([]);
  readonly progress = new Store<string | undefined>(undefined);
  readonly panes = new Store<readonly SidePane[]>([]);

  /** Shows a dialog and waits for the answer; several wait in line. */
  ask(request: Omit<DialogRequest, "answer">): Promise<DialogAnswer> {
    return new Promise((resolve) => {
      const dialog: DialogRequest = {
        ...request,
        answer: (result) => {
          this.dialogs.set(this.dialogs.get().filter((d) => d !== dialog));
          resolve(result);
        },
      };
      this.dialogs.set([...this.dialogs.get(), dialog]);
    });
  }

  notify(notification: GlobalNotification): void {
    this.notifications.set([...this.notifications.get(), notification]);
  }
  dismiss(id: string): void {
    this.notifications.set(this.notifications.get().filter((n) => n.id !== id));
  }
}
