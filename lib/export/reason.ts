/**
 * Why a page cannot show something.
 *
 * @module
 */
import type { Words } from "@convbook/words";

/** A reason, in whichever language the page is in. */
export class Reason {
  /** Says it, as the end of a sentence. */
  readonly in: (words: Words) => string;

  /** @param say Says it in the words of a language. */
  constructor(say: (words: Words) => string) {
    this.in = say;
  }
}
