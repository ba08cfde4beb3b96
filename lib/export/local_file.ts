/**
 * Reading the files that a notebook names.
 *
 * @module
 */
import { resolve } from "node:path";
import { describeError, describeValue } from "@convbook/check";
import { isInside } from "@convbook/files";

/** Says why a file is not read: the `Cannot …` is added where it is caught. */
export class NoFileError extends Error {
  override readonly name = "NoFileError";
}

/**
 * Reads a file, if it lies in one of the folders where a notebook's files may lie: a page that is
 * handed out must not carry what lies elsewhere on its author's disk.
 *
 * @param source The path, from the first folder on.
 * @param roots The folders.
 * @param maxBytes The most bytes that it may have.
 * @returns Its content.
 * @throws {NoFileError} If there is no such file, or it is too large, or cannot be read.
 *
 * @example
 * ```ts
 * import { NoFileError, readLocalFile } from "./local_file.ts";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(readLocalFile("../../none", ["."], 10), NoFileError);
 * ```
 */
export async function readLocalFile(
  source: string,
  roots: readonly string[],
  maxBytes: number,
): Promise<Uint8Array> {
  const expected = `expected a file in ${roots.join(" or in ")} but found`;
  // The real paths: a link can lead anywhere.
  const path = await Deno.realPath(resolve(roots[0], source)).catch(() => {
    throw new NoFileError(`${expected} none`);
  });
  const realRoots = await Promise.all(roots.map((root) => Deno.realPath(root)));
  if (!realRoots.some((root) => isInside(path, root))) {
    throw new NoFileError(`${expected} ${path}`);
  }
  const { isFile, size } = await Deno.stat(path);
  // Reading a pipe or a device could take for ever.
  if (!isFile) throw new NoFileError(`${expected} something else`);
  if (size > maxBytes) {
    throw new NoFileError(`expected at most ${maxBytes} bytes but found ${size}`);
  }
  return await Deno.readFile(path).catch((cause) => {
    throw new NoFileError(`${expected} one that cannot be read: ${describeError(cause)}`);
  });
}

/**
 * Names a path in a message: as it is, unless it is long or would do something to a terminal.
 *
 * @param source The path.
 * @returns The path, or what describes it.
 *
 * @example
 * ```ts
 * import { nameSource } from "./local_file.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(nameSource("a b.png"), "a b.png");
 * equal(nameSource("\x1b[2J"), '"\\u001b[2J"');
 * ```
 */
export function nameSource(source: string): string {
  return source.length <= 100 && !/\p{C}/u.test(source) ? source : describeValue(source);
}
