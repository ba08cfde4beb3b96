/**
 * Writing text into HTML.
 *
 * @module
 */

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Replaces the characters that HTML gives a meaning.
 *
 * @param text Any text.
 * @returns The text for an element or a quoted attribute.
 */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]);
}
