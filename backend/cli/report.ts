import { RunOutcome, RunTrigger } from "../../model/generated/schema";
import type { RunReport } from "../runs/runner";
import type { RunRow } from "../runs/runStore";
import type { Tally } from "../runs/tally";

const nameIn = (values: Readonly<Record<string, number>>, value: number | undefined) => Object.entries(values).find(([, number]) => number === value)?.[0] ?? "";

/** One line that says how far a run is. */
export function progressLine({ counts, total }: Tally): string {
  return `${total} records · ${counts.inserted} created · ${counts.updated} updated · ${counts.unchanged} unchanged · ${counts.failed + counts.stillFailing} failed`;
}

/** What is printed at the end of a run. */
export function reportLines(report: RunReport, name: string, dryRun: boolean): string[] {
  if (report.kind === "busy") return [`${name}: a run is under way${report.by?.leaseHolder ? `, carried by ${report.by.leaseHolder}` : ""}. It has to end first; nothing was done.`];
  if (report.kind === "lost") return [`${name}: another instance carries this run on, or it was stopped. ${progressLine(report.tally)}`];
  const { counts, errors, abandoned } = report.tally;
  const would = dryRun ? " (dry run: nothing was written)" : "";
  return [
    `${nameIn(RunOutcome, report.outcome)}: Created ${counts.inserted}, updated ${counts.updated}, unchanged ${counts.unchanged}, failed ${counts.failed}, still failing ${counts.stillFailing}, skipped ${counts.skipped}, not reached ${counts.notReached}${would}`,
    ...[...errors].map(([code, { count, example }]) => `  ${count} × ${code}, e.g. ${example}`),
    ...(abandoned ? [`Given up: ${abandoned.userMessage(1033)} (${abandoned.technicalDetails})`] : []),
  ];
}

/** Exit code: 0 all well, 1 some records failed, 2 given up, busy or taken over. */
export function exitCode(report: RunReport): number {
  if (report.kind !== "ran" || report.tally.abandoned) return 2;
  const { failed, stillFailing, notReached } = report.tally.counts;
  return failed + stillFailing + notReached > 0 ? 1 : 0;
}

/** The history of runs as a table, newest first. */
export function historyLines(runs: readonly RunRow[]): string[] {
  const head = ["started (UTC)", "template", "trigger", "outcome", "seconds", "created", "updated", "unchanged", "skipped", "failed"];
  const rows = runs.map((run) => [
    run.startedOn === undefined ? "" : new Date(run.startedOn).toISOString().slice(0, 19).replace("T", " "), run.template, nameIn(RunTrigger, run.trigger),
    nameIn(RunOutcome, run.outcome), run.endedOn === undefined || run.startedOn === undefined ? "" : String((run.endedOn - run.startedOn) / 1000),
    ...[run.counts.inserted, run.counts.updated, run.counts.unchanged, run.counts.skipped, run.counts.failed].map(String),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) => row.map((text, column) => (column < 4 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0))).join("  ").trimEnd());
}
