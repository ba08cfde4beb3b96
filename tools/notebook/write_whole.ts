/**
 * Writing a file so that nobody ever sees a part of it.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";

/**
 * Writes a file under another name and renames it: the file is whole or, if writing fails, as it
 * was.
 *
 * @param path The path of the file. Its folder is made if it is missing.
 * @param content The text, or the bytes.
 * @throws {Error} If the folder or the file cannot be written.
 *
 * @example
 * ```ts
 * import { writeWhole } from "./write_whole.ts";
 * import { equal } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * await writeWhole(`${folder}/new/a.txt`, "one");
 * await writeWhole(`${folder}/new/a.txt`, "two");
 * equal(await Deno.readTextFile(`${folder}/new/a.txt`), "two");
 * equal([...Deno.readDirSync(`${folder}/new`)].length, 1);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  // In the same folder, because a file cannot be renamed into another file system.
  const temporary = join(dirname(path), `${temporaryStart(path)}${crypto.randomUUID()}.tmp`);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(temporary, bytes);
    await Deno.rename(temporary, path);
  } catch (cause) {
    await Deno.remove(temporary).catch(() => {});
    throw new Error(
      `Cannot write ${path}: expected a folder that can be written but found: ` +
        (cause instanceof Error ? cause.message : cause),
      { cause },
    );
  }
}

/**
 * Removes what {@linkcode writeWhole} has left beside a file where the program was killed.
 *
 * @param path The path of the file. Nobody may be writing it.
 *
 * @example
 * ```ts
 * import { removeRemains } from "./write_whole.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * const remains = `.a.txt.${crypto.randomUUID()}.tmp`;
 * for (const name of ["a.txt", ".a.txt.mine.tmp", remains]) {
 *   await Deno.writeTextFile(`${folder}/${name}`, "");
 * }
 * await removeRemains(`${folder}/a.txt`);
 * const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
 * deepEqual(left.toSorted(), [".a.txt.mine.tmp", "a.txt"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function removeRemains(path: string): Promise<void> {
  const start = temporaryStart(path);
  try {
    for await (const { name } of Deno.readDir(dirname(path))) {
      const isTemporary = name.startsWith(start) &&
        /^[\da-f-]{36}\.tmp$/.test(name.slice(start.length));
      if (isTemporary) await Deno.remove(join(dirname(path), name));
    }
  } catch (error) {
    // No folder, no remains.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function temporaryStart(path: string): string {
  return `.${basename(path)}.`;
}
