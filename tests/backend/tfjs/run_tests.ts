/**
 * Runs TensorFlow.js's own tests of its operations on one backend, `simd` or `cpu`.
 *
 * @module
 */
import "@tensorflow/tfjs"; // for the gradients, which the backend alone does not bring
import "../../../lib/backend/mod.ts";
import { ownKernelCalls } from "../own_kernel_calls.ts";

/** How the tests came out, as jasmine counts them. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
  /** Calls of our own kernels, and of the cpu kernels of the same names. */
  ownCalls: number;
  cpuCalls: number;
  /** How often each of our kernels was called. */
  calls: Record<string, number>;
  /** The full names of the specs that failed, with the first message. */
  failures: { name: string; message: string }[];
}

interface SpecResult {
  fullName: string;
  status: "passed" | "failed" | "pending" | "excluded";
  failedExpectations: { message: string }[];
}

interface Jasmine {
  getEnv(): {
    addReporter(reporter: { specDone(result: SpecResult): void }): void;
    configure(options: { random: boolean }): void;
    execute(): Promise<{ overallStatus: string }>;
  };
}

const [bundle, backend] = Deno.args;
const globals = globalThis as unknown as { testedBackend: string; jasmine: Jasmine };
globals.testedBackend = backend;
await import(bundle);

const results: SpecResult[] = [];
const environment = globals.jasmine.getEnv();
environment.addReporter({ specDone: (result) => results.push(result) });
environment.configure({ random: false });
await environment.execute();

const count = (...statuses: string[]) =>
  results.filter(({ status }) => statuses.includes(status)).length;
const calls = [...ownKernelCalls.values()];
const counts: TestCounts = {
  passed: count("passed"),
  failed: count("failed"),
  skipped: count("pending", "excluded"),
  ownCalls: calls.reduce((sum, { simd }) => sum + simd, 0),
  cpuCalls: calls.reduce((sum, { cpu }) => sum + cpu, 0),
  calls: Object.fromEntries([...ownKernelCalls].map(([kernel, { simd }]) => [kernel, simd])),
  failures: results.filter(({ status }) => status === "failed")
    .map(({ fullName, failedExpectations }) => ({
      name: fullName,
      message: failedExpectations[0]?.message ?? "",
    })),
};
await Deno.writeTextFile(Deno.args[2], JSON.stringify(counts));
