/**
 * Pictures that markdown shows.
 *
 * @module
 */
import { extname, resolve } from "node:path";
import { describeError, describeValue } from "@convbook/check";
import { type MimeBundle, PICTURE_TYPES } from "@convbook/jupyter";
import { isInside } from "@convbook/files";
import { makeDataUrl } from "./data_url.ts";

/** A larger file is not read. What is too large for a page is smaller by far. */
const MAX_BYTES = 50_000_000;

/** Says why there is no picture: the `Cannot show …` is added where it is caught. */
class NoPicture extends Error {}

/**
 * Reads a picture, so that it can stand inside a page. Files are read only in the notebook's folder
 * and in the folder where the program was started, as Jupyter does: a page that is handed out must
 * not carry pictures from elsewhere on its author's disk.
 *
 * @param source Where it lies: a path from the notebook's folder, or `attachment:name`.
 * @param folder The notebook's folder.
 * @param attachments The pictures that belong to the cell.
 * @param warn Is told what cannot be read.
 * @returns A data URL, or `undefined` if there is no such picture.
 *
 * @example
 * ```ts
 * import { readPicture } from "./picture.ts";
 * import { equal, match } from "node:assert/strict";
 *
 * const attachments = { "dot.png": { "image/png": "iVBO" } };
 * const warnings: string[] = [];
 * const read = (source: string) =>
 *   readPicture(source, ".", attachments, (text) => warnings.push(text));
 * equal(await read("attachment:dot.png"), "data:image/png;base64,iVBO");
 * equal(await read("deno.json"), undefined);
 * match(warnings[0], /^Cannot show the picture deno.json: expected .avif, .gif/);
 * ```
 */
export async function readPicture(
  source: string,
  folder: string,
  attachments: Record<string, MimeBundle>,
  warn: (message: string) => void,
): Promise<string | undefined> {
  try {
    const name = /^attachment:(.*)$/s.exec(source)?.[1];
    return name === undefined
      ? await readFile(source, folder)
      : readAttachment(Object.hasOwn(attachments, name) ? attachments[name] : {});
  } catch (error) {
    if (!(error instanceof NoPicture)) throw error;
    warn(`Cannot show the picture ${nameSource(source)}: ${error.message}`);
    return undefined;
  }
}

/** As it is, unless it is long or would do something to a terminal. */
function nameSource(source: string): string {
  return source.length <= 100 && !/\p{C}/u.test(source) ? source : describeValue(source);
}

async function readFile(source: string, folder: string): Promise<string> {
  // Nothing but pictures is read from the disk, whatever a notebook asks for.
  const extension = extname(source).toLowerCase();
  const mime = PICTURE_TYPES[extension];
  if (mime === undefined) {
    const [last, ...others] = Object.keys(PICTURE_TYPES).toReversed();
    throw new NoPicture(
      `expected ${others.toReversed().join(", ")} or ${last} but found ${
        nameSource(extension) || "neither"
      }`,
    );
  }
  const expected = `expected a file in ${folder} or in ${Deno.cwd()} but found`;
  // The real paths: a link can lead anywhere.
  const path = await Deno.realPath(resolve(folder, source)).catch(() => {
    throw new NoPicture(`${expected} none`);
  });
  const roots = await Promise.all([folder, Deno.cwd()].map((root) => Deno.realPath(root)));
  if (!roots.some((root) => isInside(path, root))) throw new NoPicture(`${expected} ${path}`);
  const { isFile, size } = await Deno.stat(path);
  // Reading a pipe or a device could take for ever.
  if (!isFile) throw new NoPicture(`${expected} something else`);
  if (size > MAX_BYTES) {
    throw new NoPicture(`expected at most ${MAX_BYTES} bytes but found ${size}`);
  }
  const bytes = await Deno.readFile(path).catch((cause) => {
    throw new NoPicture(`${expected} one that cannot be read: ${describeError(cause)}`);
  });
  return `data:${mime};base64,${bytes.toBase64()}`;
}

/** Pictures are attached in base 64, but some programs attach SVG as text. */
function readAttachment(bundle: MimeBundle): string {
  for (const [mime, value] of Object.entries(bundle)) {
    if (typeof value !== "string" || !Object.values(PICTURE_TYPES).includes(mime)) continue;
    const base64 = value.replaceAll(/\s/g, "");
    if (/^[\w+/=]+$/.test(base64)) return `data:${mime};base64,${base64}`;
    if (mime === "image/svg+xml") return makeDataUrl(mime, value);
  }
  throw new NoPicture("expected a picture attached to the cell but found none");
}
