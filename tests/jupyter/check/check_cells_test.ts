import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { checkCells, type NotebookFile } from "../../../lib/jupyter/check/check_cells.ts";
import { startKernel } from "../../../lib/jupyter/kernel/mod.ts";
import { makeFolder, makeNotebook } from "../../tools/notebooks.ts";

/** What the kernel takes, by what it is: the sources of the cells. */
const TAKEN: Record<string, string[]> = {
  "a constant and an import again": [
    "import { join } from 'node:path';\nconst rows = [1];\njoin('a', 'b')",
    "import { join } from 'node:path';\nconst rows = [2];\njoin('c', 'd')",
  ],
  "a variable again, of another type": [
    "const rows = [1, 2];\nlet n = 0;\nvar v = 1;",
    "n += rows.length;",
    "const rows = 'abc';\nlet n = 'd';\nvar v = 'e';",
    "rows.toUpperCase() + n.trim() + v.trim()",
  ],
  "a variable computed from itself": [
    "const rows = [1, 2];",
    "const rows = rows.map(String);",
    "rows[0].trim()",
  ],
  "a variable that is shown and declared again": [
    "let size = 3;",
    "size.toFixed();\nlet size = 'large';",
    "size.trim()",
  ],
  "functions and classes": [
    "function make() { return 1; }\nclass Model { size = 1; }",
    "function make(name: string) { return name; }\nclass Model { name = make('m'); }",
    "make('a').trim() + new Model().name.trim()",
  ],
  "a function that calls itself": [
    "const count = (n: number) => n;",
    "const count = (n: number): number => n > 0 ? 1 + count(n - 1) : 0;\ncount(3).toFixed()",
  ],
  "an enum, a type alias, an interface": [
    "enum Kind { A }\ntype Size = number;\ninterface Point { x: number }\nconst p: Point = { x: Kind.A };",
    "interface Point { y: string }\ntype Size = string;\nconst s: Size = 'a';\nconst p: Point = { y: s };",
    "const t: Size = p.y;\nt.trim()",
  ],
  "a type and a value of one name": [
    "type Mode = 'fast' | 'slow';",
    "const Mode = { fast: 'fast' } as const;",
    "const mode: Mode = Mode.fast;\nmode.trim()",
  ],
  "names in patterns, shorthands and template strings": [
    "const { a, b: [c, ...rest] } = { a: 1, b: [2, 3] };\nconst all = { a, c, rest };",
    "const { a, b: { c }, ...rest } = { a: 'x', b: { c: 'y' }, d: 1 };\nconst all = { a, c };",
    "`${all.a.trim()}${all.c.trim()}${rest.d.toFixed()}`",
  ],
  "members, keys and labels keep their names": [
    "const size = 1;",
    "const size = 'a';\nconst box = { size: 2, of: { size } };\nsize: for (;;) break size;",
    "box.size.toFixed() + box.of.size.trim()",
  ],
  "a property of a class with the name of its parameter": [
    "const size = 1;",
    "const size = 'a';\nclass Box { constructor(public size: number) { size.toFixed(); } }",
    "new Box(1).size.toFixed() + size.trim()",
  ],
  "a parameter with the name of a variable": [
    "const row = 1;",
    "const row = ['a'].map((row) => row.trim());\nfunction f(row: Date) { return row.getTime(); }",
    "row.join() + f(new Date())",
  ],
  "exports, which the kernel drops": [
    "export const size = 1;\nexport default size;",
    "export const size = 'a';\nexport default size.trim();",
    "export { size };",
  ],
  "exports of all forms": [
    "const a = 1, b = 2\nexport { a, b as c };\nexport { join } from 'node:path'\nexport default a",
    "const a = 'x';\nexport {\n  a,\n};\nexport * as path from 'node:path';\nexport default function () {}",
    "export default class {}\na.trim()",
    "export default class Named { size = 1 }\nexport type Size = number;\nnew Named().size",
    "export default class Named { name = 'n' }\nexport type Size = string;\nconst s: Size = new Named().name;",
  ],
  "names of blocks that are computed at once": [
    "const rows = 'abc';\nconst e = 1;",
    "for (const rows of [[1]]) { rows.map((v) => rows.length + v); }\n" +
    "try { throw 1; } catch (e) { [1].map(() => String(e)); }\nconst rows = new Date(), e = 'e';",
    "rows.getTime().toFixed() + e.trim()",
  ],
  "names that the page has, of TypeScript, with dollars": [
    "const name = 1, $ = 2, type = 3, é = 4;\n// no code in here\n",
    "/* nor here */",
    "const name = 'a', $ = 'b', type = 'c', é = 'd';\nname.trim() + $.trim() + type.trim() + é.trim()",
  ],
  "a function that calls one of a later cell": [
    "const size = 1;\nconst run = () => later(2);",
    "const size = 'a';",
    "function later(n: number) { return n; }\nrun().toFixed() + size.trim()",
  ],
  "a text with characters of two code units": [
    "const s = '😀';\nconst n = 1;",
    "const s = '😀'; const n = 'a';\nn.trim()",
  ],
  "an object": [
    "{ a: 1, b: 'two' }",
    "{ a: 1 } // a block with a label",
    "\n{ let x = 1; x }\n",
    "{ a: 1 };",
  ],
  "JSX": [
    "/** @jsx h */\n/** @jsxFrag null */\nfunction h(tag: unknown, p: unknown, ...c: unknown[]) { return { tag, p, c }; }",
    "const Title = (p: { text: string }) => <h1 id='a'>{p.text}</h1>;\n<><Title text='x' /><b>bold</b></>",
    "const Title = 'other';\nTitle.trim()",
  ],
  "JSX with React": [
    "const React = { createElement: (...all: unknown[]) => all };",
    "<div className='a'>hello</div>",
  ],
  "JSX in one cell, what it forbids in others": [
    "const React = { createElement: (...all: unknown[]) => all };\n<div />",
    "const first = <T>(list: T[]) => list[0];\nconst n = <number>(<unknown>first([1]));\nn.toFixed()",
    "const modes = <const>['a'];\nconst mode: 'a' = modes[0];",
    "const second = <T,>(list: T[]) => list[1];\nsecond([<div />, 2]);",
  ],
  "@ts-nocheck, for its own cell": ["// @ts-nocheck\nconst a: string = 1;", "const b: number = 2;"],
  "directives for deno lint": [
    "// deno-lint-ignore-file\nconst a = 1;",
    "const a = 'x';\na.trim()",
  ],
};

/** What is refused, by what it is: the sources of the cells, and what is said. */
const REFUSED: Record<string, [string[], string[]]> = {
  "a name again, kept in another way": [
    [
      "const a = 1;\nlet b = 1;\nfunction c() {}",
      "\nlet a = 2;",
      "const b = 2;",
      "class c {}",
      "class b {}",
    ],
    [
      "cell 2 line 2: Cannot declare 'a' again: expected const or import, as in cell 1, but found let",
      "cell 3 line 1: Cannot declare 'b' again: expected let or class, as in cell 1, but found const",
      "cell 4 line 1: Cannot declare 'c' again: expected var, function, enum or namespace, as in cell 1, but found class",
    ],
  ],
  "a name twice in a cell": [
    ["const a = 1;\nconst a = 2;"],
    [
      "cell 1 line 1: Cannot redeclare block-scoped variable 'a'. (TS2451)",
      "cell 1 line 2: Cannot redeclare block-scoped variable 'a'. (TS2451)",
    ],
  ],
  "a wrong use of a name's last version": [
    [
      "const rows = [1];",
      "const rows = 'a';",
      "rows.map(String);\nconst { rows: r } = { rows };\nr.pop();",
    ],
    [
      "cell 3 line 1: Property 'map' does not exist on type '\"a\"'. (TS2339)",
      "cell 3 line 3: Property 'pop' does not exist on type 'string'. (TS2339)",
    ],
  ],
  "an object with a fault": [["{ a: 1, b: missing }"], [
    "cell 1 line 1: Cannot find name 'missing'. (TS2304)",
  ]],
  "JSX without React": [["1;", "\n<div />"], [
    "cell 2 line 2: This JSX tag requires 'React' to be in scope, but it could not be found. (TS2874)",
  ]],
  "a fault beside JSX": [
    ["const React = { createElement: () => 1 };\nconst n: string = <div />;\nconst m: string = 2;"],
    ["cell 1 line 3: Type 'number' is not assignable to type 'string'. (TS2322)"],
  ],
  "@ts-nocheck in the cell before, or not at the top": [
    [
      "// @ts-nocheck\nconst a = 1;",
      "const b: string = 2;",
      "1;\n// @ts-nocheck\nconst c: string = 3;",
    ],
    [
      "cell 2 line 1: Type 'number' is not assignable to type 'string'. (TS2322)",
      "cell 3 line 3: Type 'number' is not assignable to type 'string'. (TS2322)",
    ],
  ],
  "syntax errors in two cells, and a type": [
    [
      "const a = ;",
      "let b: string = 2;\na;",
      "function f() {\n  return 1;",
      "f();\ng();",
      "if (1) {\n})",
    ],
    [
      "cell 1 line 1: SyntaxError: Expression expected",
      "cell 2 line 1: Type 'number' is not assignable to type 'string'. (TS2322)",
      "cell 3 line 2: SyntaxError: Expected '}', got '<eof>'",
      "cell 4 line 2: Cannot find name 'g'. (TS2304)",
      "cell 5 line 2: SyntaxError: Expression expected",
    ],
  ],
  "errors after which the parser goes on": [
    ["const n = 010;", "const s: string = 1;", "let o: { b?: number } = {};\no?.b = 1;"],
    [
      "cell 1 line 1: SyntaxError: Legacy octal literals are not available when targeting ECMAScript 5 and higher",
      "cell 2 line 1: Type 'number' is not assignable to type 'string'. (TS2322)",
      "cell 3 line 2: SyntaxError: The left-hand side of an assignment expression must be a variable or a property access.",
    ],
  ],
  "import.meta": [["1;\nimport.meta.url"], [
    "cell 1 line 2: SyntaxError: Cannot use 'import.meta' outside a module",
  ]],
  "packages that cannot be had, and a type": [
    [
      "import a from 'npm:no-such-package-of-convbook@1.0.0';\nconst s: string = 1;",
      "import * as b from 'npm:no-such-package-of-convbook-either@1.0.0';",
      "a.b.c;\nb.d.e();\nconst t: number = 'a';",
    ],
    [
      "cell 1 line 1: npm package 'no-such-package-of-convbook' does not exist.",
      "cell 1 line 2: Type 'number' is not assignable to type 'string'. (TS2322)",
      "cell 2 line 1: npm package 'no-such-package-of-convbook-either' does not exist.",
      "cell 3 line 3: Type 'string' is not assignable to type 'number'. (TS2322)",
    ],
  ],
};

Deno.test("checkCells() takes what the kernel takes, and says of the rest what is wrong and where", async () => {
  // Without a deno.json, as notebooks of readers lie.
  await using folder = await makeFolder();
  const file = (name: string, sources: string[]): NotebookFile => ({
    path: join(folder.path, name),
    notebook: makeNotebook(...sources),
  });
  const taken = Object.entries(TAKEN).map(([name, sources]) => file(name, sources));
  const refused = Object.entries(REFUSED).map(([name, [sources]]) => file(name, sources));
  const expected = Object.entries(REFUSED).flatMap(([name, [, faults]]) =>
    faults.map((fault) => `${name} ${fault}`)
  );
  const faults = await checkCells([...taken, ...refused]);
  // One by one: all together are too long to be shown.
  faults.forEach((fault, index) =>
    equal(fault.replace(join(folder.path, "/"), ""), expected[index])
  );
  equal(faults.length, expected.length);
});

Deno.test("the kernel takes what checkCells() takes", async () => {
  for (const [name, sources] of Object.entries(TAKEN)) {
    await using kernel = await startKernel({ cwd: "." });
    for (const source of sources) {
      const { error } = await kernel.execute(source);
      equal(error?.evalue, undefined, `${name}: ${source}`);
    }
  }
});

Deno.test("checkCells() refuses notebooks for other kernels, and checks the others", async () => {
  const specs: [Record<string, unknown>, string?][] = [
    [
      { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
      'python (its kernel is "python3")',
    ],
    [
      { kernelspec: { name: "python3", display_name: "Python 3" } },
      'another kernel (its kernel is "python3")',
    ],
    [{ language_info: { name: "R" } }, "R"],
    [
      { kernelspec: { name: "ir", display_name: "R" }, language_info: { name: "R" } },
      'R (its kernel is "ir")',
    ],
    [{ kernelspec: { name: "deno", display_name: "Deno" }, language_info: { name: "python" } }],
    [{ kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } }],
    [{ kernelspec: { name: "my_deno", display_name: "Deno 2.9" } }],
    [{ language_info: { name: "javascript" } }],
    [{}],
  ];
  const files = specs.map(([metadata], index) => ({
    path: `${index}.ipynb`,
    notebook: { ...makeNotebook("const s: string = 1;"), metadata },
  }));
  deepEqual(
    await checkCells(files),
    specs.map(([, other], index) =>
      other === undefined
        ? `${index}.ipynb cell 1 line 1: Type 'number' is not assignable to type 'string'. (TS2322)`
        : `${index}.ipynb: Cannot check it: expected a notebook for the Deno kernel but found one for ${other}`
    ),
  );
});
