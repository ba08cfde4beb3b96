import { deepEqual, equal, match } from "node:assert/strict";
import { runDeno } from "@convbook/jupyter";
import { runScript } from "../../run_script.ts";

/** What a program prints to stderr, and its exit code, if it fails in a way. */
async function fail(thrown: string, before = ""): Promise<[number, string]> {
  const { code, stderr } = await runScript(
    `import { runCommand } from "${new URL(
      "../../../tools/command_line/run_command.ts",
      import.meta.url,
    )}";
    import { UsageError } from "${new URL(
      "../../../tools/command_line/usage_error.ts",
      import.meta.url,
    )}";
    const command = { name: "a", action: "run", purpose: "run" };
    await runCommand(command, async (_given, signal) => { ${before} throw ${thrown}; });`,
    ["--no-lock", "--allow-run"],
    { NO_COLOR: "1" },
  );
  return [code, stderr];
}

Deno.test("runCommand() prints what went wrong in one sentence, without a stack", async () => {
  const cases: [string, number, string][] = [
    [
      `new Error("Cannot read a: expected b but found c")`,
      1,
      "Cannot read a: expected b but found c",
    ],
    [
      `new UsageError("Cannot run: expected b but found c")`,
      2,
      "Cannot run: expected b but found c",
    ],
    [
      `new TypeError("x is undefined")`,
      1,
      "Cannot go on: expected no failure but found: TypeError: x is undefined",
    ],
    [`"out of luck"`, 1, `Cannot go on: expected no failure but found: "out of luck"`],
    [
      `new Error("x".repeat(1e6))`,
      1,
      `Cannot go on: expected no failure but found: Error: ${"x".repeat(199)}…`,
    ],
  ];
  for (const [thrown, code, message] of cases) {
    deepEqual(await fail(thrown), [code, `${message}\n`]);
  }
});

Deno.test({
  name: "runCommand() reports the signal, whatever fails because of it",
  ignore: Deno.build.os === "windows",
  async fn() {
    const stop =
      `const stopped = new Promise((resolve) => signal.addEventListener("abort", resolve));
      Deno.kill(Deno.pid, "SIGINT");
      await stopped;`;
    deepEqual(await fail(`new Error("Cannot run a: its kernel has ended")`, stop), [
      130,
      "Stopped by SIGINT\n",
    ]);
  },
});

/** The programs behind `deno task`, each with its name there. */
async function listPrograms(): Promise<{ name: string; main: string }[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));
  const programs = Object.entries<{ command: string }>(tasks)
    .filter(([, { command }]) => command.startsWith("deno run "))
    .map(([name, { command }]) => ({ name, main: command.match(/ (\S+\.ts)\b/)?.[1] ?? "" }));
  equal(programs.length, 14);
  return programs;
}

/** Runs a program with less than the rights that it needs for its work. */
async function runProgram(main: string, ...args: string[]) {
  const rights = ["--allow-read", "--allow-env", "--allow-sys"];
  return await runDeno([
    "run",
    "--config",
    "deno.dev.json",
    "--no-prompt",
    ...rights,
    main,
    ...args,
  ]);
}

Deno.test("every program says with --help and -h what it does, and does nothing", async () => {
  for (const { name, main } of await listPrograms()) {
    for (const wish of ["--help", "-h"]) {
      const { success, stdout, stderr } = await runProgram(main, wish);
      deepEqual([success, stderr], [true, ""], name);
      const [first] = stdout.split("\n");
      equal(first.startsWith(`deno task ${name === "data:full" ? "data:bundled" : name} [`), true);
      equal(stdout.includes("-h, --help"), true);
    }
  }
});

Deno.test("every program refuses an option that it does not know, and names the nearest", async () => {
  for (const { name, main } of await listPrograms()) {
    const { success, stdout, stderr } = await runProgram(main, "--hlep");
    deepEqual([success, stdout], [false, ""], name);
    match(stderr, /^Cannot .*"--hlep" \(did you mean --help\?\)\n$/);
  }
});
