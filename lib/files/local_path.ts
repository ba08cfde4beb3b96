/**
 * Paths of files and folders on this machine.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { describeError, describeValue } from "@convbook/check";

/** `name://`, and schemes that do without slashes. A Windows path starts with a single letter. */
const SCHEME = /^(?:[a-z][a-z\d+.-]+:\/\/|(?:file|https?|data|blob):)/i;

/**
 * Finds out which path is meant.
 *
 * @param action What the caller is about to do, as in `save the model`.
 * @param what What has the path, as in `the path of a folder`.
 * @param where A path, a `file:` URL, or such a URL as a text.
 * @returns The path.
 * @throws {TypeError} If it is none of these: an empty text, an address on a server, anything else.
 *
 * @example
 * ```ts
 * import { toLocalPath } from "./local_path.ts";
 * import { equal, throws } from "node:assert/strict";
 *
 * equal(toLocalPath("read it", "the path of a file", "a/b c"), "a/b c");
 * equal(toLocalPath("read it", "the path of a file", new URL("file:///a/b%20c")), "/a/b c");
 * throws(() => toLocalPath("read it", "the path of a file", "file://a"), { name: "TypeError" });
 * ```
 */
export function toLocalPath(action: string, what: string, where: string | URL): string {
  const refuse = (found: string, cause?: unknown) =>
    new TypeError(
      `Cannot ${action}: expected ${what}, or a URL of the form file:///…, but found ${found}`,
      { cause },
    );
  const text = where instanceof URL ? where.href : where;
  if (typeof text !== "string" || text === "" || text.includes("\0")) {
    throw refuse(describeValue(where));
  }
  if (!SCHEME.test(text)) return text;
  // `file:name` would name a file in the root folder, not in the working folder.
  if (!/^file:\//i.test(text)) throw refuse(describeValue(text));
  try {
    const url = new URL(text);
    // `file://name` is not a name in the working folder either.
    if (url.host !== "") throw new TypeError(`the host ${describeValue(url.host)}`);
    return fileURLToPath(url);
  } catch (cause) {
    throw refuse(`${describeValue(text)}: ${describeError(cause)}`, cause);
  }
}

/** The longest path that an error names in full. */
const MAX_PATH = 150;

/**
 * Shortens a path for an error.
 *
 * @param path A path.
 * @returns The path; of a very long one the start, which says where, and the end, which says what.
 */
export function nameShortly(path: string): string {
  const half = MAX_PATH / 2;
  return path.length <= MAX_PATH ? path : `${path.slice(0, half)}…${path.slice(1 - half)}`;
}
