/**
 * Small notebooks, in folders of their own, for tests.
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { CodeCell, Notebook } from "../../lib/jupyter/nbformat/nbformat.ts";
import { formatNotebook } from "../../lib/jupyter/nbformat/write_notebook.ts";

/** A clean notebook with one code cell for each source. */
export function makeNotebook(...sources: string[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "deno", display_name: "Deno", language: "typescript" } },
    cells: sources.map((source, index) => ({ ...makeCell(source), id: `cell-${index + 1}` })),
  };
}

/** A code cell that has not been executed. */
export function makeCell(source: string): CodeCell {
  return { cell_type: "code", metadata: {}, source, execution_count: null, outputs: [] };
}

/** A folder that is removed at the end of the scope. */
export interface TestFolder extends AsyncDisposable {
  /** The path of the folder. */
  path: string;
}

/** Makes a folder with files in it: texts, and notebooks given as the sources of their cells. */
export async function makeFolder(
  files: Record<string, string | string[]> = {},
): Promise<TestFolder> {
  const path = await Deno.realPath(await Deno.makeTempDir());
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name);
    await Deno.mkdir(join(file, ".."), { recursive: true });
    await Deno.writeTextFile(
      file,
      typeof content === "string" ? content : formatNotebook(makeNotebook(...content)),
    );
  }
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

/** The names of all files in a folder and below, in order, with `/` between folders. */
export function listFiles(folder: string, prefix = ""): string[] {
  return [...Deno.readDirSync(folder)].flatMap((entry) => {
    const name = prefix + entry.name;
    return entry.isDirectory ? listFiles(join(folder, entry.name), `${name}/`) : [name];
  }).toSorted();
}

/** What a program did. */
export interface ProgramResult {
  /** Its exit code. */
  code: number;
  /** What it wrote to stdout. */
  stdout: string;
  /** What it wrote to stderr. */
  stderr: string;
}

/** Where a program runs, and where its caller is, if elsewhere: a task runs in the root. */
export type Place = string | { root: string; caller: string };

/** Runs a program of `tools/` in a folder, with that folder for temporary files too. */
export async function runTool(
  tool: string,
  place: Place,
  ...args: string[]
): Promise<ProgramResult> {
  const { code, stdout, stderr } = await toolCommand(tool, place, ...args).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** The command that runs a program of `tools/`, not started. */
export function toolCommand(tool: string, place: Place, ...args: string[]): Deno.Command {
  const { root, caller } = typeof place === "string" ? { root: place, caller: place } : place;
  const path = fileURLToPath(new URL(`../../tools/${tool}`, import.meta.url));
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", path, ...args],
    cwd: root,
    // What deno task says: the tests may themselves have been started by a task, from elsewhere.
    env: { NO_COLOR: "1", TMPDIR: root, INIT_CWD: caller },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    // A process group of its own, as a terminal gives each command.
    detached: Deno.build.os !== "windows",
  });
}

/** Whether a process is there and has not ended. */
export function isRunning(pid: number): boolean {
  try {
    // Signal 0 is not sent, but tells whether it could be.
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // On Linux a process whose end nobody has asked about yet is still there, in state Z.
  try {
    return !/^\d+ \(.*\) Z/s.test(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch {
    return true;
  }
}

/** The processes whose working folder is a given one, as paths in /proc. Linux only. */
export function listProcesses(folder: string): string[] {
  // Deno lets only programs with all rights read /proc.
  const { stdout } = new Deno.Command("find", {
    args: ["/proc", "-maxdepth", "2", "-name", "cwd", "-lname", folder],
    stderr: "null",
  }).outputSync();
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "");
}
