/**
 * Writing a file so that nobody ever sees a part of it.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";

/**
 * Writes a text file under another name and renames it: the file is whole or, if writing fails, as
 * it was.
 *
 * @param path The path of the file. Its folder is made if it is missing.
 * @param text The text.
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
export async function writeWhole(path: string, text: string): Promise<void> {
  // In the same folder, because a file cannot be renamed into another file system.
  const temporary = join(dirname(path), `.${basename(path)}.${crypto.randomUUID()}.tmp`);
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(temporary, text);
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
