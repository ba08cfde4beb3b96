/**
 * The formulas of a notebook.
 *
 * @module
 */
import katex from "katex";
import "katex/contrib/mhchem";
import { isPlain } from "@convbook/check";
import { escapeHtml } from "@convbook/jupyter/escape_html";
import { adaptTex, COMMANDS, isWithOwnLine, LABEL, splitRows } from "./adapt_tex.ts";
import { type Command, DEFINITIONS } from "./definitions.ts";
import { findMath } from "./find_math.ts";

/** What a formula may ask for in width, height or space at once; a line of text has about 40 em. */
const MAX_EM = 50;

/** The most of a formula that a message names. */
const MAX_NAMED = 80;

/** Elements in which no formula is looked for, as in MathJax; and what formulas are made of. */
export const WITHOUT_FORMULAS: readonly string[] = [
  "annotation",
  "annotation-xml",
  "code",
  "math",
  "noscript",
  "pre",
  "script",
  "style",
  "svg",
  "textarea",
  "title",
];

/** Typesets the formulas of one notebook, in order: later ones use what earlier ones define. */
export class Formulas {
  readonly #commands: Record<string, Command> = { ...COMMANDS, ...DEFINITIONS };
  /** What stands beside the formula with a label. */
  readonly #numbers = new Map<string, string>();
  readonly #warn: (message: string) => void;
  #count = 0;

  /**
   * Begins a notebook.
   *
   * @param warn Is told which formula cannot be typeset.
   */
  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  /**
   * Notes the labels in a text: references may stand before what they refer to. A formula with a label
   * and without a tag gets the next number.
   *
   * @param markdown The text.
   */
  noteLabels(markdown: string): void {
    if (!markdown.includes("\\label")) return;
    for (const { tex } of findMath(markdown, 2)) {
      for (const row of splitRows(tex)) {
        const labels = [...row.matchAll(LABEL)].map(([, label]) => label);
        if (labels.length === 0) continue;
        const tag = /\\tag\*?\s*\{([^{}]*)\}/.exec(row)?.[1] ?? String(++this.#count);
        for (const label of labels) this.#numbers.set(label, tag);
      }
    }
  }

  /**
   * Typesets the formulas in a piece of text.
   *
   * @param text The text.
   * @param place Where it stands, for messages, as in `in cell 3 of a.ipynb`.
   * @returns HTML, or `undefined` if there is nothing to typeset.
   *
   * @example
   * ```ts
   * import { Formulas } from "./formulas.ts";
   * import { equal, match } from "node:assert/strict";
   *
   * const formulas = new Formulas(() => {});
   * equal(formulas.typeset("for $5", ""), undefined);
   * match(formulas.typeset("$\\newcommand{\\R}{\\mathbb R}$", "")!, /class="katex"/);
   * match(formulas.typeset("a < $\\R$", "")!, /^a &lt; <span class="katex">.*double-struck/s);
   * ```
   */
  typeset(text: string, place: string): string | undefined {
    const found = findMath(text, 1);
    if (found.length === 0 && !text.includes("\\$")) return undefined;
    let html = "";
    let from = 0;
    for (const { start, end, tex, isDisplay } of found) {
      const hasOwnLine = isDisplay || isWithOwnLine(tex);
      html += writeText(text.slice(from, start)) + this.#typesetFormula(tex, hasOwnLine, place);
      from = end;
    }
    return html + writeText(text.slice(from));
  }

  #typesetFormula(tex: string, isDisplay: boolean, place: string): string {
    const reference = /^\s*\\(eq)?ref\s*\{([^{}]*)\}\s*$/.exec(tex);
    if (reference !== null) {
      return this.#refer(reference[2], reference[1] !== undefined, place);
    }
    const ids = [...tex.matchAll(LABEL)]
      .map(([, label]) => `<span id="${escapeHtml(labelId(label))}"></span>`);
    return ids.join("") + this.#render(tex, isDisplay, place);
  }

  #render(tex: string, isDisplay: boolean, place: string): string {
    const adapted = adaptTex(tex, (label) => this.#numbers.get(label) ?? "?")
      .replaceAll(/\\(eq)?ref\s*\{([^{}]*)\}/g, (_, inBrackets, label) => {
        const number = this.#find(label, place);
        return `\\text{${inBrackets ? `(${number})` : number}}`;
      });
    // Nothing can stand beside a formula within a line.
    const written = isDisplay ? adapted : adapted.replaceAll(/\\tag\*?\s*\{[^{}]*\}/g, "");
    const options = {
      displayMode: isDisplay,
      // An author may rely on anything that LaTeX does otherwise: what can be shown, is shown.
      strict: "ignore",
      errorColor: "var(--error)",
      globalGroup: true,
      macros: this.#commands,
      maxSize: MAX_EM,
    } as const;
    try {
      return katex.renderToString(written, { ...options, throwOnError: true });
    } catch (error) {
      const message = isPlain(error) || error instanceof Error ? String(error.message) : "";
      this.#warn(
        `Cannot typeset the formula ${nameFormula(tex)} ${place}: expected what KaTeX knows but ` +
          `found: ${message.replace(/^KaTeX parse error: /, "").replaceAll("\u0332", "")}`,
      );
      return katex.renderToString(written, { ...options, throwOnError: false });
    }
  }

  #refer(label: string, inBrackets: boolean, place: string): string {
    const number = escapeHtml(this.#find(label, place));
    const id = encodeURIComponent(labelId(label));
    return `<a href="#${id}">${inBrackets ? `(${number})` : number}</a>`;
  }

  /** As MathJax does, three question marks stand for what is not there. */
  #find(label: string, place: string): string {
    const number = this.#numbers.get(label);
    if (number === undefined) {
      this.#warn(
        `Cannot refer to the formula ${
          nameFormula(label)
        } ${place}: expected a formula with that ` +
          "label but found none",
      );
    }
    return number ?? "???";
  }
}

/** The id of a formula, as MathJax makes it of its label. */
function labelId(label: string): string {
  return `mjx-eqn-${label}`;
}

function nameFormula(tex: string): string {
  const line = tex.replaceAll(/[\s\p{C}]+/gu, " ").trim();
  return line.length <= MAX_NAMED ? line : `${line.slice(0, MAX_NAMED)}…`;
}

/** Text without formulas, in which a backslash before a dollar only says that it begins none. */
function writeText(text: string): string {
  return escapeHtml(text.replaceAll("\\$", "$"));
}
