/**
 * The forms in which notebooks are exported. The options of the command line, their help and the
 * names of folders come from these lists.
 *
 * @module
 */
import type { Form, FormOption, Variant } from "./form.ts";
import { MARKDOWN } from "./markdown.ts";
import { PAGES } from "./pages.ts";
import { PDF } from "./pdf.ts";
import { SINGLE_FILE } from "./single_file.ts";
import { SLIDES } from "./slides.ts";

/** The forms; the first one is written if no other is chosen. */
export const FORMS: readonly [Form, ...Form[]] = [PAGES, SLIDES, MARKDOWN];

/** What forms can be varied by, in the order in which that is done. */
export const VARIANTS: readonly Variant[] = [SINGLE_FILE, PDF];

/**
 * Lists the options that choose forms and variants.
 *
 * @returns The options.
 *
 * @example
 * ```ts
 * import { listFormOptions } from "./mod.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(listFormOptions().some(({ name }) => name === "slides"), true);
 * ```
 */
export function listFormOptions(): FormOption[] {
  return [...FORMS, ...VARIANTS].flatMap(({ option }) => option ?? []);
}

/**
 * Chooses a form.
 *
 * @param names The names of the options that are given, in any order.
 * @returns The form.
 * @throws {TypeError} If they do not go together.
 *
 * @example
 * ```ts
 * import { chooseForm } from "./mod.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(chooseForm(["single-file", "slides"]).nameFolder("convbook"), "single-files");
 * equal(chooseForm([]).nameFolder("convbook"), "convbook-pages");
 * ```
 */
export function chooseForm(names: readonly string[]): Form {
  const isGiven = ({ option }: Form | Variant) =>
    option !== undefined && names.includes(option.name);
  const [chosen = FORMS[0], other] = FORMS.filter(isGiven);
  if (other !== undefined) throw describeConflict(chosen, other);
  return VARIANTS.filter(isGiven).reduce((form, variant) => {
    const varied = variant.vary(form);
    if (varied === undefined) throw describeConflict(chosen, variant);
    return varied;
  }, chosen);
}

function describeConflict(...choices: (Form | Variant)[]): TypeError {
  const [first, second] = choices.map(({ option }) => `--${option?.name}`);
  return new TypeError(
    `Cannot export notebooks: expected options that go together but found ${first} and ${second}`,
  );
}
