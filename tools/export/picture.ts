/**
 * Pictures that markdown shows.
 *
 * @module
 */
import { extname, resolve } from "node:path";
import type { MimeBundle } from "../kernel/mod.ts";

/** Nothing but pictures is read from the disk, whatever a notebook asks for. */
const PICTURE_TYPES: Record<string, string> = {
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/**
 * Reads a picture, so that it can stand inside a page.
 *
 * @param source Where it lies: a path from the notebook's folder, `attachment:name`, or a data URL.
 * @param folder The notebook's folder.
 * @param attachments The pictures that belong to the cell.
 * @returns A data URL, or `undefined` if there is no such picture.
 *
 * @example
 * ```ts
 * import { readPicture } from "./picture.ts";
 * import { equal } from "node:assert/strict";
 *
 * const attachments = { "dot.png": { "image/png": "iVBO" } };
 * equal(await readPicture("attachment:dot.png", ".", attachments), "data:image/png;base64,iVBO");
 * equal(await readPicture("deno.json", ".", {}), undefined);
 * ```
 */
export async function readPicture(
  source: string,
  folder: string,
  attachments: Record<string, MimeBundle>,
): Promise<string | undefined> {
  if (source.startsWith("data:image/")) return source;
  if (source.startsWith("attachment:")) {
    const bundle = attachments[source.slice("attachment:".length)] ?? {};
    const [mime, base64] = Object.entries(bundle)
      .find(([type]) => Object.values(PICTURE_TYPES).includes(type)) ?? [];
    return typeof base64 === "string" ? `data:${mime};base64,${base64}` : undefined;
  }
  const mime = PICTURE_TYPES[extname(source).toLowerCase()];
  if (mime === undefined) return undefined;
  const bytes = await Deno.readFile(resolve(folder, source)).catch(() => undefined);
  return bytes && `data:${mime};base64,${bytes.toBase64()}`;
}
