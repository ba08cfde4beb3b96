import { equal } from "node:assert/strict";
import { compileBackend } from "../../tools/build_kernels/main.ts";

Deno.test("compileBackend() gives the modules that are checked in", async () => {
  const modules = await compileBackend();
  equal(modules.length, 3);
  for (const [path, source] of modules) equal(await Deno.readTextFile(path), source);
});
