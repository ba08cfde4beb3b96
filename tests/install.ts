/**
 * Learners' and developers' tasks share `node_modules`, and find their packages there whichever ran
 * before: `deno install` removes the developers' packages, and their tasks bring them back.
 *
 * `deno task test:install`. It works on a copy, as it would take the packages from under other tests.
 *
 * @module
 */
import { deepEqual, equal } from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inFolder } from "./in_folder.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** A package that only developers need, and one that everybody does. */
const DEVELOPER = ["assemblyscript", "jsdom"];
const LEARNER = ["jsdom"];

Deno.test("install, test, install, start: each finds its packages and says nothing of others", () =>
  inFolder(async (folder) => {
    // A folder's name may hold anything.
    const copy = join(folder, "a ü");
    await copyCheckout(copy);
    for (
      const [args, packages] of [
        [["install"], LEARNER],
        [["task", "test", "tests/tools/build_kernels_test.ts"], DEVELOPER],
        [["install"], LEARNER],
        // Loads every module of start.
        [["task", "start", "--help"], LEARNER],
        [["task", "check:notebooks"], LEARNER],
        [["task", "test", "tests/tools/build_kernels_test.ts"], DEVELOPER],
        [["task", "start", "--help"], DEVELOPER],
      ]
    ) {
      const said = await run(Deno.execPath(), args, copy);
      const found = DEVELOPER.filter((name) => isThere(join(copy, "node_modules", name)));
      deepEqual([args, found], [args, packages], said);
      // At the start of a line: packages have such words in their names, as es-errors does.
      equal(/^\s*(warning|error)\b/im.test(said), false, said);
    }
    for (const lock of ["deno.lock", "deno.dev.lock"]) {
      equal(await Deno.readTextFile(join(copy, lock)), await Deno.readTextFile(join(ROOT, lock)));
    }
  }));

Deno.test("the first command may be the tests, some of which run learners' programs", () =>
  inFolder(async (folder) => {
    const copy = join(folder, "copy");
    await copyCheckout(copy);
    // The first one runs `deno doc` while others load their packages.
    const files = ["tests/public_api_test.ts", "tests/vis/render", "lib/vis/render"];
    await run(Deno.execPath(), ["task", "test", ...files], copy);
  }));

/** Copies what git knows or would add. */
async function copyCheckout(target: string): Promise<void> {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  for (const path of (await run("git", list, ROOT)).split("\0").filter(Boolean)) {
    if (!isThere(join(ROOT, path))) continue;
    await Deno.mkdir(dirname(join(target, path)), { recursive: true });
    await Deno.copyFile(join(ROOT, path), join(target, path));
  }
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Everything that a program prints; it must succeed. */
async function run(program: string, args: string[], cwd: string): Promise<string> {
  const env = { NO_COLOR: "1", INIT_CWD: cwd };
  const { code, stdout, stderr } = await new Deno.Command(program, { args, cwd, env }).output();
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  equal(code, 0, `${program} ${args.join(" ")}: ${said}`);
  return said;
}
