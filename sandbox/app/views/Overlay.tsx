import { DefaultButton, Dialog, DialogFooter, DialogType, Modal, PrimaryButton, ProgressIndicator } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../host";
import { useStore } from "../store";
import type { DialogRequest, GlobalLevel } from "../ui";
import { Icon, type IconName } from "./icons";

/** The first dialog that waits for an answer. */
export function Dialogs({ host }: { host: Host }): React.ReactElement | null {
  const [dialog] = useStore(host.overlays.dialogs);
  if (!dialog) return null;
  return dialog.kind === "page" ? <PageDialog host={host} dialog={dialog} /> : <QuestionDialog host={host} dialog={dialog} />;
}

function QuestionDialog({ host, dialog }: { host: Host; dialog: DialogRequest }): React.ReactElement {
  const { texts } = host;
  const question = dialog.kind === "confirm" || dialog.kind === "unsaved";
  return (
    <Dialog
      hidden={false} onDismiss={() => dialog.answer("cancel")} minWidth={340} maxWidth={520}
      dialogContentProps={{ type: DialogType.normal, title: dialog.title, closeButtonAriaLabel: texts.close }} modalProps={{ isBlocking: question }}
    >
      {dialog.text && <p className="dialog-text">{dialog.text}</p>}
      {dialog.details && <details className="dialog-details"><summary>{texts.details}</summary><pre tabIndex={0}>{dialog.details}</pre></details>}
      <DialogFooter>
        <PrimaryButton text={dialog.confirmLabel ?? texts.ok} onClick={() => dialog.answer("confirm")} />
        {question && (
          <DefaultButton text={dialog.cancelLabel ?? texts.cancel} onClick={() => dialog.answer(dialog.kind === "unsaved" ? "discard" : "cancel")} />
        )}
      </DialogFooter>
    </Dialog>
  );
}

function PageDialog({ host, dialog }: { host: Host; dialog: DialogRequest }): React.ReactElement {
  return (
    <Modal isOpen onDismiss={() => dialog.answer("cancel")} titleAriaId="page-dialog-title">
      <div className="page-dialog" style={{ width: dialog.width ?? "80vw", height: dialog.height ?? "80vh" }}>
        <div className="page-dialog-head">
          <h2 id="page-dialog-title">{dialog.title}</h2>
          <button type="button" className="icon-button" aria-label={host.texts.close} onClick={() => dialog.answer("cancel")}><Icon name="cancel" /></button>
        </div>
        <iframe title={dialog.title} src={dialog.url} />
      </div>
    </Modal>
  );
}

const levelIcons: Record<GlobalLevel, IconName> = { success: "success", error: "error", warning: "warning", information: "info" };

/** The app's notifications, above whatever page is open. */
export function GlobalNotifications({ host }: { host: Host }): React.ReactElement {
  const { overlays, texts } = host;
  const notifications = useStore(overlays.notifications);
  return (
    <div className="global-notifications" role="region" aria-label={texts.notifications} hidden={notifications.length === 0}>
      {notifications.map((n) => (
        <div key={n.id} className={`message ${n.level}`} role={n.level === "error" ? "alert" : "status"}>
          <Icon name={levelIcons[n.level]} />
          <span className="message-text">{n.message}</span>
          {n.action && <button type="button" className="link-button" onClick={n.action.run}>{n.action.label}</button>}
          {n.showCloseButton && (
            <button type="button" className="icon-button" aria-label={texts.dismiss} onClick={() => overlays.dismiss(n.id)}><Icon name="cancel" size={12} /></button>
          )}
        </div>
      ))}
    </div>
  );
}

/** `showProgressIndicator`: covers the page while a script works. */
export function Progress({ host }: { host: Host }): React.ReactElement | null {
  const text = useStore(host.overlays.progress);
  if (text === undefined) return null;
  return (
    <div className="progress-cover">
      <div className="progress-box" role="status"><ProgressIndicator label={text} /></div>
    </div>
  );
}

/** Panes that scripts opened at the right. */
export function SidePanes({ host }: { host: Host }): React.ReactElement | null {
  const { panes } = host.overlays;
  const open = useStore(panes);
  if (open.length === 0) return null;
  return (
    <>
      {open.map((pane) => (
        <aside key={pane.paneId} className="side-pane" aria-label={pane.title} style={{ width: pane.width }}>
          <div className="page-dialog-head">
            <h2>{pane.title}</h2>
            {pane.canClose && (
              <button type="button" className="icon-button" aria-label={host.texts.close} onClick={() => panes.set(open.filter((p) => p !== pane))}><Icon name="cancel" /></button>
            )}
          </div>
          {pane.url && <iframe title={pane.title} src={pane.url} />}
        </aside>
      ))}
    </>
  );
}
