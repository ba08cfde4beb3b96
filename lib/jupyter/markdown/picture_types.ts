/**
 * The files that are pictures.
 *
 * @module
 */

/** The MIME types of pictures that browsers show, by extension. */
export const PICTURE_TYPES: Record<string, string> = {
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};
