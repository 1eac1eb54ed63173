import { setRTL } from "@fluentui/react";
import * as React from "react";
import * as ReactDOM from "react-dom";
import { messageOf } from "./api/errors";
import { conditionsFrom } from "./conditions";
import { Host } from "./host";
import { offerRegistration } from "./pcf/registry";
import { themes } from "./preferences";
import { App } from "./views/App";
import { registerHostIcons } from "./views/icons";
import { makeXrm } from "./xrm/xrm";

/** Draws the app, or says why it cannot be drawn. */
async function start(root: HTMLElement): Promise<void> {
  registerHostIcons();
  offerRegistration();
  try {
    const theme = themes.find((name) => name === document.documentElement.dataset["theme"]) ?? "light";
    const conditions = conditionsFrom(document.documentElement.dataset["conditions"] ?? "");
    setRTL(conditions.rtl);
    const host = await Host.start(theme, conditions);
    // HTML web resources stand in frames of this page and reach the client API as `parent.Xrm`.
    Object.assign(window, { Xrm: makeXrm(host) });
    ReactDOM.render(<App host={host} />, root);
  } catch (error) {
    ReactDOM.render(<p role="alert" className="start-error">{messageOf(error)}</p>, root);
  }
}

const root = document.getElementById("app");
if (root) void start(root);
