/**
 * Names that more than one cell declares.
 *
 * The kernel lets a cell declare a name again that an earlier one has declared; in one module that is
 * an error. So each declaration after the first gets a name of its own, and so do all uses of it.
 *
 * @module
 */
import type {
  CellSyntax,
  Declaration,
  DeclarationKind,
  Name,
} from "../syntax/cell_syntax_plugin.ts";
import type { Edit } from "../syntax/edit_text.ts";

/** A cell with what it declares and uses. */
export interface NumberedSyntax {
  /** Its number. */
  number: number;
  /** Its syntax. */
  syntax: CellSyntax;
}

/** A declaration that the kernel refuses. */
export interface RefusedDeclaration {
  /** Where the name begins in its cell. */
  start: number;
  /** What is wrong. */
  message: string;
}

/** What has to change in a cell, and what is wrong with it. */
export interface CellVersions {
  /** The changes. */
  edits: Edit[];
  /** Declarations that the kernel refuses. */
  refused: RefusedDeclaration[];
}

type Space = "value" | "type";

/** A declaration of a name, as all cells see it. */
interface Version {
  cell: number;
  spaces: Set<Space>;
  name: string;
}

/**
 * How the kernel keeps a name (measured with Deno 2.9.6): it can be declared again in another cell
 * only with a word of the same group.
 */
const GROUPS: Partial<Record<DeclarationKind, string>> = {
  const: "const or import",
  import: "const or import",
  let: "let or class",
  class: "let or class",
  var: "var, function, enum or namespace",
  function: "var, function, enum or namespace",
  enum: "var, function, enum or namespace",
  namespace: "var, function, enum or namespace",
  using: "using",
};

/**
 * Gives each declaration of a name that an earlier cell has declared a name of its own.
 *
 * A cell sees its own declaration, else the last one before it, else the first one after it. What it
 * computes before it has declared a variable again sees the one before, as in `const a = a + 1`.
 *
 * @param cells The cells, in order.
 * @returns What has to change in each of them.
 *
 * @example
 * ```ts
 * import { separateVersions } from "./name_versions.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const syntax = {
 *   declarations: [{ name: "a", kind: "const", start: 6, end: 11 }],
 *   names: [{ name: "a", start: 6, space: "value", isDeferred: false }],
 *   assertions: [],
 *   typeParameterEnds: [],
 *   importMetas: [],
 *   exports: [],
 * } as const;
 * const cell = { ...syntax, declarations: [...syntax.declarations], names: [...syntax.names] };
 * const [first, second] = separateVersions([1, 2].map((number) => ({
 *   number,
 *   syntax: { ...cell, assertions: [], typeParameterEnds: [], importMetas: [], exports: [] },
 * })));
 * deepEqual(first.edits, []);
 * deepEqual(second.edits, [{ start: 6, end: 7, text: "a$cell2" }]);
 * ```
 */
export function separateVersions(cells: readonly NumberedSyntax[]): CellVersions[] {
  const versions = new Map<string, Version[]>();
  for (const { number, syntax } of cells) {
    for (const [name, declarations] of groupByName(syntax.declarations)) {
      const spaces = new Set(declarations.flatMap(({ kind }) => spacesOf(kind)));
      const earlier = versions.get(name) ?? [];
      const isTaken = earlier.some((version) => spaces.intersection(version.spaces).size > 0);
      const version = { cell: number, spaces, name: isTaken ? `${name}$cell${number}` : name };
      versions.set(name, [...earlier, version]);
    }
  }
  const kept = new Map<string, { group: string; cell: number }>();
  return cells.map(({ number, syntax }) => ({
    edits: syntax.names.flatMap((used) => {
      const name = nameOf(used, number, syntax, versions.get(used.name) ?? []);
      return name === used.name ? [] : [rename(used, name)];
    }),
    refused: [...groupByName(syntax.declarations).values()].flatMap((declarations) =>
      refuse(declarations, number, kept)
    ),
  }));
}

/**
 * Puts the names back that cells have.
 *
 * @param message What is said of the module.
 * @returns What is to be said of the cells.
 *
 * @example
 * ```ts
 * import { restoreNames } from "./name_versions.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(restoreNames("Cannot find name 'a$cell2'."), "Cannot find name 'a'.");
 * ```
 */
export function restoreNames(message: string): string {
  return message.replaceAll(/\$cell\d+\b/g, "");
}

function groupByName(declarations: readonly Declaration[]): Map<string, Declaration[]> {
  return Map.groupBy(declarations, ({ name }) => name);
}

function spacesOf(kind: DeclarationKind): Space[] {
  switch (kind) {
    case "type":
      return ["type"];
    case "class":
    case "enum":
    case "namespace":
    case "import":
    case "erased":
      return ["value", "type"];
    default:
      return ["value"];
  }
}

/** What a name is called in the module. */
function nameOf(
  { name, start, space, isDeferred }: Name,
  cell: number,
  { declarations }: CellSyntax,
  versions: readonly Version[],
): string {
  const find = (wanted: Space) => {
    const own = declarations.find((declaration) => declaration.name === name);
    const isBefore = wanted === "value" && !isDeferred && own !== undefined &&
      /^(const|let|var)$/.test(own.kind) && start !== own.start && start < own.end;
    const candidates = versions.filter(({ spaces }) => spaces.has(wanted));
    return candidates.findLast((version) =>
      isBefore ? version.cell < cell : version.cell <= cell
    ) ??
      candidates[0];
  };
  const version = space === "both" ? find("value") ?? find("type") : find(space);
  return version?.name ?? name;
}

function rename({ name: old, start, shorthand }: Name, name: string): Edit {
  const text = {
    property: `${old}: ${name}`,
    import: `${old} as ${name}`,
    export: `${name} as ${old}`,
  };
  return {
    start,
    end: start + old.length,
    text: shorthand === undefined ? name : text[shorthand],
  };
}

function refuse(
  declarations: readonly Declaration[],
  cell: number,
  kept: Map<string, { group: string; cell: number }>,
): RefusedDeclaration[] {
  const declaration = declarations.find(({ kind }) => GROUPS[kind] !== undefined);
  if (declaration === undefined) return [];
  const { name, kind, start } = declaration;
  const group = GROUPS[kind]!;
  const earlier = kept.get(name);
  if (earlier === undefined) kept.set(name, { group, cell });
  if (earlier === undefined || earlier.group === group) return [];
  const message = `Cannot declare '${name}' again: expected ${earlier.group}, as in cell ` +
    `${earlier.cell}, but found ${kind}`;
  return [{ start, message }];
}
