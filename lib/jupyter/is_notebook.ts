/**
 * Whether a program is a notebook.
 *
 * @module
 */

/** Whether this program runs in Deno's kernel. */
export function isNotebook(): boolean {
  try {
    return Deno.jupyter !== undefined;
  } catch {
    // Deno has it only in its kernel.
    return false;
  }
}
