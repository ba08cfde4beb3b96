/**
 * What a program of ours can be asked for on its command line.
 *
 * @module
 */

/** An option, as in `--out DIR`. */
export interface Option {
  /** What its value is called, as in `DIR`. It is a flag without a value if left out. */
  value?: string;
  /** Whether it may be given several times. The last time counts if left out. */
  isRepeated?: true;
  /** What it does, and what holds if it is left out. */
  help: string;
}

/** The options of a program by their names, without the two hyphens. */
export type Options = Readonly<Record<string, Option>>;

/** The definition of a program: its errors, its `--help` and what its command line may hold. */
export interface Command<Known extends Options = Options> {
  /** The name of its task, as in `run`. */
  name: string;
  /** What it does, in the words of an error: `run notebooks`. */
  action: string;
  /** What it does, in a line. */
  purpose: string;
  /** What may stand there beside options, as in `FILE…`. Nothing may if left out. */
  operands?: string;
  /** The options. None if left out. */
  options?: Known;
  /** What else is worth knowing, in paragraphs. Nothing if left out. */
  details?: readonly string[];
}

/** What was given on a command line. */
export interface Arguments<Known extends Options = Options> {
  /** The value or values of each option that was given, and `true` for each flag. */
  options: {
    [Name in keyof Known]?: Known[Name] extends { isRepeated: true } ? string[]
      : Known[Name] extends { value: string } ? string
      : true;
  };
  /** What is not an option, in order. */
  operands: string[];
}
