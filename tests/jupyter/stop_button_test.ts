import { deepEqual, equal } from "node:assert/strict";
import { runScript } from "../run_script.ts";

/** Runs a script that takes itself for a notebook. Its last line says what `result` is. */
async function runAsNotebook(source: string): Promise<{ printed: string[]; errors: string }> {
  const { code, stdout, stderr } = await runScript(
    `import { listenForStop, StopWatch, untilStopped } from "#lib/jupyter/stop_button.ts";
    Deno.jupyter = {};
    listenForStop();
    listenForStop();
    const pressStop = () => Deno.kill(Deno.pid, "SIGINT");
    ${source}
    Deno.exit();`,
    ["--no-lock", "--allow-run"],
    { NO_COLOR: "1" },
  );
  equal(code, 0, stderr);
  return { printed: stdout.trimEnd().split("\n"), errors: stderr };
}

Deno.test("Stop ends a loop of untilStopped(), which says how far it came", async () => {
  const { printed, errors } = await runAsNotebook(
    `let last = -1;
    for await (const i of untilStopped(Array(1e9).keys())) {
      if (i === 100) pressStop();
      last = i;
    }
    console.log(last >= 100 && last < 1e9 - 1, last + 1);`,
  );
  const [said, isBetween] = printed;
  deepEqual([said, errors], [`Stopped after ${isBetween.split(" ")[1]} rounds`, ""]);
  equal(isBetween.split(" ")[0], "true");
});

Deno.test("Stop ends every loop that looks, and the next one begins anew", async () => {
  const { printed } = await runAsNotebook(
    `const count = async (from) => {
      using watch = new StopWatch();
      while (!await watch.look());
      return from;
    };
    const loops = [count(1), count(2)];
    pressStop();
    console.log(...await Promise.all(loops));
    using watch = new StopWatch();
    console.log(await watch.look());`,
  );
  deepEqual(printed, ["1 2", "false"]);
});

Deno.test("Stop without anybody who looks leaves the kernel alive and says so", async () => {
  const { printed, errors } = await runAsNotebook(
    `const heard = new Promise((resolve) => Deno.addSignalListener("SIGINT", resolve));
    pressStop();
    await heard;
    console.log("goes on");`,
  );
  deepEqual(printed, ["goes on"]);
  equal(
    errors,
    "Stop was pressed, but nothing here can be stopped in the middle. A cell that is running goes on " +
      "to its end; restarting the kernel ends it at once, and all variables are lost.\n",
  );
});

Deno.test("outside a notebook Ctrl-C ends the program, whoever looks", async () => {
  const { code } = await runScript(
    `import { listenForStop, untilStopped } from "#lib/jupyter/stop_button.ts";
    listenForStop();
    for await (const i of untilStopped(Array(1e9).keys())) {
      if (i === 100) Deno.kill(Deno.pid, "SIGINT");
    }`,
    ["--no-lock", "--allow-run"],
  );
  equal(code, 130);
});
