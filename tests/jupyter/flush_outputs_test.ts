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
Deno.test("flushOutputs() makes a cell wait: 25 ms, and more for what it printed and displayed", async () => {
  await using kernel = await startKernel({ cwd: CWD });
  const execute = async (code: string) => {
    let printed = "";
    const { error } = await kernel.execute(code, {
      onOutput(output) {
        if (output.output_type === "stream") printed += output.text;
      },
    });
    equal(error, undefined);
    return printed;
  };
  await execute(`
    (await import("${FLUSH}")).flushOutputs();
    globalThis.waits = [];
    const { setTimeout: set } = globalThis;
    globalThis.setTimeout = (run, milliseconds) => {
      waits.push(milliseconds);
      return set(run, milliseconds);
    };
  `);
  const numbers = Array.from({ length: 100 }, (_, i) => i);
  equal(
    await execute("for (let i = 0; i < 100; i++) console.log(i);"),
    numbers.map((i) => `${i}\n`).join(""),
  );
  await execute("await Deno.jupyter.display({ a: 'x'.repeat(1e6) }, { raw: true });");
  // 1.5 ms for each message, and 50 for a million characters.
  equal(await execute("console.log(waits.join());"), "25,175,76.5\n");
});
