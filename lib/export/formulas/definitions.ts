/**
 * Commands that authors define in their formulas. They last to the end of the notebook, and may be
 * defined again, as in MathJax; KaTeX has neither.
 *
 * @module
 */

/** A part of a formula, as KaTeX reads it. */
interface Token {
  text: string;
}

/** What KaTeX gives a command that is a function. Its lists of tokens run backwards. */
interface Context {
  macros: { set(name: string, value: unknown, isGlobal: boolean): void };
  future(): Token;
  popToken(): Token;
  consumeSpaces(): void;
  consumeArg(delimiters?: string[] | null): { tokens: Token[] };
  consumeArgs(count: number): Token[][];
}

/** A command in KaTeX: other text, or what gives other text. */
export type Command = string | ((context: Context) => unknown);

/** The commands that define others, and those that say how their second part looks. */
export const DEFINITIONS: Record<string, Command> = {
  "\\newcommand": define,
  "\\renewcommand": define,
  "\\providecommand": define,
  "\\DeclareMathOperator": defineOperator,
  "\\class": takeSecond,
  "\\cssId": takeSecond,
  "\\enclose": (context) => `\\boxed{${write(context.consumeArgs(2)[1])}}`,
  "\\style": takeSecond,
};

/** Styles are not for formulas to set: they could cover the page. */
function takeSecond(context: Context): unknown {
  return { tokens: context.consumeArgs(2)[1], numArgs: 0 };
}

/** `\newcommand{\name}[2][default]{text}` */
function define(context: Context): string {
  if (context.future().text === "*") context.popToken();
  const name = readName(context);
  const count = Number.parseInt(readOption(context) ?? "0");
  const standard = readOptionTokens(context);
  const { tokens } = context.consumeArg();
  const command = standard === undefined ? { tokens, numArgs: count } : (use: Context) => {
    const first = readOptionTokens(use) ?? standard;
    return { tokens: insert(tokens, [first, ...use.consumeArgs(count - 1)]), numArgs: 0 };
  };
  context.macros.set(name, command, true);
  return "";
}

function defineOperator(context: Context): string {
  const hasStar = context.future().text === "*";
  if (hasStar) context.popToken();
  const name = readName(context);
  const text = write(context.consumeArg().tokens);
  context.macros.set(name, `\\operatorname${hasStar ? "*" : ""}{${text}}`, true);
  return "";
}

function readName(context: Context): string {
  const { tokens } = context.consumeArg();
  if (tokens.length === 1) return tokens[0].text;
  throw new Error(`expected the name of one command but found ${tokens.length} parts`);
}

function readOption(context: Context): string | undefined {
  const tokens = readOptionTokens(context);
  return tokens && write(tokens);
}

/** What stands in brackets next, if anything does. */
function readOptionTokens(context: Context): Token[] | undefined {
  context.consumeSpaces();
  if (context.future().text !== "[") return undefined;
  context.popToken();
  return context.consumeArg(["]"]).tokens;
}

/** Words of commands need a space behind them. */
function write(tokens: readonly Token[]): string {
  return tokens.toReversed().map(({ text }) => /^\\[a-zA-Z]+$/.test(text) ? `${text} ` : text)
    .join("");
}

/** Puts arguments in the place of `#1`, `#2` and so on. */
function insert(tokens: readonly Token[], values: readonly Token[][]): Token[] {
  const inserted: Token[] = [];
  const forwards = tokens.toReversed();
  for (let index = 0; index < forwards.length; index++) {
    const token = forwards[index];
    const value = token.text === "#" ? values[Number(forwards[index + 1]?.text) - 1] : undefined;
    if (value === undefined) inserted.push(token);
    else {
      inserted.push(...value.toReversed());
      index++;
    }
  }
  return inserted.reverse();
}
