/**
 * What the checker and the runner have to know of a cell's syntax, found by Deno's own parser: this is
 * a plugin of `deno lint`, which hands each file's syntax tree to it (Deno 2.9.6). No parser is
 * installed for that, and what it takes is what the kernel takes.
 *
 * `parse_cells.ts` runs it. Offsets are those of JavaScript strings.
 *
 * @module
 */

/** How a name is declared at the top of a cell; `erased` for what leaves nothing in the kernel. */
export type DeclarationKind =
  | "const"
  | "let"
  | "var"
  | "using"
  | "class"
  | "function"
  | "enum"
  | "namespace"
  | "import"
  | "type"
  | "erased";

/** A name that a cell declares for the cells after it. */
export interface Declaration {
  /** The name. */
  name: string;
  /** How it is declared. */
  kind: DeclarationKind;
  /** Where the name begins. */
  start: number;
  /** Where the declaration ends, and with it what is computed before the name has its value. */
  end: number;
  /** A variable that stands alone, not in a pattern. */
  variable?: Variable;
}

/** A variable that a cell declares and may give a value. */
export interface Variable {
  /** Where name and type end. */
  end: number;
  /** Its first value, from where to where, and whether that is text in quotes; absent if it has none. */
  value?: { range: [number, number]; isText: boolean };
}

/** A place where a cell names something that is no member, key or label. */
export interface Name {
  /** The name. */
  name: string;
  /** Where it begins. */
  start: number;
  /** What it names there: a value, a type, or something that can be both. */
  space: "value" | "type" | "both";
  /** Whether it stands for two: `{ a }` for `{ a: a }`, as import and export do with `as`. */
  shorthand?: "property" | "import" | "export";
  /** Whether it stands in a function, which is called later. */
  isDeferred: boolean;
}

/** The syntax of a cell. */
export interface CellSyntax {
  /** The names that it declares. */
  declarations: Declaration[];
  /** The names that it uses, those that it declares among them. */
  names: Name[];
  /** Type assertions in the form `<Type>value`, which a module with JSX cannot have. */
  assertions: { range: [number, number]; type: [number, number]; value: [number, number] }[];
  /** Where the type parameters of arrow functions end, before `>`: with JSX they need a comma. */
  typeParameterEnds: number[];
  /** Where `import.meta` stands, which the kernel refuses. */
  importMetas: number[];
  /** What makes the cell one that exports nothing: the kernel drops exports. Lines stay. */
  exports: { start: number; end: number; text: string }[];
}

/** A node of the tree, of any type. */
// The tree has a hundred types of nodes, and what is read of one depends on that of its parent.
// deno-lint-ignore no-explicit-any
type Node = any;

const plugin: Deno.lint.Plugin = {
  name: "convbook",
  rules: {
    "cell-syntax": {
      create(context) {
        const syntax: CellSyntax = {
          declarations: [],
          names: [],
          assertions: [],
          typeParameterEnds: [],
          importMetas: [],
          exports: [],
        };
        const locals: { name: string; range: [number, number] }[] = [];
        const addLocals = (pattern: Node, scope: Node) => {
          if (scope.type === "Program" || hasAncestor(pattern, SCOPES)) return;
          for (const { name } of listBindings(pattern)) locals.push({ name, range: scope.range });
        };
        const addName = (node: Node) => {
          const found = readName(node);
          if (found === undefined || isKept(node)) return;
          // A shorthand is visited as a key and as a value.
          const earlier = syntax.names.findIndex(({ start }) => start === found.start);
          if (earlier === -1) syntax.names.push(found);
          else if (found.shorthand !== undefined) syntax.names[earlier] = found;
        };
        return {
          Identifier: addName,
          JSXIdentifier: addName,
          VariableDeclaration(node: Node) {
            if (isDeclaredForCells(node)) syntax.declarations.push(...readVariables(node));
            else node.declarations.forEach(({ id }: Node) => addLocals(id, node.parent));
          },
          CatchClause(node: Node) {
            if (node.param) addLocals(node.param, node);
          },
          TSTypeAssertion(node: Node) {
            syntax.assertions.push({
              range: node.range,
              type: node.typeAnnotation.range,
              value: node.expression.range,
            });
          },
          TSAsExpression(node: Node) {
            // `<const>value` is one too, with a type whose place is not known.
            const [start] = node.range;
            if (context.sourceCode.text[start] !== "<") return;
            const type = context.sourceCode.text.indexOf("const", start);
            syntax.assertions.push({
              range: node.range,
              type: [type, type + "const".length],
              value: node.expression.range,
            });
          },
          ArrowFunctionExpression(node: Node) {
            const last = node.typeParameters?.params.at(-1);
            if (
              last === undefined ||
              context.sourceCode.text.slice(last.range[1]).trimStart()[0] === ","
            ) {
              return;
            }
            syntax.typeParameterEnds.push(last.range[1]);
          },
          MetaProperty(node: Node) {
            if (node.meta.name === "import") syntax.importMetas.push(node.range[0]);
          },
          "Program:exit"(node: Node) {
            for (const statement of node.body) {
              syntax.declarations.push(...readDeclarations(statement));
              syntax.exports.push(...dropExport(statement, context.sourceCode.text));
            }
            // A block that is computed at once has its names from there, also in functions.
            for (const used of syntax.names) {
              used.isDeferred &&= !locals.some(({ name, range: [start, end] }) =>
                name === used.name && start <= used.start && used.start < end
              );
            }
            context.report({ node, message: JSON.stringify(syntax) });
          },
        };
      },
    },
  },
};
export default plugin;

/** What begins a scope of its own for `var`. */
const SCOPES = /Function|PropertyDefinition|StaticBlock|TSModuleBlock/;

function hasAncestor(node: Node, types: RegExp): boolean {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (types.test(parent.type)) return true;
  }
  return false;
}

function isDeclaredForCells(node: Node): boolean {
  if (/^(Program|ExportNamedDeclaration)$/.test(node.parent.type)) {
    return !hasAncestor(node, SCOPES);
  }
  return node.kind === "var" && !hasAncestor(node, SCOPES);
}

function readVariables(node: Node): Declaration[] {
  const kind = node.declare ? "erased" : node.kind === "await using" ? "using" : node.kind;
  return node.declarations.flatMap(({ id, init, range }: Node) => {
    if (id.type !== "Identifier") {
      return listBindings(id).map((bound) => declare(bound, kind, range[1]));
    }
    const isText = init?.type === "TemplateLiteral" || typeof init?.value === "string";
    const value = init ? { range: init.range, isText } : undefined;
    const end = id.typeAnnotation?.range[1] ?? id.range[1];
    return [{ ...declare(id, kind, range[1]), variable: { end, value } }];
  });
}

/** Lists the names in a pattern, as in `{ a, b: [c, ...d] }`. */
function listBindings(pattern: Node): Node[] {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((part: Node) => listBindings(part.value ?? part));
    case "ArrayPattern":
      return pattern.elements.flatMap(listBindings);
    case "AssignmentPattern":
      return listBindings(pattern.left);
    case "RestElement":
      return listBindings(pattern.argument);
    default:
      return [];
  }
}

function declare(id: Node, kind: DeclarationKind, end: number): Declaration {
  return { name: id.name, kind, start: id.range[0], end };
}

function readDeclarations(statement: Node): Declaration[] {
  const node = /^Export(Named|Default)Declaration$/.test(statement.type)
    ? statement.declaration
    : statement;
  const one = (kind: DeclarationKind) =>
    node.id?.type === "Identifier"
      ? [declare(node.id, node.declare ? "erased" : kind, node.range[1])]
      : [];
  switch (node?.type) {
    case "FunctionDeclaration":
      return one("function");
    case "TSDeclareFunction":
      return one("erased");
    case "ClassDeclaration":
      return one("class");
    case "TSEnumDeclaration":
      return one(node.const ? "erased" : "enum");
    case "TSModuleDeclaration":
      return node.id.name === "global" ? [] : one("namespace");
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return one("type");
    case "TSImportEqualsDeclaration":
      return one("import");
    case "ImportDeclaration":
      return node.specifiers.map((specifier: Node) => {
        const isType = node.importKind === "type" || specifier.importKind === "type";
        return declare(specifier.local, isType ? "type" : "import", node.range[1]);
      });
    default:
      return [];
  }
}

/** Says what to change so that a statement exports nothing. */
function dropExport(statement: Node, text: string): CellSyntax["exports"] {
  const { type, range: [start, end], declaration, source } = statement;
  const replace = (from: number, to: number, replacement: string) => ({
    start: from,
    end: to,
    text: replacement + text.slice(from, to).replaceAll(/[^\n]/g, ""),
  });
  switch (type) {
    case "ExportAllDeclaration":
      return [replace(start, source.range[0], "import ")];
    case "ExportNamedDeclaration":
      if (declaration) return [replace(start, declaration.range[0], "")];
      return source ? [replace(start, source.range[0], "import ")] : [replace(start, end, ";")];
    case "ExportDefaultDeclaration": {
      const [from, to] = declaration.range;
      if (declaration.id || /^TSInterface/.test(declaration.type)) {
        return [replace(start, from, "")];
      }
      // A function or class without a name is none that stands alone.
      return [replace(start, from, ";("), { start: to, end: to, text: ")" }];
    }
    default:
      return [];
  }
}

const isAt = (part: Node, node: Node) => part?.range?.[0] === node.range[0];

/** Reads what an identifier names, unless it is a member, a key, a label, or a name elsewhere. */
function readName(node: Node): Name | undefined {
  const { parent } = node;
  const found = (
    space: Name["space"] = "value",
    shorthand?: Name["shorthand"],
  ): Name => ({
    name: node.name,
    start: node.range[0],
    space,
    shorthand,
    isDeferred: hasAncestor(node, SCOPES),
  });
  switch (parent.type) {
    case "MemberExpression":
      return !parent.computed && !isAt(parent.object, node) ? undefined : found(
        /^(TSInterfaceHeritage|TSClassImplements)$/.test(parent.parent.type) ? "both" : "value",
      );
    case "Property":
      if (parent.computed || !isAt(parent.key, node)) return found();
      return parent.shorthand ? found("value", "property") : undefined;
    case "PropertyDefinition":
    case "MethodDefinition":
    case "AccessorProperty":
    case "TSAbstractPropertyDefinition":
    case "TSAbstractMethodDefinition":
    case "TSAbstractAccessorProperty":
    case "TSPropertySignature":
    case "TSMethodSignature":
      return parent.computed || !isAt(parent.key, node) ? found() : undefined;
    case "TSEnumMember":
      return isAt(parent.id, node) ? undefined : found();
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "ExportAllDeclaration":
    case "ImportAttribute":
    case "MetaProperty":
    case "TSNamedTupleMember":
    case "TSImportType":
      return undefined;
    case "ImportSpecifier":
      if (!isAt(parent.local, node)) return undefined;
      return found("both", isAt(parent.imported, node) ? "import" : undefined);
    case "ExportSpecifier":
      if (parent.parent.source || !isAt(parent.local, node)) return undefined;
      return found("both", isAt(parent.exported, node) ? "export" : undefined);
    case "TSQualifiedName":
      return isAt(parent.left, node) ? found("both") : undefined;
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
    case "TSImportEqualsDeclaration":
    case "TSEnumDeclaration":
    case "TSModuleDeclaration":
      return found("both");
    case "ClassDeclaration":
    case "ClassExpression":
      return found(isAt(parent.id, node) ? "both" : "value");
    case "TSTypeReference":
    case "TSTypeParameter":
    case "TSMappedType":
    case "TSInterfaceHeritage":
    case "TSClassImplements":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return found("type");
    case "JSXOpeningElement":
    case "JSXClosingElement":
      // Others are elements of HTML.
      return /^[A-Z_$]/.test(node.name) ? found() : undefined;
    case "JSXMemberExpression":
      return isAt(parent.object, node) ? found() : undefined;
    case "JSXAttribute":
    case "JSXNamespacedName":
      return undefined;
    default:
      return found();
  }
}

/** Whether a name is that of a parameter that is a property too: it cannot have another name. */
function isKept(node: Node): boolean {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.parent?.type !== "MethodDefinition" || parent.parent.kind !== "constructor") {
      continue;
    }
    return parent.params?.some((param: Node) =>
      param.type === "TSParameterProperty" &&
      listBindings(param.parameter).some(({ name }) => name === node.name)
    );
  }
  return false;
}
