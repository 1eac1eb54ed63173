import type { FormCheck as CheckMessage } from "../../model/channel";

/** How long a form script may take to say that it looks, and then to answer (milliseconds): it saves, which may ask the user something. */
export const checkTimes = { heard: 300, answered: 60_000 } as const;

/**
 * Asks the form's script, over the channel, whether the record can be synced as the form shows it. A form without the
 * script does not answer and is no obstacle: the backend judges by the record itself.
 */
export class FormCheck {
  private pending: { check: string; answer: (ready: boolean) => void } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param post sends a message about the record */
  constructor(private readonly post: (message: Omit<CheckMessage, "table" | "id">) => void) {}

  /** Resolves with false when the form has said what is missing, or did not finish looking. */
  ask(): Promise<boolean> {
    this.end(false);
    const check = `${Date.now()}-${Math.random()}`;
    return new Promise((answer) => {
      this.pending = { check, answer };
      this.timer = setTimeout(() => { this.end(true); }, checkTimes.heard);
      this.post({ type: "checking", check });
    });
  }

  /** Takes note of what a form script says. Of several windows that show the record the first answer counts. */
  hear({ type, check, ready }: CheckMessage): void {
    if (check !== this.pending?.check) return;
    if (type === "looking") {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => { this.end(false); }, checkTimes.answered);
    } else if (type === "checked") {
      this.end(ready === true);
    }
  }

  /** Nobody waits for an answer any more; no timer runs. */
  dispose(): void {
    this.end(false);
  }

  private end(ready: boolean): void {
    clearTimeout(this.timer);
    this.pending?.answer(ready);
    this.pending = undefined;
  }
}
