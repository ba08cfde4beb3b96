/**
 * What a terminal would show of a text: where the text goes back, up, or deletes what it has written.
 *
 * @module
 */
import { changeStyle, PLAIN, type TerminalStyle } from "./terminal_style.ts";

/** Text of one style. */
export interface Run {
  /** The text, without line breaks. */
  text: string;
  /** How it looks. */
  style: TerminalStyle;
}

/** A letter where it stands. */
interface Letter {
  letter: string;
  style: TerminalStyle;
}

/** Nothing moves further than this: a number in a text must not fill the memory. */
const MAX_COLUMNS = 300;

const SPACE: Letter = { letter: " ", style: PLAIN };

/** A control sequence (ECMA-48: CSI), a string for the terminal (OSC, DCS and others), or another code. */
const CODE =
  // deno-lint-ignore no-control-regex -- these are the codes
  /\x1b\[([<-?]?)([\d;:]*)[ -/]*([@-~])|\x1b\](?:(\d+);)?([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[ -/]*[0-~]?|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/gu;

/**
 * Reads a text as a terminal does. As in JupyterLab, a carriage return goes back to the beginning of
 * the line, and a backspace deletes the letter before.
 *
 * @param text The text.
 * @returns The lines, each in pieces of one style.
 *
 * @example
 * ```ts
 * import { readTerminal } from "./terminal.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const lines = readTerminal("10 %\r20\nab\b\x1b[1mc");
 * deepEqual(lines.map((runs) => runs.map(({ text }) => text)), [["20 %"], ["a", "c"]]);
 * deepEqual(lines[1][1].style.isBold, true);
 * ```
 */
export function readTerminal(text: string): Run[][] {
  const screen = new Screen();
  for (const found of text.matchAll(CODE)) screen.take(found);
  return screen.lines.map(joinLetters);
}

class Screen {
  readonly lines: Letter[][] = [[]];
  #row = 0;
  #column = 0;
  #style: TerminalStyle = PLAIN;

  take([code, mode, values = "", command, kind, content = ""]: RegExpMatchArray): void {
    if (command !== undefined) {
      // Those of a mode hide the cursor, ask the terminal for its name and so on.
      if (mode === "") this.#control(command, values);
      return;
    }
    if (kind === "8") {
      const url = content.slice(content.indexOf(";") + 1);
      this.#style = { ...this.#style, url: /^(?:https?|mailto):/i.test(url) ? url : undefined };
      return;
    }
    switch (code) {
      case "\n":
        this.#moveTo(this.#row + 1, 0);
        return;
      case "\r":
        this.#column = 0;
        return;
      case "\b":
        if (this.#column > 0) this.#line.splice(--this.#column, 1);
        return;
      case "\t":
        return this.#write("\t");
    }
    // Other codes ring bells, choose character sets and so on.
    if (code >= " " && code !== "\x7f" && !code.startsWith("\x1b")) this.#write(code);
  }

  get #line(): Letter[] {
    return this.lines[this.#row];
  }

  #write(text: string): void {
    const line = this.#line;
    while (line.length < this.#column) line.push(SPACE);
    for (const letter of text) line[this.#column++] = { letter, style: this.#style };
  }

  /** Below the last line there are more, one at a time. */
  #moveTo(row: number, column: number): void {
    this.#row = Math.max(0, Math.min(row, this.lines.length));
    if (this.#row === this.lines.length) this.lines.push([]);
    this.#column = Math.max(0, Math.min(column, MAX_COLUMNS));
  }

  #control(command: string, values: string): void {
    const [first, second] = values.split(";").map((value) => Number.parseInt(value));
    const count = first || 1;
    switch (command) {
      case "m":
        this.#style = changeStyle(this.#style, values);
        return;
      case "A":
      case "F":
        return this.#moveTo(this.#row - count, command === "F" ? 0 : this.#column);
      case "B":
      case "E":
        return this.#moveTo(
          Math.min(this.#row + count, this.lines.length - 1),
          command === "E" ? 0 : this.#column,
        );
      case "C":
        return this.#moveTo(this.#row, this.#column + count);
      case "D":
        return this.#moveTo(this.#row, this.#column - count);
      case "G":
        return this.#moveTo(this.#row, count - 1);
      case "H":
      case "f":
        return this.#moveTo(Math.min(count, this.lines.length) - 1, (second || 1) - 1);
      case "K":
        return this.#erase(first || 0);
      case "J":
        if (first === 2 || first === 3) {
          this.lines.splice(0, this.lines.length, []);
          return this.#moveTo(0, 0);
        }
        if (first === 1) return;
        this.#erase(0);
        this.lines.length = this.#row + 1;
    }
  }

  /** To the end of the line, to its beginning, or all of it. */
  #erase(what: number): void {
    const line = this.#line;
    if (what !== 1) line.length = what === 0 ? Math.min(line.length, this.#column) : 0;
    else line.fill(SPACE, 0, this.#column + 1);
  }
}

function joinLetters(line: readonly Letter[]): Run[] {
  const runs: Run[] = [];
  for (const { letter, style } of line) {
    const last = runs.at(-1);
    if (last?.style === style) last.text += letter;
    else runs.push({ text: letter, style });
  }
  return runs;
}
