/**
 * Telling where a path leads.
 *
 * @module
 */
import { isAbsolute, relative } from "node:path";

/**
 * Tells whether a path leads to a folder or to something inside it. Links are not followed.
 *
 * @param path The path.
 * @param folder The path of the folder.
 * @returns Whether it is inside.
 *
 * @example
 * ```ts
 * import { isInside } from "./is_inside.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(isInside("notebooks/images/a.png", "notebooks"), true);
 * equal(isInside("notebooks/../a.png", "notebooks"), false);
 * ```
 */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  // On Windows, the way to another drive is that drive's whole path.
  return !/^\.\.(?:[/\\]|$)/.test(way) && !isAbsolute(way);
}
