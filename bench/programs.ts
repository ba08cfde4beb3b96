/**
 * The programs that `deno task bench:peers` compares.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import config from "../deno.dev.json" with { type: "json" };
import { Contestant } from "./protocol.ts";
import { PYTHON } from "./python.ts";
import { type Part, SlowContestant } from "./slow_contestant.ts";

/** A library that trains networks, with the program that times it. */
export interface Library {
  name: string;
  /** The packages it comes from, with versions. */
  packages: string[];
  command: string;
  /** The program's arguments; the number of threads follows. */
  args: string[];
  /** Whether it does a part of the work only. */
  slow?: true;
}

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const imports: Record<string, string> = config.imports;

/** This library's own backend. */
export const SIMD: Library = {
  name: "simd",
  packages: [imports["@tensorflow/tfjs"]],
  command: Deno.execPath(),
  args: ["run", "--allow-all", pathOf("./tfjs_contestant.ts"), "simd"],
};

/** PyTorch, on the processor. */
export const PYTORCH: Library = {
  name: "PyTorch",
  packages: ["torch==2.15.0"],
  command: PYTHON,
  args: [pathOf("./pytorch_contestant.py")],
};

/** What it is compared with. */
export const PEERS: Library[] = [
  PYTORCH,
  {
    name: "Keras",
    packages: ["tensorflow==2.21.0", "keras==3.15.1"],
    command: PYTHON,
    args: [pathOf("./keras_contestant.py")],
  },
  {
    name: "jax-js",
    packages: [imports["@jax-js/jax"]],
    command: Deno.execPath(),
    args: [
      "run",
      "--config",
      pathOf("../deno.dev.json"),
      "--allow-all",
      pathOf("./jax_js_contestant.ts"),
    ],
    slow: true,
  },
];

/**
 * Starts a library's program.
 *
 * @param library The library.
 * @param threads How many threads it may use.
 * @param part What it does of a job if it is slow.
 * @param signal Ends it.
 */
export function start(
  { name, command, args, slow }: Library,
  threads: number,
  part: Part | undefined,
  signal: AbortSignal,
): Contestant {
  const team = `${name}, ${threads}`;
  const all = [...args, `${threads}`];
  return slow && part
    ? new SlowContestant(team, command, all, signal, part)
    : new Contestant(team, command, all, signal);
}
