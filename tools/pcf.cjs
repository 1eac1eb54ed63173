"use strict";
// pcf-scripts' own command line exits 0 on most failed builds and sends telemetry;
// running its task runner directly gives a true exit code and no telemetry.
const { TaskRunner } = require("pcf-scripts/taskRunner");
const { standardTaskGroups } = require("pcf-scripts/taskGroup");
const { getBuildConfig } = require("pcf-scripts/buildConfig");

const [verb = "build", mode] = process.argv.slice(2);
const args = { _: [verb], noColor: true, ...(mode ? { buildMode: mode } : {}) };

new TaskRunner(args, getBuildConfig())
  .run(standardTaskGroups)
  .then((result) => { process.exitCode = result === undefined ? 1 : 0; })
  .catch((error) => { console.error(error); process.exitCode = 1; });
