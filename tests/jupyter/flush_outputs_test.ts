import { equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { flushOutputs } from "../../lib/jupyter/flush_outputs.ts";
import { startKernel } from "../../lib/jupyter/kernel/mod.ts";

const CWD = fileURLToPath(new URL("../../", import.meta.url));
const FLUSH = new URL("../../lib/jupyter/flush_outputs.ts", import.meta.url).href;

Deno.test("flushOutputs() does nothing outside a notebook", () => {
  const { log } = console;
  equal(flushOutputs(), false);
  equal(console.log, log);
});

// Whether front ends then show every output in its cell depends on the front end: it was tried with
// nbclient, 20 notebooks of 50 cells, none wrong. Here is what the kernel does for certain.
Deno.test("flushOutputs() makes a cell wait for its outputs, at least 1.5 ms for each", async () => {
  await using kernel = await startKernel({ cwd: CWD });
  const time = async (code: string) => {
    const start = performance.now();
    await kernel.execute(code);
    return performance.now() - start;
  };
  await time(`(await import("${FLUSH}")).flushOutputs();`);
  equal(await time("for (let i = 0; i < 100; i++) console.log(i);") >= 25 + 150, true);
  equal(await time("await Deno.jupyter.display({ a: 'x' }, { raw: true });") >= 25 + 1.5, true);
});
