import { equal, throws } from "node:assert/strict";
import { findLanguage } from "../../../lib/course/notebook/find_language.ts";
import { EN, useWords, type Words } from "../../../lib/words/mod.ts";

const ES: Words = { ...EN, tag: "es" };

const CASES: [
  given: string | undefined,
  variable: string | undefined,
  folder: string,
  tag: string,
][] = [
  [undefined, undefined, "/home/a", "en"],
  [undefined, undefined, "/home/notebooks/es", "es"],
  // A folder that is not a language's, and one that is called like a language by chance.
  [undefined, undefined, "/home/notebooks/physics", "en"],
  [undefined, undefined, "/home/es", "en"],
  [undefined, "es", "/home/notebooks/en", "es"],
  ["en", "es", "/home/notebooks/es", "en"],
  ["es-MX", undefined, "/home/a", "es"],
];

for (const [given, variable, folder, tag] of CASES) {
  Deno.test(`findLanguage() takes ${tag} where ${given}, ${variable} and ${folder} are said`, () => {
    useWords(ES);
    try {
      equal(findLanguage("set up", given, { variable, folder }).tag, tag);
    } finally {
      useWords(EN);
    }
  });
}

Deno.test("findLanguage() names the languages that there are", () => {
  throws(() => findLanguage("set up", "fr", { variable: undefined, folder: "/" }), {
    name: "RangeError",
    message: 'Cannot set up: expected a language of en but found "fr"',
  });
  throws(() => findLanguage("set up", undefined, { variable: "fr", folder: "/" }), {
    name: "RangeError",
    message: 'Cannot set up: expected CONVBOOK_LANGUAGE of en but found "fr"',
  });
});
