/**
 * Letting one program at a time into a folder.
 *
 * @module
 */
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describeError } from "@convbook/check";

/** Milliseconds between two looks: short beside what the other program does meanwhile. */
const PAUSE = 50;

/**
 * Waits until no other call holds the lock of a folder, in this program or another, and takes it.
 * The system gives it back however a program ends. The lock keeps out nobody who does not ask for it.
 *
 * Where there are no locks, as on some network drives, the folder counts as free.
 *
 * @param folder The path of the folder, which is there.
 * @param signal Ends the waiting, with the signal's reason.
 * @returns The lock. The caller disposes of it.
 * @throws {Error} If the folder cannot be opened.
 *
 * @example
 * ```ts
 * import { lockFolder } from "./folder_lock.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const folder = await Deno.makeTempDir();
 * const order: string[] = [];
 * const first = await lockFolder(folder);
 * const second = lockFolder(folder).then((lock) => {
 *   order.push("second");
 *   lock[Symbol.dispose]();
 * });
 * order.push("first");
 * first[Symbol.dispose]();
 * await second;
 * deepEqual(order, ["first", "second"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function lockFolder(folder: string, signal?: AbortSignal): Promise<Disposable> {
  // Windows locks no folders. A file of the lock's own stays there: whoever removed it would take it
  // away from those who wait.
  const opening = Deno.build.os === "windows"
    ? Deno.open(join(folder, ".convbook.lock"), { create: true, write: true })
    : Deno.open(folder, { read: true });
  const file = await opening.catch((cause) => {
    throw new Error(
      `Cannot lock ${folder}: expected a folder that can be opened but found: ` +
        describeError(cause),
      { cause },
    );
  });
  try {
    for (;;) {
      signal?.throwIfAborted();
      // `lock()` would wait without looks, and nothing can call it back.
      if (await file.tryLock(true).catch(() => true)) return file;
      await setTimeout(PAUSE);
    }
  } catch (error) {
    file.close();
    throw error;
  }
}
