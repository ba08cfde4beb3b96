import { deepEqual, equal, match, throws } from "node:assert/strict";
import { render } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";
import { display } from "../display.ts";

const DATA = deepFreeze({
  headers: ["name", "value"],
  values: [["a < b", 0.123456], ["nan", NaN], ["yes", true]],
});

Deno.test("table() gives HTML and text", async () => {
  const bundle = await display(render.table(DATA));
  deepEqual(Object.keys(bundle), ["text/html", "text/plain"]);
  equal(
    bundle["text/html"],
    '<table>\n<thead><tr><th style="text-align:left">name</th>' +
      '<th style="text-align:right">value</th></tr></thead>\n<tbody>\n' +
      '<tr><td style="text-align:left">a &lt; b</td><td style="text-align:right">0.1235</td></tr>\n' +
      '<tr><td style="text-align:left">nan</td><td style="text-align:right">NaN</td></tr>\n' +
      '<tr><td style="text-align:left">yes</td><td style="text-align:left">true</td></tr>\n' +
      "</tbody>\n</table>",
  );
  equal(bundle["text/plain"], "name   value\na < b  0.1235\nnan    NaN\nyes    true");
});

Deno.test("table() takes a font size", () => {
  match(render.table(DATA, { fontSize: 16 }).html, /^<table style="font-size:16px">/);
});

Deno.test("table() leaves out the middle of a long table in text only", () => {
  const { html, text } = render.table({
    headers: ["n"],
    values: Array.from({ length: 100 }, (_, index) => [index]),
  });
  equal(html.match(/<tr>/g)!.length, 101);
  match(text, /\n19\n… 60 rows left out …\n80\n/);
});

Deno.test("table() rejects malformed data", () => {
  throws(() => render.table({ headers: [], values: [] }), {
    name: "TypeError",
    message: "Cannot draw a table: expected at least one heading but found none",
  });
  throws(() => render.table({ headers: ["a", "b"], values: [[1, 2], [3]] }), {
    name: "TypeError",
    message: "Cannot draw a table: expected 2 cells in row 1 but found 1",
  });
  throws(() => render.table(DATA, { fontSize: 2 }), {
    name: "RangeError",
    message: "Cannot draw a table: expected fontSize to be a whole number from 6 to 40 but found 2",
  });
});

Deno.test("table() rejects rows and cells that are none, and data under other names", () => {
  const rejects = (data: unknown, message: string) =>
    throws(() => render.table(data as typeof DATA), {
      name: "TypeError",
      message: `Cannot draw a table: ${message}`,
    });
  rejects({ headers: ["a"], values: [1] }, "expected a list of cells as row 0 but found 1");
  rejects(
    { headers: ["a"], values: [["b"], [null]] },
    "expected texts, numbers or booleans in row 1 but found null",
  );
  rejects({ headers: ["a"] }, "expected a list of rows but found undefined");
  rejects(
    { header: ["a"], values: [] },
    'expected data of headers, values but found "header" (did you mean headers?)',
  );
  rejects([["a"]], 'expected data as in { headers: ["n"], values: [[1]] } but found [["a"]]');
});

Deno.test("table() rejects headings that are no text", () => {
  throws(() => render.table(JSON.parse('{ "headers": ["a", 1], "values": [] }')), {
    name: "TypeError",
    message: "Cannot draw a table: expected headers of text but found 1 at index 1",
  });
});
