/**
 * Disturbs every program that writes files in every way of a table. Each time, the user's own files
 * and the last whole result must be there, and the next run must come to its end.
 *
 * `CONVBOOK_KILLS` says at how many moments each program is killed: 2 if left out. Moments are random,
 * and the same in each run of the test as far as the machine is as fast.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dirname, join } from "node:path";
import seedrandom from "seedrandom";
import { listPrograms, type Program } from "./programs.ts";
import { inFolder } from "../in_folder.ts";
import { listFiles } from "../tools/notebooks.ts";

const KILLS = Number(Deno.env.get("CONVBOOK_KILLS") ?? 2);
/** Blocks of 512 bytes that a file may have on a full disk: less than any program's largest file. */
const FULL = 40;
const IS_ROOT = Deno.build.os !== "windows" && Deno.uid() === 0;

/** What differs between two runs that do the same: `seconds` of the report, moments of a cell. */
const TIMES = /"seconds": [\d.]+|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Where a program is disturbed. */
class Scene {
  readonly program: Program;
  readonly folder: string;
  readonly target: string;
  #version = 1;

  constructor(program: Program, folder: string) {
    this.program = program;
    this.folder = folder;
    this.target = join(folder, program.target);
  }

  /** What the program reads changes, so that it has something to write. */
  async change(): Promise<void> {
    await this.program.change(this.folder, ++this.#version);
  }

  /** Makes the user's own files. */
  async makeOwn(): Promise<void> {
    for (const name of this.program.own) {
      await Deno.mkdir(dirname(join(this.target, name)), { recursive: true });
      await Deno.writeTextFile(join(this.target, name), `my own ${name}`);
    }
  }

  /** Starts the program, in a process group of its own, by way of another one if need be. */
  spawn(...prefix: string[]): Deno.ChildProcess {
    const args = this.program.args(this.folder, this.#version);
    const [command, ...rest] = [...prefix, Deno.execPath(), ...args];
    return new Deno.Command(command, {
      args: rest,
      cwd: this.folder,
      env: { NO_COLOR: "1", INIT_CWD: this.folder, DENO_NO_UPDATE_CHECK: "1" },
      detached: true,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
  }

  /** Runs the program to its end. */
  async run(...prefix: string[]): Promise<{ code: number; stderr: string }> {
    const { code, stderr } = await this.spawn(...prefix).output();
    return { code, stderr: new TextDecoder().decode(stderr) };
  }

  /** Runs the program undisturbed, and says what it has written. */
  async runWhole(): Promise<Result> {
    deepEqual(await this.run(), { code: 0, stderr: "" });
    deepEqual(listFiles(this.target).filter(isRemains), []);
    return await this.look();
  }

  /** The names of the results. The user's own files must be there, too. */
  list(): string[] {
    const { own } = this.program;
    for (const name of own) {
      equal(Deno.readTextFileSync(join(this.target, name)), `my own ${name}`);
    }
    // The list of files may know more than what is there.
    return listFiles(this.target).filter((name) =>
      !own.includes(name) && !isRemains(name) && !name.endsWith("files.json")
    );
  }

  /** The results. */
  async look(): Promise<Result> {
    const names = this.list();
    if (this.program.read !== undefined) return { all: await this.program.read(this.target) };
    return Object.fromEntries(
      names.map((name) => [
        name,
        Deno.readTextFileSync(join(this.target, name)).replaceAll(TIMES, ""),
      ]),
    );
  }
}

/** What a program has written: texts by the names of their files. */
type Result = Record<string, string>;

/** What a program that was killed may leave, for the next one to clear away. */
function isRemains(name: string): boolean {
  return name.endsWith(".tmp") || /(?:^|\/)\.convbook-[\da-f-]+\.tmp\//.test(name);
}

/** The names of the files that are not the same in both. */
function listDifferences(a: Result, b: Result): string[] {
  return Object.keys({ ...a, ...b }).filter((name) => a[name] !== b[name]);
}

/** What is thrown is in the house style, and no stack trace. */
function matchError(stderr: string): void {
  match(stderr, /^Cannot .*: expected .* but found/s);
  equal(stderr.trim().split("\n").length, 1, stderr);
  ok(stderr.length <= 500, stderr);
}

/** Kills a program after a while, unless it has come to its end. */
async function killAfter(scene: Scene, milliseconds: number): Promise<void> {
  const running = scene.spawn();
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, milliseconds);
  await Promise.race([running.status, late.promise]);
  clearTimeout(timer);
  await kill(running);
}

/** Kills a program at a change of its folder, by its number, unless it has come to its end. */
async function killAtChange(scene: Scene, number: number): Promise<void> {
  using watcher = Deno.watchFs(scene.target);
  const running = scene.spawn();
  const changes = watcher[Symbol.asyncIterator]();
  const isOver = running.status.then(() => true);
  for (let seen = 0; seen < number; seen++) {
    if (await Promise.race([isOver, changes.next().then(() => false)])) break;
  }
  await kill(running);
}

/** Kills a program with its kernel. */
async function kill(running: Deno.ChildProcess): Promise<void> {
  try {
    Deno.kill(-running.pid, "SIGKILL");
  } catch (error) {
    // All have ended.
    if (!(error instanceof Deno.errors.NotFound || error instanceof TypeError)) throw error;
  }
  await running.stderr.cancel();
  await running.status;
}

/** Root may write everywhere, unless it gives that up. */
const OBEYING = IS_ROOT ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];

/** No file may grow large: to a program that does not end at the signal, an error in writing. */
const LIMITED = ["sh", "-c", `trap "" XFSZ; ulimit -f ${FULL}; exec "$@"`, "sh"];

/** The ways to disturb a program that has written its files once. */
const DISTURBANCES: Record<string, (scene: Scene) => Promise<void>> = {
  async "killed at random moments"(scene) {
    const random = seedrandom(scene.program.name);
    const start = performance.now();
    let before = await scene.runWhole();
    const milliseconds = performance.now() - start;
    await scene.change();
    for (let moment = 0; moment < KILLS; moment++) {
      // One program's change is that older files lie there.
      if (scene.program.name === "build_sprites") before = await scene.look();
      const isAtChange = random() < 0.5;
      await (isAtChange
        ? killAtChange(scene, random() * 60)
        : killAfter(scene, random() * milliseconds));
      const after = await scene.look();
      if (listDifferences(after, before).length === 0) continue;
      // Then it had come to its end. Only a kill that answers a change of the folder is quick enough to
      // fall between two files that get their places: each is whole, the old one or the new one.
      const whole = await scene.runWhole();
      const old = listDifferences(after, whole);
      if (!isAtChange) deepEqual(old, []);
      for (const name of old) equal(after[name], before[name], name);
      before = whole;
      await scene.change();
    }
    await scene.runWhole();
  },

  async "on a full disk, then in a folder that cannot be written"(scene) {
    await scene.change();
    const before = await scene.look();
    const fail = async (prefix: string[]) => {
      const { code, stderr } = await scene.run(...prefix);
      equal(code, 1);
      matchError(stderr);
      deepEqual(listDifferences(await scene.look(), before), []);
    };
    await fail(LIMITED);
    const folders = new Set(listFiles(scene.target).map((name) => join(scene.target, name, "..")));
    for (const folder of folders) await Deno.chmod(folder, 0o500);
    await fail(OBEYING);
    for (const folder of folders) await Deno.chmod(folder, 0o700);
  },

  async "where a link has taken a file's place"(scene) {
    const precious = join(scene.folder, "precious.txt");
    await Deno.writeTextFile(precious, "precious");
    const result = scene.list().find((name) => name.endsWith(scene.program.result));
    const place = join(scene.target, result!);
    await Deno.remove(place);
    await Deno.symlink(precious, place);
    const { code, stderr } = await scene.run();
    // What has a list stops at what is not on it; a single file takes the link's place.
    if (code !== 0) matchError(stderr);
    equal(await Deno.readTextFile(precious), "precious");
    await Deno.remove(place);
    await scene.runWhole();
  },

  async "twice at once, through a link to its folder"(scene) {
    await scene.change();
    const elsewhere = join(scene.folder, "elsewhere");
    await Deno.rename(scene.target, elsewhere);
    await Deno.symlink(elsewhere, scene.target);
    const both = await Promise.all([scene.run(), scene.run()]);
    for (const result of both) deepEqual(result, { code: 0, stderr: "" });
    const after = await scene.look();
    deepEqual(listDifferences(await scene.runWhole(), after), []);
  },
};

/** Disturbs a program in all ways, up to the first that it does not stand. */
async function disturb(program: Program): Promise<string> {
  return await inFolder(async (path) => {
    const scene = new Scene(program, await Deno.realPath(path));
    await scene.makeOwn();
    await scene.change();
    for (const [name, disturb] of Object.entries(DISTURBANCES)) {
      try {
        await disturb(scene);
      } catch (error) {
        return `${program.name}, ${name}: ${error instanceof Error ? error.stack : error}`;
      }
    }
    return `${program.name} loses nothing`;
  });
}

Deno.test({
  name: "no program loses the user's files or its last whole result",
  // The disturbances are those of Unix.
  ignore: Deno.build.os === "windows",
  async fn() {
    const body = "0123456789".repeat(3_000);
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      ({ url }) => new Response(`${new URL(url).pathname}\n${body}`),
    );
    const programs = listPrograms(`http://127.0.0.1:${server.addr.port}`);
    try {
      deepEqual(
        await Promise.all(programs.map(disturb)),
        programs.map(({ name }) => `${name} loses nothing`),
      );
    } finally {
      await server.shutdown();
    }
  },
});
