/**
 * `deno task test:tfjs`: TensorFlow.js's own tests of its operations, on simd and on cpu.
 *
 * The package `@tensorflow/tfjs-core` ships its tests, written for a bundler and for jasmine. The
 * bundle has a copy of TensorFlow.js's operations, but the engine, the kernels and the gradients are
 * global, so that the copy computes with our backend.
 *
 * @module
 */
import { build } from "esbuild";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runCommand } from "../../../tools/command_line/run_command.ts";
import type { TestCounts } from "./run_tests.ts";

const ROOT = new URL("../../../", import.meta.url);
const ENTRY = fileURLToPath(new URL("./bundle_entry.js", import.meta.url));
const SCRIPT = fileURLToPath(new URL("./run_tests.ts", import.meta.url));

/** How many specs there are: two about switching between cpu backends are defined for cpu only. */
export const SPECS: Record<string, number> = { simd: 4225, cpu: 4227 };

/** Specs that may fail on simd, by full name, each with the reason. */
const MAY_FAIL: ReadonlyMap<string, string> = new Map();

const COMMAND = {
  name: "test:tfjs",
  action: "run TensorFlow.js's tests",
  purpose: "run TensorFlow.js's own tests of its operations on simd and cpu",
  details: ["Exit codes: 0 if all passed that should, 1 if not, 2 if the command line is wrong."],
};

if (import.meta.main) await runCommand(COMMAND, (_given, signal) => testBackends(signal));

/** Bundles TensorFlow.js's tests into a CommonJS module. */
export async function bundleTests(outfile: string): Promise<void> {
  await build({
    entryPoints: [ENTRY],
    bundle: true,
    format: "cjs",
    platform: "node",
    mainFields: ["module", "main"],
    // The package says that its modules have no side effects, but its tests are nothing else.
    ignoreAnnotations: true,
    logLevel: "error",
    outfile,
  });
}

async function runTests(
  bundle: string,
  backend: string,
  folder: string,
  signal: AbortSignal,
): Promise<TestCounts> {
  const report = join(folder, `${backend}.json`);
  // Tests of the profiler print; what they print says nothing here.
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", SCRIPT, pathToFileURL(bundle).href, backend, report],
    cwd: ROOT,
    // Ctrl-C in a terminal is for this program alone, which then ends it.
    detached: Deno.build.os !== "windows",
    signal,
  }).output();
  signal.throwIfAborted();
  if (!success) throw new Error(`Cannot run the tests: ${new TextDecoder().decode(stderr)}`);
  return JSON.parse(await Deno.readTextFile(report));
}

async function testBackends(signal: AbortSignal): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const bundle = join(folder, "tests.cjs");
    await bundleTests(bundle);
    const failed: string[] = [];
    for (const backend of Object.keys(SPECS)) {
      const counts = await runTests(bundle, backend, folder, signal);
      const unexpected = counts.failures.filter(({ name }) => !MAY_FAIL.has(name));
      for (const { name, message } of unexpected) console.error(`FAILED ${name}\n  ${message}`);
      console.log(
        `${backend}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped; ` +
          `${counts.ownCalls} calls of our kernels, ${counts.cpuCalls} of theirs left to cpu`,
      );
      const unused = Object.entries(counts.calls).filter(([, calls]) => calls === 0)
        .map(([kernel]) => kernel);
      if (backend === "simd" && unused.length > 0) console.log(`not called: ${unused.join(", ")}`);
      const least = SPECS[backend] - MAY_FAIL.size;
      if (unexpected.length > 0) failed.push(`${unexpected.length} that failed on ${backend}`);
      if (counts.passed < least) failed.push(`${counts.passed} of ${least} passed on ${backend}`);
    }
    if (failed.length > 0) {
      throw new Error(
        `Cannot accept the backends: expected all tests to pass but found ${failed.join(", ")}`,
      );
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
