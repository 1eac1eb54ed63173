import * as React from "react";
import type { FormNotification } from "../form/model";
import type { Host } from "../host";
import { Icon } from "./icons";

const looks = { ERROR: { className: "error", icon: "error" }, WARNING: { className: "warning", icon: "warning" }, INFO: { className: "information", icon: "info" } } as const;

/** The form's notification bar: one line each, the gravest first. */
export function FormNotifications({ host, notifications }: { host: Host; notifications: readonly FormNotification[] }): React.ReactElement {
  const order = ["ERROR", "WARNING", "INFO"];
  const sorted = [...notifications].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return (
    <div className="form-notifications" role="region" aria-label={host.texts.notifications} hidden={sorted.length === 0}>
      {sorted.map(({ id, level, text }) => {
        const look = looks[level] ?? looks.INFO;
        return (
          <div key={id} className={`message ${look.className}`} role={level === "ERROR" ? "alert" : "status"}>
            <Icon name={look.icon} /><span className="message-text">{text}</span>
          </div>
        );
      })}
    </div>
  );
}
