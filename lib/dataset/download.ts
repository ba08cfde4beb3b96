/**
 * Downloads to a folder on disk, once.
 *
 * @module
 */
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkInteger } from "../check.ts";

/** How far a download has come. */
export interface DownloadProgress {
  /** What is downloaded. */
  url: string;
  /** Bytes received so far. */
  received: number;
  /** Bytes in all, where the server says so; missing if it sends them compressed. */
  total?: number;
}

/** How to download. */
export interface DownloadOptions {
  /** The folder that keeps downloaded files, made if it is missing. `data/cache/` if left out. */
  cacheFolder?: string;
  /** Called after each piece that arrives. Not called for a file that is in the cache already. */
  onProgress?: (progress: DownloadProgress) => void;
  /** The longest wait for the next piece, in milliseconds. 30,000 if left out. */
  timeLimit?: number;
  /** The most bytes to accept. 100,000,000 if left out. */
  sizeLimit?: number;
}

const CACHE_FOLDER = new URL("../../data/cache/", import.meta.url);
const ATTEMPTS = 3;
/** Milliseconds before the second attempt; twice that before the third. */
const FIRST_PAUSE = 250;
/** The longest time that a timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;
/** A temporary file untouched for so many milliseconds is from a process that was ended. */
const ABANDONED = 3_600_000;
const PART = ".part";

/**
 * Downloads a file unless the cache has it already.
 *
 * The bytes stream into a temporary file, which gets its name only when it is complete: whatever goes
 * wrong, the cache holds whole files alone. A connection that fails or breaks off, and a server that
 * answers 408, 429 or 5xx, gets two more attempts.
 *
 * @param url What to download, over http or https.
 * @param options Where to keep it, what to report, what to allow.
 * @returns The path of the file in the cache.
 * @throws {Error} If the cache folder cannot be written, the server answers with another status than
 * 200, the connection fails or breaks off three times, or nothing arrives within the time limit.
 * @throws {RangeError} If the file is larger than the size limit, or a limit is not a whole number.
 */
export async function download(url: string, options: DownloadOptions = {}): Promise<string> {
  const { timeLimit = 30_000, sizeLimit = 100_000_000 } = options;
  checkInteger(`download ${url}`, "timeLimit", timeLimit, { max: LONGEST_TIMER });
  checkInteger(`download ${url}`, "sizeLimit", sizeLimit);
  const folder = cacheFolder(options);
  const path = join(folder, await cacheName(url));
  if (await isFile(path)) return path;
  const part = await temporaryFile(folder, url);
  try {
    await downloadTo(part, url, { ...options, timeLimit, sizeLimit });
    await Deno.rename(part, path);
  } catch (error) {
    await Deno.remove(part);
    throw error;
  }
  return path;
}

/**
 * Removes a downloaded file from the cache, so that the next call downloads it again.
 *
 * @param url What was downloaded. If the cache does not have it, nothing happens.
 * @param options Where it was kept.
 */
export async function removeDownload(url: string, options: DownloadOptions = {}): Promise<void> {
  try {
    await Deno.remove(join(cacheFolder(options), await cacheName(url)));
  } catch (error) {
    // Another call that found it useless may have been faster.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function cacheFolder(options: DownloadOptions): string {
  return options.cacheFolder ?? fileURLToPath(CACHE_FOLDER);
}

/** The last part of the URL, for a person to recognise, behind a hash of all of it. */
async function cacheName(url: string): Promise<string> {
  if (!URL.canParse(url)) {
    throw new TypeError(`Cannot download ${url}: expected the address of a file but found none`);
  }
  const hash = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(url)),
  );
  const file = basename(new URL(url).pathname).replaceAll(/[^\w.-]/g, "_");
  return `${hash.subarray(0, 8).toHex()}-${file}`;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch {
    // Missing, or in a folder that cannot be read: `temporaryFile` then says what is wrong.
    return false;
  }
}

async function temporaryFile(folder: string, url: string): Promise<string> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await removeAbandoned(folder);
    return await Deno.makeTempFile({ dir: folder, suffix: PART });
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Cannot cache the download of ${url}: expected a folder that can be written at ${folder} ` +
        `but found: ${found}`,
      { cause },
    );
  }
}

/** Removes what downloads left behind whose process was ended half-way. */
async function removeAbandoned(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(PART)) continue;
    try {
      const { mtime } = await Deno.stat(join(folder, name));
      if (Date.now() - Number(mtime) > ABANDONED) await Deno.remove(join(folder, name));
    } catch (error) {
      // A download that has just ended has renamed its file.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/** A failure that another attempt may not meet. */
class PassingFailure extends Error {}

type Limits = Required<Pick<DownloadOptions, "timeLimit" | "sizeLimit">>;

async function downloadTo(
  path: string,
  url: string,
  options: DownloadOptions & Limits,
): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await attemptDownload(path, url, options);
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      if (attempt === ATTEMPTS) {
        throw new Error(`${error.message} (${ATTEMPTS} attempts)`, { cause: error.cause });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * attempt));
  }
}

async function attemptDownload(
  path: string,
  url: string,
  { onProgress, timeLimit, sizeLimit }: DownloadOptions & Limits,
): Promise<void> {
  const stop = new AbortController();
  const late = () => stop.abort(new Error("time limit"));
  let timer = setTimeout(late, timeLimit);
  let received = 0;
  let callerError: unknown;
  const report = (progress: DownloadProgress) => {
    try {
      onProgress?.(progress);
    } catch (error) {
      callerError = error;
      throw error;
    }
  };
  try {
    const response = await fetch(url, { signal: stop.signal });
    await checkStatus(response, url);
    const total = totalBytes(response);
    using file = await Deno.open(path, { write: true, truncate: true });
    for await (const piece of response.body ?? []) {
      clearTimeout(timer);
      received += piece.length;
      if (received > sizeLimit) {
        throw new RangeError(
          `Cannot download ${url}: expected at most ${sizeLimit} bytes but found more`,
        );
      }
      await writeAll(file, piece);
      report({ url, received, total });
      timer = setTimeout(late, timeLimit);
    }
  } catch (cause) {
    if (stop.signal.aborted) {
      throw new Error(
        `Cannot download ${url}: expected the next bytes within ${timeLimit} ms but found none ` +
          `after ${received} bytes`,
        { cause },
      );
    }
    // `fetch` and its body report every failure of the network as a TypeError.
    if (!(cause instanceof TypeError) || cause === callerError) throw cause;
    throw new PassingFailure(
      `Cannot download ${url}: expected an answer to its end but found that the connection failed ` +
        `after ${received} bytes`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** The length of a compressed answer says nothing about the bytes that come out of it. */
function totalBytes({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? undefined : Number(length);
}

async function checkStatus(response: Response, url: string): Promise<void> {
  if (response.status === 200) return;
  await response.body?.cancel();
  const message =
    `Cannot download ${url}: expected status 200 but found ${response.status} ${response.statusText}`;
  const passing = response.status === 408 || response.status === 429 || response.status >= 500;
  throw passing ? new PassingFailure(message) : new Error(message);
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    offset += await file.write(bytes.subarray(offset));
  }
}
