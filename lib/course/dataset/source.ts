/**
 * Where digits come from, and how their two files are read from there.
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { nameShortly, readFile as readBytes, toLocalPath } from "@convbook/files";
import { decodeLabels } from "./decode_labels.ts";
import { decodeSprite, type Sprite } from "./decode_sprite.ts";
import { download, type DownloadOptions, removeDownload } from "./download.ts";

const ACTION = "load the digits";

/** A sprite and its labels, each a path, a `file:` URL or an `http(s):` URL. */
export interface SpriteFiles {
  /** The sprite: a PNG 784 px wide with a digit in each row. */
  images: string | URL;
  /** Its one-hot labels: 10 bytes a digit. */
  labels: string | URL;
}

/**
 * Where digits come from:
 *
 * - `"bundled"`: the 7,800 digits that lie beside the library, in `data/`;
 * - `"full"`: the 65,000 digits that `deno task data:full` builds in `data/full/`;
 * - a sprite and its labels on disk or on a server.
 */
export type DataSource = "bundled" | "full" | SpriteFiles;

/** Digits and their classes, decoded. */
export interface LabelledSprite extends Sprite {
  /** The class of each digit, 0 to 9. */
  labels: Uint8Array;
}

/** The bundled sprite of 7,800 digits and its labels, as `file:` URLs. */
export const BUNDLED_FILES: { images: URL; labels: URL } = filesIn("../../../data/");
const FULL_FILES = filesIn("../../../data/full/");

function filesIn(folder: string): { images: URL; labels: URL } {
  return {
    images: new URL(`${folder}mnist_images.png`, import.meta.url),
    labels: new URL(`${folder}mnist_labels_uint8`, import.meta.url),
  };
}

/**
 * Reads and decodes a sprite and its labels.
 *
 * @param source Where they come from.
 * @param options How to download, if the source is on a server.
 * @returns The digits with their labels.
 * @throws {TypeError} If `source` is none of those of {@linkcode DataSource}, or the sprite is not
 * 784 px wide or has transparent pixels.
 * @throws {SyntaxError} If a file does not decode.
 * @throws {RangeError} If there are more digits than labels, or fewer.
 * @throws {Error} If a file cannot be read or downloaded.
 */
export async function readSource(
  source: DataSource,
  options?: DownloadOptions,
): Promise<LabelledSprite> {
  const files = filesOf(source);
  const labels = await readFile(files.labels, decodeLabels, options);
  const sprite = await readFile(files.images, decodeSprite, options);
  if (sprite.count !== labels.length) {
    // One of the two is wrong. Downloaded again, they may fit.
    await forgetDownload(files.images, options);
    await forgetDownload(files.labels, options);
    throw new RangeError(
      `Cannot load the digits: expected a label for each of the ${sprite.count} digits of ` +
        `${nameShortly(String(files.images))} but found ${labels.length} labels in ` +
        nameShortly(String(files.labels)),
    );
  }
  return { ...sprite, labels };
}

function filesOf(source: DataSource): SpriteFiles {
  if (source === "bundled") return BUNDLED_FILES;
  if (source === "full") return FULL_FILES;
  if (isFile(source?.images) && isFile(source?.labels)) return source;
  throw new TypeError(
    `Cannot load the digits: expected source to be "bundled", "full" or { images, labels } ` +
      `but found ${describeValue(source)}`,
  );
}

function isFile(value: unknown): boolean {
  return typeof value === "string" || value instanceof URL;
}

function isOnServer(file: string | URL): boolean {
  return /^https?:/i.test(String(file));
}

/** Reads one file and decodes it; an error names the file. */
async function readFile<T>(
  file: string | URL,
  decode: (bytes: Uint8Array) => T | Promise<T>,
  options?: DownloadOptions,
): Promise<T> {
  const path = isOnServer(file) ? await download(String(file), options) : pathOf(file);
  const bytes = await readLocal(path);
  try {
    return await decode(bytes);
  } catch (error) {
    // What does not decode is not kept: the next call would only meet it again.
    await forgetDownload(file, options);
    if (error instanceof Error) {
      error.message += `, in ${nameShortly(isOnServer(file) ? String(file) : path)}`;
    }
    throw error;
  }
}

async function forgetDownload(file: string | URL, options?: DownloadOptions): Promise<void> {
  if (isOnServer(file)) await removeDownload(String(file), options);
}

function pathOf(file: string | URL): string {
  return toLocalPath(ACTION, "the path of a file, a URL of the form https://…", file);
}

async function readLocal(path: string): Promise<Uint8Array> {
  try {
    return await readBytes(ACTION, path);
  } catch (error) {
    const isFull = Object.values(FULL_FILES).some((file) => pathOf(file) === path);
    if (isFull && error instanceof Error) error.message += " (`deno task data:full` builds it)";
    throw error;
  }
}
