/**
 * Pictures that markdown shows.
 *
 * @module
 */
import { extname } from "node:path";
import { MEDIA_TYPES, type MimeBundle, PICTURE_TYPES } from "@convbook/jupyter";
import { makeDataUrl } from "./data_url.ts";
import { nameSource, NoFileError, readLocalFile } from "./local_file.ts";
import { completeSvg } from "./svg.ts";

/** A larger file is not read. What is too large for a page is smaller by far. */
const MAX_BYTES = 50_000_000;

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
    if (!(error instanceof NoFileError)) throw error;
    warn(`Cannot show the picture ${nameSource(source)}: ${error.message}`);
    return undefined;
  }
}

async function readFile(source: string, folder: string): Promise<string> {
  // Nothing but pictures, sound and films is shown from the disk, whatever a notebook asks for.
  const extension = extname(source).toLowerCase();
  const mime = PICTURE_TYPES[extension] ?? MEDIA_TYPES[extension];
  if (mime === undefined) {
    const [last, ...others] = Object.keys(PICTURE_TYPES).toReversed();
    throw new NoFileError(
      `expected ${others.toReversed().join(", ")} or ${last} but found ${
        nameSource(extension) || "neither"
      }`,
    );
  }
  const bytes = await readLocalFile(source, [folder, Deno.cwd()], MAX_BYTES);
  return `data:${mime};base64,${bytes.toBase64()}`;
}

/** Pictures are attached in base 64, but some programs attach SVG as text. */
function readAttachment(bundle: MimeBundle): string {
  for (const [mime, value] of Object.entries(bundle)) {
    if (typeof value !== "string" || !Object.values(PICTURE_TYPES).includes(mime)) continue;
    const base64 = value.replaceAll(/\s/g, "");
    if (/^[\w+/=]+$/.test(base64)) return `data:${mime};base64,${base64}`;
    if (mime === "image/svg+xml") return makeDataUrl(mime, completeSvg(value));
  }
  throw new NoFileError("expected a picture attached to the cell but found none");
}
