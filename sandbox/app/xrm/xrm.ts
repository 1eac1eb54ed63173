import type { Host } from "../host";
import { makeAppApi } from "./appApi";
import { makeNavigationApi } from "./navigationApi";
import { missingNamespace, withMissing } from "./notImitated";
import { makeUtility } from "./utility";
import { makeWebApi } from "./webApiApi";

/** The `Xrm` global of the frame where web resources run. Source: Microsoft's "Client API Xrm object". */
export function makeXrm(host: Host): object {
  return withMissing("Xrm", {
    Utility: makeUtility(host),
    Navigation: makeNavigationApi(host),
    WebApi: makeWebApi(host),
    App: makeAppApi(host),
    Device: missingNamespace("Xrm.Device"),
    Encoding: {
      htmlAttributeEncode: encode, htmlEncode: encode, xmlAttributeEncode: encode, xmlEncode: encode,
    },
    Panel: missingNamespace("Xrm.Panel"),
    Page: missingNamespace("Xrm.Page"),
    Copilot: missingNamespace("Xrm.Copilot"),
  }, []);
}

function encode(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
