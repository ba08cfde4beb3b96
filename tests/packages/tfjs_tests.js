/**
 * A program for Node.js: `tfjs_tests.js BUNDLE` runs TensorFlow.js's own tests on the installed backend and
 * prints how many passed, and the names of those that failed.
 *
 * @module
 */
import { createRequire } from "node:module";
import process from "node:process";
import "@convbook/backend";
import "@tensorflow/tfjs-layers"; // it registers the gradients

globalThis.testedBackend = "simd";
// Tests print; the last line is ours.
createRequire(import.meta.url)(process.argv[2]);
const results = [];
const environment = globalThis.jasmine.getEnv();
environment.addReporter({ specDone: (result) => results.push(result) });
environment.configure({ random: false });
await environment.execute();
const named = (status) =>
  results.filter((result) => result.status === status).map(({ fullName }) => fullName);
const counts = { passed: named("passed").length, failed: named("failed") };
console.log(`\n${JSON.stringify(counts)}`);
