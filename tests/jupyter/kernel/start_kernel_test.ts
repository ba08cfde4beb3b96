import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { KERNEL_HOST, pickConnection } from "../../../lib/jupyter/kernel/connection_info.ts";
import { KernelDiedError, startKernel } from "../../../lib/jupyter/kernel/mod.ts";
import { startKernelAt } from "../../../lib/jupyter/kernel/start_kernel_at.ts";
import { listFiles, makeFolder } from "../../tools/notebooks.ts";

/** Makes temporary files in a folder, until the end of the scope. */
function useTemporaryFolder(folder: string): Disposable {
  const before = Deno.env.get("TMPDIR");
  Deno.env.set("TMPDIR", folder);
  return {
    [Symbol.dispose]() {
      if (before === undefined) Deno.env.delete("TMPDIR");
      else Deno.env.set("TMPDIR", before);
    },
  };
}

Deno.test("startKernel() starts the kernel in the folder and with the variables given", async () => {
  await using folder = await makeFolder();
  await using kernel = await startKernel({
    cwd: folder.path,
    env: { NO_COLOR: "1", COLOUR: "red" },
  });
  const shown: unknown[] = [];
  await kernel.execute("[Deno.cwd(), Deno.env.get('COLOUR')].join()", {
    onOutput: (output) => shown.push("data" in output && output.data["text/plain"]),
  });
  deepEqual(shown, [`"${folder.path},red"`]);
  equal(kernel.languageInfo.name, "typescript");
});

Deno.test({
  name: "startKernel() writes no file, and needs no folder for temporary ones",
  // On Windows the guard writes the connection file and removes it.
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await makeFolder();
    using _ = useTemporaryFolder(`${folder.path}/none`);
    const kernel = await startKernel({ cwd: folder.path });
    deepEqual(listFiles(folder.path), []);
    await kernel.shutdown();
    await rejects(startKernel({ cwd: `${folder.path}/none` }));
    await rejects(startKernel({ cwd: folder.path, signal: AbortSignal.abort() }));
    deepEqual(listFiles(folder.path), []);
  },
});

Deno.test("startKernel() names a folder that does not exist", async () => {
  await rejects(startKernel({ cwd: "no_such_folder" }), {
    message: /^Cannot start a kernel: expected the folder no_such_folder and Deno but found: /,
  });
});

Deno.test("startKernel() gives up when its signal says so", async () => {
  const controller = new AbortController();
  const reason = new Error("stop");
  const starting = startKernel({ cwd: ".", signal: controller.signal });
  controller.abort(reason);
  await rejects(starting, reason);
});

Deno.test("startKernel() starts many kernels, one after another and at once", async () => {
  // A quarter of the kernels reads the subscription after the first message (measured).
  for (let round = 0; round < 4; round++) {
    await Promise.all(Array.from({ length: 3 }, async () => {
      await using kernel = await startKernel({ cwd: "." });
      const outputs: string[] = [];
      await kernel.execute("console.log('heard')", {
        onOutput: (output) => outputs.push(output.output_type),
        timeLimit: 20,
      });
      deepEqual(outputs, ["stream"]);
    }));
  }
});

Deno.test("startKernelAt() reports a port that is taken", async () => {
  for (const port of ["shell_port", "iopub_port", "hb_port"] as const) {
    using listener = Deno.listen({ hostname: KERNEL_HOST, port: 0 });
    const connection = { ...pickConnection(), [port]: listener.addr.port };
    await rejects(startKernelAt(connection, { cwd: ".", env: { NO_COLOR: "1" } }), (error) => {
      ok(error instanceof KernelDiedError);
      equal(error.end.code, 1);
      match(error.message, /AddrInUse/);
      return true;
    });
  }
});
