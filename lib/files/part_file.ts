/**
 * Files that nobody sees before they are whole.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";

/**
 * A file that is written under another name in the same folder and gets its own name when it is
 * whole. What had the name before stays until then; a link is replaced, not followed.
 *
 * A part is locked as long as it is written, and the system gives the lock back however the program
 * ends. So a part without a lock is abandoned, and the next one to be made for the same file removes
 * it. Two programs that write one file at once do not see each other's part; the last to commit wins.
 *
 * @example
 * ```ts
 * import { PartFile } from "./part_file.ts";
 * import { equal } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * {
 *   using part = await PartFile.create(`${folder}/new/a.txt`);
 *   await part.write(new TextEncoder().encode("whole"));
 *   await part.commit();
 * }
 * equal(await Deno.readTextFile(`${folder}/new/a.txt`), "whole");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export class PartFile implements Disposable {
  readonly #path: string;
  readonly #part: string;
  readonly #file: Deno.FsFile;
  #isCommitted = false;

  private constructor(path: string, part: string, file: Deno.FsFile) {
    this.#path = path;
    this.#part = part;
    this.#file = file;
  }

  /**
   * Makes an empty part, and the folder if it is missing. Removes abandoned parts of the same file.
   *
   * @param path The path of the file to be.
   * @returns The part. The caller disposes of it, which removes it unless it is committed.
   * @throws {Error} What the file system says.
   */
  static async create(path: string): Promise<PartFile> {
    await Deno.mkdir(dirname(path), { recursive: true });
    await removeRemains(path);
    for (;;) {
      // In the same folder, because a file cannot be renamed into another file system.
      const part = join(dirname(path), `${partStart(path)}${crypto.randomUUID()}.tmp`);
      const file = await Deno.open(part, { createNew: true, write: true });
      // Without locks, as on some network drives, parts are never taken for abandoned.
      await file.lock(true).catch(() => {});
      // Between opening and locking, another program may have taken it for abandoned.
      if (await Deno.lstat(part).then(() => true, () => false)) {
        return new PartFile(path, part, file);
      }
      file.close();
    }
  }

  /**
   * Appends bytes.
   *
   * @param bytes The bytes.
   * @throws {Error} What the file system says, as on a full disk.
   */
  async write(bytes: Uint8Array): Promise<void> {
    for (let offset = 0; offset < bytes.length;) {
      offset += await this.#file.write(bytes.subarray(offset));
    }
  }

  /** Empties the part, to begin again. */
  async clear(): Promise<void> {
    await this.#file.truncate(0);
    await this.#file.seek(0, Deno.SeekMode.Start);
  }

  /**
   * Gives the file its name.
   *
   * @throws {Error} What the file system says, as where a folder has the name.
   */
  async commit(): Promise<void> {
    await Deno.rename(this.#part, this.#path);
    this.#isCommitted = true;
  }

  /** Removes the part, unless it has become the file. */
  [Symbol.dispose](): void {
    this.#file.close();
    if (this.#isCommitted) return;
    try {
      Deno.removeSync(this.#part);
    } catch (error) {
      // Somebody has removed the whole folder.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/**
 * Removes the abandoned parts of a file: what programs leave behind that are ended half-way.
 *
 * @param path The path of the file.
 * @throws {Error} What the file system says, unless it is that the folder is missing.
 *
 * @example
 * ```ts
 * import { removeRemains } from "./part_file.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * const abandoned = `.a.txt.${crypto.randomUUID()}.tmp`;
 * for (const name of ["a.txt", ".a.txt.mine.tmp", abandoned]) {
 *   await Deno.writeTextFile(`${folder}/${name}`, "");
 * }
 * await removeRemains(`${folder}/a.txt`);
 * const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
 * deepEqual(left.toSorted(), [".a.txt.mine.tmp", "a.txt"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function removeRemains(path: string): Promise<void> {
  const start = partStart(path);
  try {
    for await (const { name, isFile } of Deno.readDir(dirname(path))) {
      const isPart = isFile && name.startsWith(start) &&
        /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/.test(name.slice(start.length));
      if (isPart) await removeAbandoned(join(dirname(path), name));
    }
  } catch (error) {
    // No folder, no remains.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function removeAbandoned(part: string): Promise<void> {
  try {
    using file = await Deno.open(part, { read: true });
    if (await file.tryLock(true)) await Deno.remove(part);
  } catch {
    // Another program may have committed or removed it a moment ago, or it is another user's. What
    // lies there is in nobody's way.
  }
}

function partStart(path: string): string {
  return `.${basename(path)}.`;
}
