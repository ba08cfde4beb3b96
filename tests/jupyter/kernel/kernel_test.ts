import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import {
  type Kernel,
  KernelDiedError,
  type KernelOutput,
  startKernel,
  TimeLimitError,
  UncaughtError,
} from "../../../lib/jupyter/kernel/mod.ts";
import { isRunning, listProcesses, makeFolder } from "../../tools/notebooks.ts";

const FOLDER = Deno.cwd();

/** A kernel without colours in its outputs. */
const start = (signal?: AbortSignal) =>
  startKernel({ cwd: FOLDER, env: { NO_COLOR: "1" }, signal });

/** Executes a cell that must succeed within twenty seconds, and returns its outputs. */
async function collect(kernel: Kernel, code: string): Promise<KernelOutput[]> {
  const outputs: KernelOutput[] = [];
  const { error } = await kernel.execute(code, {
    onOutput: (output) => outputs.push(output),
    timeLimit: 20,
  });
  equal(error, undefined);
  return outputs;
}

Deno.test("Kernel.execute() hands over each kind of output, in order", async () => {
  await using kernel = await start();
  deepEqual(
    await collect(
      kernel,
      `console.log("printed");
      console.error("complained");
      const show = (text, more) => Deno.jupyter.display({ "text/plain": text }, { raw: true, ...more });
      await show("shown");
      await show("first", { display_id: "x" });
      await show("second", { display_id: "x", update: true });
      await Deno.jupyter.broadcast("clear_output", { wait: true });
      6 * 7`,
    ),
    [
      { output_type: "stream", name: "stdout", text: "printed\n" },
      { output_type: "stream", name: "stderr", text: "complained\n" },
      { output_type: "display_data", data: { "text/plain": "shown" }, metadata: {} },
      {
        output_type: "display_data",
        data: { "text/plain": "first" },
        metadata: {},
        displayId: "x",
      },
      {
        output_type: "update_display_data",
        data: { "text/plain": "second" },
        metadata: {},
        displayId: "x",
      },
      { output_type: "clear_output", wait: true },
      {
        output_type: "execute_result",
        data: { "text/plain": "42" },
        metadata: {},
        execution_count: 1,
      },
    ],
  );
});

Deno.test("Kernel.execute() keeps state and numbers the cells", async () => {
  await using kernel = await start();
  equal((await kernel.execute("let count = 1")).executionCount, 1);
  equal((await kernel.execute("count += 1")).executionCount, 2);
  const [result] = await collect(kernel, "count");
  equal(result.output_type === "execute_result" && result.data["text/plain"], "2");
});

Deno.test("Kernel.execute() loses no line of long logs", async () => {
  await using kernel = await start();
  for (let cell = 0; cell < 5; cell++) {
    const outputs = await collect(
      kernel,
      `for (let line = 0; line < 1000; line++) console.log(${cell}, line)`,
    );
    const text = outputs.map((output) => output.output_type === "stream" ? output.text : "?").join(
      "",
    );
    equal(text, Array.from({ length: 1000 }, (_, line) => `${cell} ${line}\n`).join(""));
  }
});

Deno.test("Kernel.execute() keeps outputs of 5 MB whole and in their place", async () => {
  await using kernel = await start();
  for (let cell = 0; cell < 40; cell++) {
    const [shown, ...rest] = await collect(
      kernel,
      `await Deno.jupyter.display({ "text/html": "<b>".padEnd(5e6, "x") }, { raw: true });
      console.log(${cell});
      "result"`,
    );
    equal(shown.output_type === "display_data" && shown.data["text/html"], "<b>".padEnd(5e6, "x"));
    deepEqual(rest.map((output) => output.output_type), ["stream", "execute_result"]);
  }
});

Deno.test("Kernel.execute() tells what a cell threw, and goes on", async () => {
  await using kernel = await start();
  const failing = async (code: string) => (await kernel.execute(code, { timeLimit: 20 })).error;
  const { ename, evalue, traceback } = await failing(
    "function fail(): never { throw new RangeError('too far') }\nfail()",
  ) ?? {};
  deepEqual({ ename, evalue }, { ename: "RangeError", evalue: "too far" });
  equal(traceback?.[0], "RangeError: too far");
  match(traceback?.[1] ?? "", /^ +at fail /);
  equal((await failing("throw 5"))?.evalue, "5");
  equal((await failing("await Promise.reject(new TypeError('no'))"))?.ename, "TypeError");
  match((await failing("import './no_such_module.ts'"))?.evalue ?? "", /^Module not found/);
  equal((await kernel.execute("1")).error, undefined);
});

Deno.test("Kernel.execute() tells where a cell does not parse", async () => {
  await using kernel = await start();
  deepEqual((await kernel.execute("const fine = 1;\nconst bad = (;")).error, {
    output_type: "error",
    ename: "SyntaxError",
    evalue: "Expression expected (line 2, column 14)",
    traceback: [],
  });
  equal((await kernel.execute("import.meta.url")).error?.ename, "SyntaxError");
  equal((await kernel.execute("1")).error, undefined);
});

Deno.test("Kernel.execute() tells why a cell cannot import, and leaves a frozen lock file alone", async () => {
  const lock = '{\n  "version": "5"\n}\n';
  await using folder = await makeFolder({
    "deno.json": '{ "lock": { "frozen": true } }',
    "deno.lock": lock,
  });
  await using kernel = await startKernel({ cwd: folder.path, env: { NO_COLOR: "1" } });
  const { error } = await kernel.execute('import seedrandom from "npm:seedrandom@3.0.5"; 1');
  equal(
    error?.evalue,
    'deno.lock is frozen and does not list all of ["npm:seedrandom@3.0.5"]; ' +
      "add packages with deno add --frozen=false",
  );
  equal(await Deno.readTextFile(`${folder.path}/deno.lock`), lock);
  equal((await kernel.execute("1")).error, undefined);
});

Deno.test("Kernel.execute() imports packages where no lock file is frozen", async () => {
  await using folder = await makeFolder({ "deno.json": "{}" });
  await using kernel = await startKernel({ cwd: folder.path, env: { NO_COLOR: "1" } });
  const [result] = await collect(
    kernel,
    'import seedrandom from "npm:seedrandom@3.0.5"; typeof seedrandom',
  );
  equal(result.output_type === "execute_result" && result.data["text/plain"], '"function"');
});

Deno.test("Kernel.execute() reports a kernel that ends itself", async () => {
  const cases: [string, number, string | null][] = [
    ["Deno.exit(3)", 3, null],
    ["Deno.exit(0)", 0, null],
    ["Deno.kill(Deno.pid, 'SIGKILL')", 137, "SIGKILL"],
  ];
  for (const [code, exitCode, signal] of cases) {
    await using kernel = await start();
    await rejects(kernel.execute(code), (error) => {
      ok(error instanceof KernelDiedError);
      deepEqual([error.end.code, error.end.signal], [exitCode, signal]);
      return true;
    });
    equal(isRunning(kernel.pid), false);
    await rejects(kernel.execute("1"), KernelDiedError);
  }
});

/** Code that makes the kernel print an error: a worker that throws does. */
const printError = (text: string) => `
  const source = URL.createObjectURL(new Blob([${JSON.stringify(`throw new Error(${text})`)}]));
  const worker = new Worker(source, { type: "module" });
  await new Promise((resolve) => worker.onerror = (event) => resolve(event.preventDefault()));`;

Deno.test("Kernel.execute() shows what a dying kernel printed", async () => {
  await using kernel = await start();
  await rejects(kernel.execute(`${printError("'last words'")} Deno.exit(3)`), {
    message: new RegExp(
      "^Cannot use the kernel: expected it to run but found that it " +
        "ended with exit code 3 and printed: error: Uncaught .*Error: last words$",
    ),
  });
});

Deno.test("Kernel.execute() goes on however much the kernel itself prints", async () => {
  await using kernel = await start();
  await collect(kernel, printError("'0123456789'.repeat(1e5)"));
  await collect(kernel, "1");
});

const WAIT = "await new Promise(() => {});";

Deno.test("Kernel.execute() ends a kernel at once where something throws that no cell awaits", async () => {
  const cases: [string, string][] = [
    [`setTimeout(() => { throw new RangeError("late") }); ${WAIT}`, "RangeError: late"],
    [`queueMicrotask(() => { throw 5 }); ${WAIT}`, "5"],
    [`reportError(new Error("told")); ${WAIT}`, "Error: told"],
    [`Promise.reject(undefined); ${WAIT}`, "undefined"],
    [`(async () => { throw new TypeError("forgotten") })(); ${WAIT}`, "TypeError: forgotten"],
    [`(async () => { throw new TypeError("forgotten") })(); "after"`, "TypeError: forgotten"],
    [
      `setTimeout(() => { throw new Error("x".repeat(1e6)) }); ${WAIT}`,
      `Error: ${"x".repeat(192)}…`,
    ],
    [
      `const code = URL.createObjectURL(new Blob(["throw new Error('inside')"]));
      new Worker(code, { type: "module" }); ${WAIT}`,
      "Error: Uncaught (in promise) Error: inside",
    ],
  ];
  for (const [code, found] of cases) {
    await using kernel = await start();
    await rejects(kernel.execute(code, { timeLimit: 20 }), (error) => {
      ok(error instanceof UncaughtError, String(error));
      equal(
        error.found.replace(/ \(is an await missing\?\)$/, ""),
        `${found}, which nothing catches`,
      );
      return true;
    });
    equal(isRunning(kernel.pid), false);
    await rejects(kernel.execute("1"), UncaughtError);
  }
});

Deno.test("Kernel.execute() leaves to a cell's listeners what they take over", async () => {
  await using kernel = await start();
  const outputs = await collect(
    kernel,
    `addEventListener("error", (event) => { event.preventDefault(); console.log(event.message) });
    addEventListener("unhandledrejection", (event) => { event.preventDefault(); console.log(event.reason) });
    setTimeout(() => { throw new Error("late") });
    Promise.reject(7);
    await new Promise((resolve) => setTimeout(resolve, 20));`,
  );
  const text = outputs.map((output) => output.output_type === "stream" ? output.text : "?").join(
    "",
  );
  deepEqual(text.split("\n").toSorted(), ["", "7", "Uncaught Error: late"]);
});

Deno.test("Kernel.execute() ends a kernel whose cell takes too long", async () => {
  for (const code of ["while (true) {}", "await new Promise(() => {})"]) {
    await using kernel = await start();
    equal((await kernel.execute("1", { timeLimit: 20 })).error, undefined);
    await rejects(kernel.execute(code, { timeLimit: 0.3 }), (error) => {
      ok(error instanceof TimeLimitError);
      equal(
        error.message,
        "Cannot finish the cell: expected it to take at most 0.3 s but found it still running",
      );
      return true;
    });
    equal(isRunning(kernel.pid), false);
  }
});

Deno.test("Kernel.execute() rejects a time limit that is not a time", async () => {
  await using kernel = await start();
  for (const timeLimit of [0, -1, NaN, Infinity, 2_147_484]) {
    await rejects(kernel.execute("1", { timeLimit }), {
      name: "RangeError",
      message: "Cannot execute a cell: expected timeLimit to be more than 0 and at most " +
        `2147483 seconds but found ${timeLimit}`,
    });
  }
});

Deno.test("Kernel.execute() executes one cell at a time", async () => {
  await using kernel = await start();
  const first = kernel.execute("1");
  await rejects(kernel.execute("2"), {
    message: "Cannot execute a cell: expected an idle kernel but found a busy one",
  });
  equal((await first).executionCount, 1);
});

Deno.test("Kernel.execute() ends a kernel that sends a message of the wrong form", async () => {
  await using kernel = await start();
  await rejects(kernel.execute("await Deno.jupyter.broadcast('stream', { name: 'stdout' })"), {
    name: "TypeError",
    message: "Cannot read the message stream: expected text to be text but found undefined",
  });
  equal(isRunning(kernel.pid), false);
});

Deno.test("Kernel.execute() passes on what its caller's function throws", async () => {
  await using kernel = await start();
  const onOutput = () => {
    throw new Error("not wanted");
  };
  await rejects(kernel.execute("console.log(1)", { onOutput }), { message: "not wanted" });
});

Deno.test("Kernel.shutdown() ends the process, and can be called again", async () => {
  const kernel = await start();
  equal(isRunning(kernel.pid), true);
  await kernel.shutdown();
  equal(isRunning(kernel.pid), false);
  await kernel.shutdown();
  await rejects(kernel.execute("1"), {
    message: "Cannot use the kernel: expected it to run but found it shut down",
  });
});

Deno.test("Kernel disposal ends the process in the middle of a cell", async () => {
  let pid = 0;
  {
    await using kernel = await start();
    pid = kernel.pid;
    kernel.execute("while (true) {}").catch(() => {});
  }
  equal(isRunning(pid), false);
});

Deno.test("Kernel ends with its signal's reason", async () => {
  const controller = new AbortController();
  await using kernel = await start(controller.signal);
  const reason = new Error("stop");
  const endless = kernel.execute("console.log('started'); while (true) {}", {
    onOutput: () => controller.abort(reason),
  });
  await rejects(endless, reason);
  equal(isRunning(kernel.pid), false);
  await rejects(start(controller.signal), reason);
});

Deno.test({
  name: "Kernel ends with all processes of its cells, also those that have left its group",
  // Elsewhere they cannot be found.
  ignore: Deno.build.os !== "linux",
  async fn() {
    const sleeping = "{ args: ['600'], detached: true }";
    const cases: [what: string, source: string, isKnownByParent?: true][] = [
      ["detached", `new Deno.Command('sleep', ${sleeping}).spawn()`],
      [
        "without its environment",
        `new Deno.Command('/bin/sleep', { ...${sleeping}, clearEnv: true }).spawn()`,
        true,
      ],
      [
        "after its parent",
        `await new Deno.Command('sh', { args: ['-c', 'setsid nohup sleep 600 > log 2>&1 &'] }).output()`,
      ],
      [
        "by Node.js's functions",
        `(await import('node:child_process'))
          .spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }).unref()`,
      ],
    ];
    const ends: [string, (kernel: Kernel) => Promise<unknown>][] = [
      ["shut down", (kernel) => kernel.shutdown()],
      ["disposed", (kernel) => kernel[Symbol.asyncDispose]()],
    ];
    for (const [how, end] of ends) {
      for (const [what, source, isKnownByParent] of cases) {
        // A kernel that is asked to end does so before anybody can ask whose parent it is.
        if (isKnownByParent && how === "shut down") continue;
        await using folder = await makeFolder();
        await using kernel = await startKernel({ cwd: folder.path });
        equal((await kernel.execute(source)).error, undefined);
        // The kernel and what the cell has started.
        ok(listProcesses(folder.path).length >= 2, what);
        await end(kernel);
        deepEqual(listProcesses(folder.path), [], `${what}, ${how}`);
      }
    }
  },
});

Deno.test("Kernel.execute() tells causes, errors of an AggregateError, and what is no error", async () => {
  await using kernel = await start();
  const cases: [string, string, string[]][] = [
    ["throw new Error('a', { cause: new Error('b', { cause: 'c' }) })", "Error: a", [
      "Caused by Error: b",
      'Caused by "c"',
    ]],
    [
      "await Promise.any([Promise.reject(new RangeError('p')), Promise.reject(5)])",
      "AggregateError: " +
      "All promises were rejected",
      ["Error 1 of 2: RangeError: p", "Error 2 of 2: 5"],
    ],
    ["const own = new Error('own'); own.cause = own; throw own", "Error: own", []],
    ["class Odd extends TypeError { name = 'Odd' }; throw new Odd('o')", "Odd: o", []],
    ["throw { code: [5] }", ": { code: [ 5 ] }", []],
    ["throw 'text'", ': "text"', []],
    ["throw new Error()", "Error: (none)", []],
    // The kernel itself fails at these.
    ["throw Object.create(null)", ": [Object: null prototype] {}", []],
    ["throw { toString() { throw 2 } }", ": { toString: [Function: toString] }", []],
  ];
  for (const [source, expected, causes] of cases) {
    const { error } = await kernel.execute(source);
    equal(`${error?.ename}: ${error?.evalue}`, expected, source);
    deepEqual(error?.traceback.filter((line) => /^(Caused by|Error \d+ of) /.test(line)), causes);
  }
  // Nothing of it is left where code of cells can see it.
  const outputs = await collect(kernel, "[new TypeError() instanceof Error, {} instanceof Error]");
  deepEqual("data" in outputs[0] && outputs[0].data, { "text/plain": "[ true, false ]" });
});

Deno.test("Kernel.execute() says what the kernel leaves at Execution failed", async () => {
  await using kernel = await start();
  const cases: [string, string][] = [
    [
      "const n = 010;",
      "Legacy octal literals are not available when targeting ECMAScript 5 and " +
      "higher (line 1, column 11)",
    ],
    ["1;\nfunction f() {", "Expected '}', got '<eof>' (line 2, column 12)"],
    [
      "import 'npm:no-such-package-of-convbook@1.0.0';\nconst one = <T>(x: T) => x;",
      "Cannot load " +
      "\"npm:no-such-package-of-convbook@1.0.0\": npm package 'no-such-package-of-convbook' does not exist.",
    ],
  ];
  for (const [source, evalue] of cases) equal((await kernel.execute(source)).error?.evalue, evalue);
});

Deno.test("Kernel.execute() shows what docs/your_own_notebooks.md says, and not the rest", async () => {
  const docs = await Deno.readTextFile(
    new URL("../../../docs/your_own_notebooks.md", import.meta.url),
  );
  const [, sentence] = /shows nothing where that is ([^]*?)\. Put/.exec(docs)!;
  const hidden = Array.from(sentence.matchAll(/`([^`]+)`/g), ([, value]) => value);
  deepEqual(hidden, ["null", "undefined", "NaN", "Infinity", "-Infinity", "-0", "10n"]);
  await using kernel = await start();
  for (const value of hidden) {
    deepEqual(await collect(kernel, value), [], value);
    const [output] = await collect(kernel, `[${value}]`);
    deepEqual("data" in output && output.data["text/plain"], `[ ${value} ]`);
  }
  for (const value of ["0", "''", "false", "1;", "[]"]) {
    equal((await collect(kernel, value)).length, 1, value);
  }
});
