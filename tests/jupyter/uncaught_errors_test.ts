import { deepEqual, equal } from "node:assert/strict";
import { runScript, type ScriptResult } from "../run_script.ts";

/** Runs a script that takes itself for a notebook, as in JupyterLab, where no runner listens. */
const runAsNotebook = (source: string): Promise<ScriptResult> =>
  runScript(
    `import { showUncaughtErrors } from "#lib/jupyter/uncaught_errors.ts";
    Deno.jupyter = {};
    showUncaughtErrors();
    showUncaughtErrors();
    ${source}`,
    ["--no-lock"],
    { NO_COLOR: "1" },
  );

/** The first line of everything that is printed as an error. */
const headings = (text: string) =>
  text.split("\n").filter((line) => line !== "" && !/^ +at /.test(line));

Deno.test("showUncaughtErrors() shows each error once, whatever it is, and the program goes on", async () => {
  const { code, stdout, stderr } = await runAsNotebook(
    `setTimeout(() => { throw new RangeError("timer"); });
    queueMicrotask(() => { throw "microtask"; });
    addEventListener("mine", () => { throw new Error("listener"); });
    dispatchEvent(new Event("mine"));
    Promise.reject(undefined);
    (async () => { throw new TypeError("forgotten"); })();
    setTimeout(() => console.log("goes on"), 10);`,
  );
  deepEqual([code, stdout], [0, "goes on\n"]);
  deepEqual(
    headings(stderr).toSorted(),
    [
      "Uncaught (in promise) TypeError: forgotten",
      "Uncaught (in promise) undefined",
      "Uncaught Error: listener",
      "Uncaught RangeError: timer",
      "Uncaught microtask",
    ],
  );
});

Deno.test("showUncaughtErrors() leaves errors to listeners of the notebook's own", async () => {
  const throwing = `setTimeout(() => { throw new Error("timer"); }); Promise.reject(7);`;
  const takers = [
    `addEventListener("error", (event) => { console.log(event.message); event.preventDefault(); });
    addEventListener("unhandledrejection", (event) => { console.log(event.reason); event.preventDefault(); });`,
    `onerror = (event) => { console.log(event.message); event.preventDefault(); };
    onunhandledrejection = (event) => { console.log(event.reason); event.preventDefault(); };`,
    `import process from "node:process";
    process.on("uncaughtException", (error) => console.log("Uncaught Error: " + error.message));
    process.on("unhandledRejection", (reason) => console.log(reason));`,
  ];
  for (const taker of takers) {
    const { code, stdout, stderr } = await runAsNotebook(`${taker}\n${throwing}`);
    deepEqual([code, stderr], [0, ""]);
    deepEqual(stdout.split("\n").toSorted(), ["", "7", "Uncaught Error: timer"]);
  }
});

Deno.test("showUncaughtErrors() changes nothing outside a notebook", async () => {
  const { code, stderr } = await runScript(
    `import { showUncaughtErrors } from "#lib/jupyter/uncaught_errors.ts";
    showUncaughtErrors();
    setTimeout(() => { throw new Error("timer"); });`,
    ["--no-lock"],
    { NO_COLOR: "1" },
  );
  equal(code, 1);
  equal(headings(stderr)[0], "error: Uncaught Error: timer");
});
