/**
 * Taking turns: what one program does at a time.
 *
 * @module
 */

/** A turn: while it lasts, nobody else has one for the same path. Disposing of it ends it. */
export class Turn implements Disposable {
  readonly #path: string;
  readonly #file: Deno.FsFile;

  private constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Waits for a turn. The system ends the turn of a program that is ended.
   *
   * @param path The path of a file that exists while somebody has a turn, and serves for nothing else.
   * @returns The turn. The caller disposes of it.
   * @throws {Error} If the file cannot be made.
   *
   * @example
   * ```ts
   * import { Turn } from "./turn.ts";
   * import { deepEqual } from "node:assert/strict";
   *
   * const folder = await Deno.makeTempDir();
   * {
   *   using _turn = await Turn.take(`${folder}/.lock`);
   * }
   * deepEqual([...Deno.readDirSync(folder)], []);
   * await Deno.remove(folder, { recursive: true });
   * ```
   */
  static async take(path: string): Promise<Turn> {
    for (;;) {
      const file = await Deno.open(path, { create: true, write: true });
      // Without locks, as on some network drives, nobody waits.
      await file.lock(true).catch(() => {});
      // Whoever had the turn before has removed the file: the lock of a file without a name is none.
      const isCurrent = await Deno.stat(path).then(
        async ({ ino }) => ino === (await file.stat()).ino,
        () => false,
      );
      if (isCurrent) return new Turn(path, file);
      file.close();
    }
  }

  /** Ends the turn. */
  [Symbol.dispose](): void {
    try {
      Deno.removeSync(this.#path);
    } catch (error) {
      // Somebody has removed the whole folder.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    } finally {
      this.#file.close();
    }
  }
}
