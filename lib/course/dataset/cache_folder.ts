/**
 * Where downloads are kept.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeError } from "@convbook/check";

/** The folder above `lib/`: in a checkout, that of the course. */
const ROOT = new URL("../../../", import.meta.url);

/** What the choice of a cache folder depends on. */
export interface CacheSurroundings {
  /** The operating system. This one if left out. */
  os?: typeof Deno.build.os;
  /** The folder above the library. The folder above this one if left out. */
  root?: URL;
  /** Reads a variable of the environment. `Deno.env.get` if left out. */
  readVariable?: (name: string) => string | undefined;
}

/**
 * Chooses the folder that keeps downloads: `data/cache/` in a checkout of the course. For a package,
 * which may lie where nobody can write, it is `convbook` in the user's cache folder: `XDG_CACHE_HOME`
 * or `~/.cache` (XDG Base Directory Specification), on macOS `~/Library/Caches`, on Windows
 * `LOCALAPPDATA`.
 *
 * @param surroundings What the choice depends on; for tests.
 * @returns The path of the folder, which may be missing.
 * @throws {Error} If the user's cache folder cannot be found.
 *
 * @example
 * ```ts
 * import { findCacheFolder } from "./cache_folder.ts";
 * import { equal } from "node:assert/strict";
 *
 * const home: Record<string, string> = { HOME: "/home/ada" };
 * const folder = findCacheFolder({
 *   os: "linux",
 *   root: new URL("https://example.org/convbook/"),
 *   readVariable: (name) => home[name],
 * });
 * equal(folder.replaceAll("\\", "/"), "/home/ada/.cache/convbook");
 * ```
 */
export function findCacheFolder(
  { os = Deno.build.os, root = ROOT, readVariable = (name) => Deno.env.get(name) }:
    CacheSurroundings = {},
): string {
  if (isCheckout(root)) return fileURLToPath(new URL("data/cache/", root));
  const read = (name: string) => {
    try {
      return readVariable(name);
    } catch (cause) {
      throw new Error(
        `Cannot find a folder for downloads: expected the variable ${name} or the option ` +
          `cacheFolder but found: ${describeError(cause)}`,
        { cause },
      );
    }
  };
  const caches = findUserCaches(os, read);
  if (caches) return join(caches, "convbook");
  throw new Error(
    `Cannot find a folder for downloads: expected the variable ` +
      `${os === "windows" ? "LOCALAPPDATA" : "HOME"} or the option cacheFolder but found neither`,
  );
}

function findUserCaches(
  os: typeof Deno.build.os,
  read: (name: string) => string | undefined,
): string | undefined {
  if (os === "windows") return read("LOCALAPPDATA");
  const xdg = os === "darwin" ? undefined : read("XDG_CACHE_HOME");
  // A relative path is to be ignored.
  if (xdg?.startsWith("/")) return xdg;
  const home = read("HOME");
  return home && join(home, os === "darwin" ? "Library/Caches" : ".cache");
}

/** A package has the library alone; a checkout has the lessons, too. */
function isCheckout(root: URL): boolean {
  if (root.protocol !== "file:") return false;
  try {
    return Deno.statSync(new URL("notebooks/", root)).isDirectory;
  } catch {
    // Missing. Or not to be read, and then no part of this program's own folder.
    return false;
  }
}
