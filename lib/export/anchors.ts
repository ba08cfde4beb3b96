/**
 * What links inside a lesson lead to: its headings and other elements with a name.
 *
 * @module
 */

/** Ids that the page itself uses. */
const PAGE_IDS = ["main", "contents", "pages"];

/** The names in one lesson. */
export class Anchors {
  readonly #ids = new Set(PAGE_IDS);
  /** The first id of those that differ in case and punctuation only. */
  readonly #spellings = new Map<string, string>();

  /**
   * Gives an element a name of its own.
   *
   * @param wanted What it would be called; spaces become hyphens, as in JupyterLab.
   * @returns The name; with a number where it is taken.
   */
  add(wanted: string): string {
    const name = wanted.replaceAll(/\s+/g, "-") || "section";
    let id = name;
    for (let count = 1; this.#ids.has(id); count++) id = `${name}-${count}`;
    this.keep(id);
    return id;
  }

  /**
   * Notes the name of an element that stays as it is, as in HTML that a cell displays.
   *
   * @param id The name.
   */
  keep(id: string): void {
    this.#ids.add(id);
    const spelling = simplify(id);
    if (!this.#spellings.has(spelling)) this.#spellings.set(spelling, id);
  }

  /**
   * Finds what a link leads to. Authors write headings as other programs name them: in small letters,
   * without punctuation, with spaces.
   *
   * @param fragment What stands behind the `#` of the link.
   * @returns The name of an element, or `undefined` if there is none of that name.
   *
   * @example
   * ```ts
   * import { Anchors } from "./anchors.ts";
   * import { equal } from "node:assert/strict";
   *
   * const anchors = new Anchors();
   * anchors.add("The file, again");
   * equal(anchors.find("the-file-again"), "The-file,-again");
   * equal(anchors.find("The%20file,%20again"), "The-file,-again");
   * equal(anchors.find("file"), undefined);
   * ```
   */
  find(fragment: string): string | undefined {
    const name = decode(fragment);
    if (this.#ids.has(name)) return name;
    const spelling = simplify(name);
    const found = spelling === "" ? undefined : this.#spellings.get(spelling);
    // Browsers go to the beginning of the page (HTML, "the indicated part").
    return found ?? (/^top$/i.test(name) ? "top" : undefined);
  }
}

/** Letters and digits alone, in small letters. */
function simplify(name: string): string {
  return name.normalize("NFKC").toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M}\p{S}]+/gu, "");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray %
  }
}
