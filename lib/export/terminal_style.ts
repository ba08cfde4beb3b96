/**
 * How text in a terminal looks: what its colour codes say (ECMA-48, SGR).
 *
 * @module
 */

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** One of the sixteen colours that programs name, or any other. */
export type TerminalColour = { name: string; rgb: Colour } | { name?: undefined; rgb: Colour };

/** The style of a piece of text. */
export interface TerminalStyle {
  /** The colour of the letters, if it is not that of the page. */
  letters?: TerminalColour;
  /** The colour behind them, likewise. */
  paper?: TerminalColour;
  /** Whether letters and paper change places. */
  isInverse?: boolean;
  /** Whether the letters are bold. */
  isBold?: boolean;
  /** Whether they are faint. */
  isFaint?: boolean;
  /** Whether they are in italics. */
  isItalic?: boolean;
  /** Whether they are underlined. */
  isUnderlined?: boolean;
  /** Whether they are struck through. */
  isStruck?: boolean;
  /** Where the text leads, on the web. */
  url?: string;
}

/** As text begins. */
export const PLAIN: TerminalStyle = {};

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/** The colours of JupyterLab's terminals, dark and bright. */
const DARK: Colour[] = [
  [62, 66, 75],
  [178, 43, 49],
  [0, 122, 62],
  [140, 98, 0],
  [32, 89, 190],
  [146, 45, 143],
  [0, 109, 125],
  [197, 201, 206],
];
const BRIGHT: Colour[] = [
  [40, 44, 54],
  [231, 92, 88],
  [0, 162, 80],
  [221, 182, 43],
  [32, 143, 251],
  [214, 101, 199],
  [96, 198, 200],
  [255, 255, 255],
];

/**
 * Changes a style as a code of a terminal says.
 *
 * @param before The style so far.
 * @param values The numbers of the code, as in `1;31`.
 * @returns The style from there on.
 *
 * @example
 * ```ts
 * import { changeStyle, PLAIN } from "./terminal_style.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(changeStyle(PLAIN, "1;38;2;9;8;7"), { isBold: true, letters: { rgb: [9, 8, 7] } });
 * deepEqual(changeStyle({ isBold: true }, "0"), {});
 * ```
 */
export function changeStyle(before: TerminalStyle, values: string): TerminalStyle {
  const style = { ...before };
  const codes = values.split(";");
  while (codes.length > 0) {
    const code = codes.shift()!;
    const [number = 0, ...parts] = code.split(":").map((part) => Number.parseInt(part) || 0);
    if (number === 38 || number === 48) {
      const colour = parts.length > 0 ? readColour(parts, true) : takeColour(codes);
      if (colour !== undefined) style[number === 38 ? "letters" : "paper"] = colour;
    } else if (number === 4 && parts[0] === 0) {
      delete style.isUnderlined; // 4:0 is a kind of underline: none
    } else if (number === 0) {
      const { url } = style;
      for (const key of Object.keys(style)) delete style[key as keyof TerminalStyle];
      if (url !== undefined) style.url = url; // a link ends by its own code
    } else CHANGES[number]?.(style);
  }
  return style;
}

/** What each number does, but for those that take more numbers. */
const CHANGES: Record<number, (style: TerminalStyle) => void> = {
  1: (style) => style.isBold = true,
  2: (style) => style.isFaint = true,
  3: (style) => style.isItalic = true,
  4: (style) => style.isUnderlined = true,
  7: (style) => style.isInverse = true,
  9: (style) => style.isStruck = true,
  21: (style) => style.isUnderlined = true,
  22(style) {
    delete style.isBold;
    delete style.isFaint;
  },
  23: (style) => delete style.isItalic,
  24: (style) => delete style.isUnderlined,
  27: (style) => delete style.isInverse,
  29: (style) => delete style.isStruck,
  39: (style) => delete style.letters,
  49: (style) => delete style.paper,
};
for (let index = 0; index < 8; index++) {
  CHANGES[30 + index] = (style) => style.letters = named(index);
  CHANGES[40 + index] = (style) => style.paper = named(index);
  CHANGES[90 + index] = (style) => style.letters = named(8 + index);
  CHANGES[100 + index] = (style) => style.paper = named(8 + index);
}

function named(index: number): TerminalColour {
  return index < 8
    ? { name: NAMES[index], rgb: DARK[index] }
    : { name: `bright-${NAMES[index - 8]}`, rgb: BRIGHT[index - 8] };
}

/** Takes the numbers of a colour that follow as codes of their own. */
function takeColour(codes: string[]): TerminalColour | undefined {
  const count = { "2": 4, "5": 2 }[codes[0]];
  if (count === undefined) return undefined;
  return readColour(codes.splice(0, count).map((code) => Number.parseInt(code) || 0), false);
}

/** In the form with colons, a colour space may stand before red. */
function readColour(values: number[], hasColons: boolean): TerminalColour | undefined {
  const [kind, ...rest] = values;
  if (kind === 5) return indexed(rest[0] ?? 0);
  if (kind !== 2) return undefined;
  const [red = 0, green = 0, blue = 0] = hasColons && rest.length > 3 ? rest.slice(1) : rest;
  const clamp = (value: number) => Math.max(0, Math.min(255, value));
  return { rgb: [clamp(red), clamp(green), clamp(blue)] };
}

/** The 256 colours: sixteen with names, a cube of 6 × 6 × 6, and 24 greys. */
function indexed(index: number): TerminalColour | undefined {
  if (!(index >= 0 && index <= 255)) return undefined;
  if (index < 16) return named(index);
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return { rgb: [grey, grey, grey] };
  }
  const level = (step: number) => step === 0 ? 0 : 55 + 40 * step;
  const cube = index - 16;
  return {
    rgb: [level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)],
  };
}
