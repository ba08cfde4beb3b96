import { deepEqual } from "node:assert/strict";
import { listUntidyParts } from "../../../lib/jupyter/nbformat/untidy_parts.ts";
import { makeCell, makeNotebook } from "../../tools/notebooks.ts";

Deno.test("listUntidyParts() finds nothing in a clean notebook", () => {
  deepEqual(listUntidyParts(makeNotebook("1", "2")), []);
});

Deno.test("listUntidyParts() finds all that a clean notebook does not have", () => {
  const notebook = makeNotebook("1", "2", "3");
  deepEqual(
    listUntidyParts({
      ...notebook,
      nbformat_minor: 4,
      metadata: { kernelspec: { name: "python3" } },
      cells: [
        { ...makeCell("1"), id: "a", execution_count: 1 },
        {
          ...makeCell("2"),
          id: "a",
          outputs: [{ output_type: "stream", name: "stdout", text: "" }],
        },
        { cell_type: "markdown", metadata: {}, source: "" },
      ],
    }),
    [
      "its format is 4.4, not 4.5",
      'its kernel is "python3"',
      "cell 1 of the file has the execution count 1",
      'cell 2 of the file has the id of another cell, "a"',
      "cell 2 of the file has outputs",
      "cell 3 of the file has no id",
    ],
  );
  deepEqual(listUntidyParts({ ...notebook, metadata: {} }), ["its kernel is not named"]);
});
