"use strict";
// The requests of a run with ready-made bodies and no engine: what the network and the servers cost by themselves.
// node test/bench/floor.cjs <file> <sales url> <scm url> <concurrency>; prints milliseconds, its own start included.
const { createReadStream } = require("node:fs");
const { createInterface } = require("node:readline");

const [file, sales, scm, concurrency] = process.argv.slice(2);

async function main() {
  const lines = createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();
  const work = async () => {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      const { side, method, path, headers, body } = JSON.parse(next.value);
      await (await fetch((side === "sales" ? sales : scm) + path, { method, headers, ...(body === "" ? {} : { body }) })).arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, work));
}

main().then(() => console.log(Math.round(performance.now())));
