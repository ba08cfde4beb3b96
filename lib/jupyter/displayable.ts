/**
 * What the Jupyter kernel can show: objects that describe themselves as a MIME bundle.
 *
 * @module
 */

/**
 * The method that Deno's Jupyter kernel calls on a cell's last expression. The kernel finds it by
 * this registered symbol; `Deno.jupyter.$display` is the same symbol but exists only in the kernel.
 */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** One output in several forms, by MIME type. The front end shows the richest form it knows. */
export type MimeBundle = Record<string, unknown>;

/** An object that a notebook shows when it is a cell's last expression. */
export interface Displayable {
  /**
   * Describes the object in the forms that a front end can show.
   *
   * @returns The object in each form, by MIME type; always with `text/plain`.
   */
  [JUPYTER_DISPLAY](): Promise<MimeBundle>;
}

/** A displayable whose text can be read without showing it. */
export interface Shown extends Displayable {
  /** What it shows in words and numbers, as in its `text/plain`. */
  readonly text: string;
}
