import type { FastifyInstance } from "fastify";

/** Who a request comes from, by its bearer token or the browser's cookie. */
export type SandboxUser = "sandbox-admin" | "sandbox-sales" | "sandbox-sync";

/** A clock that `POST /_sandbox/clock` can shift. */
export interface SandboxClock {
  /** Now, shifted, in milliseconds since the epoch. */
  now(): number;
  shift(milliseconds: number): void;
}

/** One line of `GET /_sandbox/log`. */
export interface LogEntry {
  method: string;
  /** Path with query, as received. */
  path: string;
  status: number;
  milliseconds: number;
  caller: string;
  at: string;
}

/** A rule of `POST /_sandbox/faults`: a matching request meets one of the faults. */
export interface FaultRule {
  match: { method?: string; /** regular expression on path and query */ path?: string };
  /** How many times; absent means until reset. */
  times?: number;
  /** Instead of `times`: with this probability, drawn from a seeded generator. */
  probability?: number;
  seed?: number;
  answer?: { status: number; headers?: Record<string, string>; body?: unknown };
  delayMs?: number;
  /** Cut the connection before the request is handled, or after the change is applied. */
  drop?: "before" | "after";
  /** Serve lists as they stood when the rule was set. */
  stale?: boolean;
}

export interface SandboxServerOptions {
  /** Puts the server's data back to how it started. */
  onReset(): Promise<void> | void;
  /** Takes rows of `POST /_sandbox/load`; answers how many came in. */
  onLoad(rows: AsyncIterable<unknown>): Promise<number>;
  /** Called when a rule with `stale` is set, so the server can keep a snapshot. */
  onStale?(): void;
}

/** A Fastify instance with log, faults, clock, reset and load in place; the imitated surface is added by the caller. */
export interface SandboxServer {
  app: FastifyInstance;
  clock: SandboxClock;
  log: LogEntry[];
}

/** A listening server. */
export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Known caller; absent means 401 on the imitated surface. */
    sandboxUser?: SandboxUser;
    /** Set when a `stale` fault matched. */
    serveStale?: boolean;
  }
}
