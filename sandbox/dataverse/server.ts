import { registerApp } from "../app/routes";
import type { RunningServer } from "../http/contract";
import { createSandboxServer, listen } from "../http/server";
import { ids } from "../data/ids";
import { createStandardRegistry } from "./metadata/standard";
import { registerPlatformRoutes } from "./platformRoutes";
import { deferTotals, settleTotals } from "./sales/deferredTotals";
import { principalOf } from "./security/principal";
import { standardRoles } from "./security/standardRoles";
import { loadRow } from "./store/load";
import { seed } from "./store/seed";
import { Store } from "./store/store";
import type { RowSource } from "./store/types";
import { registerWebApi } from "./webapi/http";
import { platformDeps } from "./webapi/platformDeps";
import { isoSeconds, openSession, type Organization, type Session } from "./webapi/session";
import { WebhookDispatcher } from "./webhooks/dispatcher";

export interface SalesOptions {
  /** 0 takes any free port. */
  port: number;
}

/** A Sales server that listens. */
export interface SalesServer extends RunningServer {
  /**
   * Takes the present rows and metadata as the state that `POST /_sandbox/reset` goes back to; without it that is an
   * organisation with standard tables only.
   */
  keepAsStart(): void;
}

/**
 * Starts the imitation of Dynamics 365 Sales on 127.0.0.1: Web API, `/_platform/…`, web resources, the pages of the
 * form host, and `/_sandbox/…`. It begins with standard tables; solutions come in by ImportSolution.
 * @throws PortInUseError
 */
export async function startSales(options: SalesOptions): Promise<SalesServer> {
  const store = new Store();
  const registry = createStandardRegistry();
  let stale: RowSource = store;
  let url = "http://127.0.0.1";
  const server = await createSandboxServer({
    onReset: () => {
      restore();
      stale = store;
    },
    onLoad: async (rows) => {
      const session = administratorSession();
      let loaded = 0;
      deferTotals(session);
      try {
        for await (const row of rows) {
          store.transaction(() => loadRow(session, row));
          loaded += 1;
        }
      } finally {
        settleTotals(session);
      }
      return loaded;
    },
    onStale: () => {
      stale = store.snapshot();
    },
  });
  const organization: Organization = { store, registry, clock: server.clock, url: () => url, stale: () => stale };
  const dispatcher = new WebhookDispatcher(organization);

  const begin = (): void => {
    store.clear();
    registry.copyFrom(createStandardRegistry());
    for (const role of standardRoles(registry)) registry.setRole(role);
    seed(store, registry, isoSeconds(server.clock.now()));
  };
  let restore = begin;
  begin();

  function administratorSession(): Session {
    const admin = store.find("systemuser", ids.users.admin);
    if (!admin) throw new RangeError("The administrator's row is missing; POST /_sandbox/reset brings it back.");
    return openSession(organization, principalOf(store, registry, admin), {
      callerUserId: ids.users.admin, baseUrl: `${url}/api/data/v9.2`, languageId: 1033,
      requestId: crypto.randomUUID(), correlationId: crypto.randomUUID(), serveStale: false,
    });
  }

  registerWebApi(server.app, organization, dispatcher);
  registerPlatformRoutes(server.app, platformDeps(organization));
  await server.app.register((pages, _options, done) => {
    // The pages' own requests carry JSON; everything else comes as bytes.
    pages.addContentTypeParser("application/json", { parseAs: "string" }, pages.getDefaultJsonParser("error", "error"));
    registerApp(pages);
    done();
  });

  const running = await listen(server, options.port);
  url = running.url;
  return {
    url,
    close: async () => {
      await dispatcher.close();
      await running.close();
    },
    keepAsStart: () => {
      const rows = store.snapshot();
      const metadata = registry.clone();
      restore = () => {
        registry.copyFrom(metadata);
        store.restore(rows);
      };
    },
  };
}
