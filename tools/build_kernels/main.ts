/**
 * Compiles the AssemblyScript in `kernels/` to WebAssembly: every file there is one kernel or a few
 * that belong together, `shared/` has what they import.
 *
 * @module
 */
import asc from "assemblyscript/asc";
import { fileURLToPath } from "node:url";
import { describeError } from "@convbook/check";
import { writeAllWhole } from "@convbook/files";
import { runCommand } from "../command_line/run_command.ts";

/** Where the compiled kernels lie. */
export const KERNELS_WASM: URL = new URL("../../lib/backend/kernels.wasm", import.meta.url);

/** Where the list of their parameters lies. */
export const KERNEL_PARAMETERS: URL = new URL(
  "../../lib/backend/kernel_parameters.ts",
  import.meta.url,
);

/** What the sources export that is not a kernel: see kernels/heap.ts. */
const ALLOCATOR: ReadonlySet<string> = new Set(["allocate", "release"]);

const SOURCES = new URL("../../lib/backend/kernels/", import.meta.url);

const OPTIONS = [
  "--noColors", // errors are read, and CI systems make AssemblyScript colour them
  "--bindings=raw", // a declaration of every export, with the names of its parameters
  "--optimizeLevel=3",
  "--converge",
  "--noAssert",
  "--runtime=minimal",
  "--enable=simd,relaxed-simd,threads",
  "--importMemory",
  "--sharedMemory",
  "--initialMemory=16",
  "--maximumMemory=65536",
];

/** What {@linkcode compileKernels} makes. */
export interface CompiledSources {
  /** The bytes of the WebAssembly module. */
  wasm: Uint8Array<ArrayBuffer>;
  /** The source of the TypeScript module that lists the kernels' parameters. */
  parameters: string;
}

/**
 * Compiles the kernels. The same sources and compiler give the same bytes.
 *
 * @param sources The folder of the AssemblyScript files.
 * @returns The WebAssembly module and the list of the kernels' parameters.
 * @throws {Error} If AssemblyScript reports an error; all that it reports is the cause.
 * @throws {TypeError} If a function that is exported is not a kernel: it does not start with lo and hi.
 */
export async function compileKernels(sources: URL = SOURCES): Promise<CompiledSources> {
  const entries = [...Deno.readDirSync(sources)]
    .filter(({ isFile, name }) => isFile && name.endsWith(".ts"))
    .map(({ name }) => name)
    .sort();
  const written = new Map<string, string | Uint8Array>();
  const { error, stderr } = await asc.main([...entries, "--outFile=kernels.wasm", ...OPTIONS], {
    readFile: (name) => Deno.readTextFile(new URL(name, sources)).catch(() => null),
    writeFile: (name, contents) => {
      written.set(name, contents);
    },
    listFiles: () => [],
  });
  const wasm = written.get("kernels.wasm");
  const declarations = written.get("kernels.d.ts");
  if (error || !(wasm instanceof Uint8Array) || typeof declarations !== "string") {
    const report = new Error(stderr.toString(), { cause: error });
    const [, firstError = report.message] = report.message.match(/ERROR (.*)/) ?? [];
    throw new Error(
      "Cannot compile the kernels: expected valid AssemblyScript but found: " +
        describeError(new Error(firstError)),
      { cause: report },
    );
  }
  return { wasm: Uint8Array.from(wasm), parameters: listParameters(declarations) };
}

/** Writes the module of parameters, from the declarations that AssemblyScript makes. */
function listParameters(declarations: string): string {
  const rows: string[] = [];
  for (const [, name, list] of declarations.matchAll(/export function (\w+)\((.*)\): \w+;/g)) {
    if (ALLOCATOR.has(name)) continue;
    const [lo, hi, ...names] = list.split(", ").map((parameter) => parameter.split(":")[0]);
    if (lo !== "lo" || hi !== "hi") {
      throw new TypeError(
        `Cannot compile the kernels: expected ${name} to take lo and hi first but found (${list})`,
      );
    }
    rows.push(`  ${name}: [${names.map((parameter) => `"${parameter}"`).join(", ")}],\n`);
  }
  return `// deno-fmt-ignore-file
/**
 * What every kernel takes after \`lo\` and \`hi\`, in order. \`deno task build:kernels\` writes this file.
 *
 * @module
 */

/** The names of each kernel's parameters. */
export const KERNEL_PARAMETERS = {
${rows.sort().join("")}} as const;
`;
}

const COMMAND = {
  name: "build:kernels",
  action: "compile the kernels",
  purpose: "compile the AssemblyScript kernels, and list their parameters",
};

async function build(): Promise<void> {
  const { wasm, parameters } = await compileKernels();
  await writeAllWhole([
    [fileURLToPath(KERNELS_WASM), wasm],
    [fileURLToPath(KERNEL_PARAMETERS), parameters],
  ]);
  console.log(`lib/backend/kernels.wasm: ${wasm.length} bytes, lib/backend/kernel_parameters.ts`);
}

if (import.meta.main) await runCommand(COMMAND, build);
