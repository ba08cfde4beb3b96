/**
 * Compiles the AssemblyScript in `kernels/` to WebAssembly.
 *
 * @module
 */
import asc from "assemblyscript/asc";

/** Where the compiled kernels lie. */
export const KERNELS_WASM: URL = new URL("./kernels.wasm", import.meta.url);

const SOURCES = new URL("./kernels/", import.meta.url);

const OPTIONS = [
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

/**
 * Compiles the kernels. The same sources and compiler give the same bytes.
 *
 * @returns The bytes of the WebAssembly module.
 * @throws {Error} If AssemblyScript reports an error; its message is the cause.
 */
export async function compileKernels(): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main(["index.ts", "--outFile=kernels.wasm", ...OPTIONS], {
    readFile: (name) => Deno.readTextFile(new URL(name, SOURCES)).catch(() => null),
    writeFile: (_name, contents) => {
      bytes = Uint8Array.from(contents as Uint8Array);
    },
    listFiles: () => [],
  });
  if (error || !bytes) {
    throw new Error(`Cannot compile the kernels: ${stderr.toString()}`, { cause: error });
  }
  return bytes;
}

if (import.meta.main) {
  const bytes = await compileKernels();
  await Deno.writeFile(KERNELS_WASM, bytes);
  console.log(`lib/backend/kernels.wasm: ${bytes.length} bytes`);
}
