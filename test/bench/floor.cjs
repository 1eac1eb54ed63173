"use strict";
// The same requests as a first sync, with bodies made beforehand and no engine: what the network and the servers
// cost by themselves. node test/bench/floor.cjs <jobs.json> <concurrency>; prints milliseconds.
const { readFileSync } = require("node:fs");

/** @typedef {{ method: string, url: string, headers: Record<string, string>, body?: string }} Call */
/** @type {Call[][]} */
const jobs = JSON.parse(readFileSync(process.argv[2], "utf8"));
const concurrency = Number(process.argv[3]);

async function work() {
  for (let job = jobs.pop(); job; job = jobs.pop())
    for (const { url, ...init } of job) await (await fetch(url, init)).arrayBuffer();
}

const start = performance.now();
Promise.all(Array.from({ length: concurrency }, work)).then(() => console.log(Math.round(performance.now() - start)));
