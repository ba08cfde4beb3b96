/**
 * Writing files so that nobody ever sees a part of one.
 *
 * @module
 */
import { describeError } from "@convbook/check";
import { PartFile } from "./part_file.ts";

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
  await writeAllWhole([[path, content]]);
}

/**
 * Writes files that belong together: all of them are complete before the first gets its name, so
 * that a full disk leaves what was there before.
 *
 * @param files The paths with the texts or bytes, in the order in which they get their names.
 * @throws {Error} If a folder or a file cannot be written.
 *
 * @example
 * ```ts
 * import { writeAllWhole } from "./write_whole.ts";
 * import { equal } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * await writeAllWhole([[`${folder}/a.txt`, "one"], [`${folder}/b.bin`, Uint8Array.of(2)]]);
 * equal((await Deno.readFile(`${folder}/b.bin`))[0], 2);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeAllWhole(
  files: Iterable<readonly [path: string, content: string | Uint8Array]>,
): Promise<void> {
  using parts = new DisposableStack();
  const written: [path: string, part: PartFile][] = [];
  let current = "";
  try {
    for (const [path, content] of files) {
      current = path;
      const part = parts.use(await PartFile.create(path));
      await part.write(typeof content === "string" ? new TextEncoder().encode(content) : content);
      written.push([path, part]);
    }
    for (const [path, part] of written) {
      current = path;
      await part.commit();
    }
  } catch (cause) {
    throw new Error(
      `Cannot write ${current}: expected a folder that can be written but found: ` +
        describeError(cause),
      { cause },
    );
  }
}
