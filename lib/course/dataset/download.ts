/**
 * Downloads to a folder on disk, once.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import {
  callback,
  type Check,
  checkMembers,
  type Checks,
  describeError,
  describeValue,
  text,
  wholeNumber,
} from "@convbook/check";
import { PartFile } from "@convbook/files";
import { findCacheFolder } from "./cache_folder.ts";
import { type DownloadProgress, isHttp, receiveFile, shortenUrl } from "./receive_file.ts";

export type { DownloadProgress };

/** How to download. */
export interface DownloadOptions {
  /**
   * The folder that keeps downloaded files, made if it is missing. If left out, `data/cache/` in a
   * checkout of the course, and for a package `convbook` in the user's cache folder:
   * `XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches` on macOS, `LOCALAPPDATA` on Windows.
   */
  cacheFolder?: string;
  /** Called after each piece that arrives. Not called for a file that is in the cache already. */
  onProgress?: (progress: DownloadProgress) => void;
  /** The longest wait for the next piece, in milliseconds. 30,000 if left out. */
  timeLimit?: number;
  /** The most bytes to accept. 100,000,000 if left out. */
  sizeLimit?: number;
}

/** The longest time that a timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;
const OPTIONS: Checks<DownloadOptions> = {
  cacheFolder: text,
  onProgress: callback,
  timeLimit: wholeNumber({ max: LONGEST_TIMER }),
  sizeLimit: wholeNumber(),
};

/** Throws unless every option of a download is known and right. */
export const checkDownloadOptions: Check = (action, _name, value) =>
  checkMembers(action, "options of a download as in { timeLimit: 5000 }", value, OPTIONS);

/** File systems take names of 255 bytes; a part of a file has a longer name than the file. */
const LONGEST_NAME = 100;

/**
 * Downloads a file unless the cache has it already.
 *
 * The bytes stream into a file of another name, which gets its own when it is complete: whatever goes
 * wrong, the cache holds whole files alone. A connection that fails or breaks off, and a server that
 * answers 408, 429 or 5xx, gets two more attempts.
 *
 * @param url What to download, over http or https.
 * @param options Where to keep it, what to report, what to allow.
 * @returns The path of the file in the cache.
 * @throws {TypeError} If `url` is not an address over http or https, or `cacheFolder` not a path.
 * @throws {RangeError} If the file is larger than the size limit, or a limit is not a whole number.
 * @throws {Error} If the file cannot be written, or not be received: see {@linkcode receiveFile}.
 */
export async function download(url: string, options: DownloadOptions = {}): Promise<string> {
  const { onProgress, timeLimit = 30_000, sizeLimit = 100_000_000 } = options;
  const action = `download ${shortenUrl(url)}`;
  checkDownloadOptions(action, "options", options);
  const path = await cachePath(url, options);
  const info = await Deno.stat(path).catch(() => undefined);
  if (info?.isFile) return path;
  if (info !== undefined) {
    throw new Error(
      `Cannot cache the download of ${shortenUrl(url)}: expected a file or nothing at ${path} ` +
        "but found a folder",
    );
  }
  const refuse = (cause: unknown): never => {
    const advice = options.cacheFolder === undefined
      ? "; the option cacheFolder names another"
      : "";
    throw new Error(
      `Cannot cache the download of ${shortenUrl(url)}: expected a folder that can be written at ` +
        `${dirname(path)} but found: ${describeError(cause)}${advice}`,
      { cause },
    );
  };
  using part = await PartFile.create(path).catch(refuse);
  const receiver = {
    write: (bytes: Uint8Array) => part.write(bytes).catch(refuse),
    clear: () => part.clear().catch(refuse),
  };
  await receiveFile(url, receiver, { onProgress, timeLimit, sizeLimit });
  await part.commit().catch(refuse);
  return path;
}

/**
 * Removes a downloaded file from the cache, so that the next call downloads it again.
 *
 * @param url What was downloaded. If the cache does not have it, nothing happens.
 * @param options Where it was kept.
 */
export async function removeDownload(url: string, options: DownloadOptions = {}): Promise<void> {
  // Another call that found it useless may have been faster. And why it is useless matters more to
  // the caller than that it cannot be removed.
  await Deno.remove(await cachePath(url, options)).catch(() => {});
}

/** The last part of the URL, for a person to recognise, behind a hash of all of it. */
async function cachePath(url: string, options: DownloadOptions): Promise<string> {
  const address = URL.parse(url);
  if (address === null || !isHttp(address)) {
    throw new TypeError(
      `Cannot download ${shortenUrl(url)}: expected the address of a file over http or https ` +
        `but found ${address === null ? "none" : describeValue(address.protocol)}`,
    );
  }
  const { cacheFolder = findCacheFolder() } = options;
  if (typeof cacheFolder !== "string" || cacheFolder === "") {
    throw new TypeError(
      `Cannot download ${shortenUrl(url)}: expected cacheFolder to be the path of a folder but ` +
        `found ${describeValue(cacheFolder)}`,
    );
  }
  const hash = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(url)),
  );
  const file = basename(address.pathname).replaceAll(/[^\w.-]/g, "_").slice(-LONGEST_NAME);
  return join(cacheFolder, `${hash.subarray(0, 8).toHex()}-${file}`);
}
