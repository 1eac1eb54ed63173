/** Something a form tells, with what can be done about it at once. */
export interface Notice {
  /** The same id replaces what was told before under it. */
  id: string;
  level: Xrm.FormNotificationLevel;
  message: string;
  action?: NoticeAction;
}

/** Form notifications take no action, so it stands as a recommendation at a column. */
export interface NoticeAction {
  label: string;
  run: () => void;
  /** Columns at which it may stand; the first that is on the form takes it. */
  columns: readonly string[];
}

/** Shows a notice above the form and, with an action, at one of its columns. */
export function show(form: Xrm.FormContext, { id, level, message, action }: Notice): void {
  // A notification of the same id is not replaced but refused.
  clear(form, id);
  form.ui.setFormNotification(message, level, id);
  const control = action?.columns.map((column) => controlOf(form, column)).find((found) => found !== undefined);
  if (!action || !control) return;
  control.addNotification({ messages: [message], notificationLevel: "RECOMMENDATION", uniqueId: id, actions: [{ message: action.label, actions: [action.run] }] });
}

/** Takes a notice back, with its action. */
export function clear(form: Xrm.FormContext, id: string): void {
  form.ui.clearFormNotification(id);
  form.ui.controls.forEach((control) => {
    if (canNotify(control)) control.clearNotification(id);
  });
}

/** The first control of a column that can carry a notification. */
export function controlOf(form: Xrm.FormContext, column: string): Xrm.Controls.StandardControl | undefined {
  const attribute: Xrm.Attributes.Attribute | null = form.getAttribute(column);
  return attribute?.controls.get().find((control): control is Xrm.Controls.StandardControl => canNotify(control));
}

function canNotify(control: Xrm.Controls.Control): control is Xrm.Controls.StandardControl {
  const { addNotification, clearNotification } = control as Partial<Xrm.Controls.StandardControl>;
  return typeof addNotification === "function" && typeof clearNotification === "function";
}

/** Opens the tab of a control and puts the focus on it. */
export function focus(control: Xrm.Controls.StandardControl): void {
  // A control in a closed tab takes no focus. The header's controls stand in no section.
  const section: Xrm.Controls.Section | null = control.getParent();
  section?.getParent()?.setDisplayState("expanded");
  control.setFocus();
}
