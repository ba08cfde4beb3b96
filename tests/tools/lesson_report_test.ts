import { deepEqual, throws } from "node:assert/strict";
import { JUPYTER_DISPLAY, report } from "convbook";
import { collectReport } from "../../tools/start/lesson_report.ts";
import type { Notebook, Output } from "../../lib/jupyter/nbformat/nbformat.ts";
import { makeCell, makeNotebook } from "./notebooks.ts";

const MIME = "application/vnd.convbook.report+json";

/** An executed notebook whose cells display these reports. */
function reporting(...reports: unknown[]): Notebook {
  const cells = reports.map((value) => {
    const output: Output = { output_type: "display_data", data: { [MIME]: value }, metadata: {} };
    return { ...makeCell(""), outputs: [output] };
  });
  return { ...makeNotebook(), cells };
}

Deno.test("collectReport() reads what report() displays", async () => {
  const values = { examples: 1300, accuracy: 0.9 };
  const bundle = await report({ test: values }, { "test.accuracy": [0.9, 0.94] })
    [JUPYTER_DISPLAY]();
  // As it comes from the kernel: through JSON.
  const data = JSON.parse(JSON.stringify(bundle));
  deepEqual(collectReport("05", reporting(data[MIME])), { test: values });
});

Deno.test("collectReport() collects the sections of several cells", () => {
  const training = { backend: "wasm", seconds: 3 };
  const test = { accuracy: 1 };
  deepEqual(
    collectReport(
      "05",
      reporting({ values: { training }, expected: {} }, { values: { test }, expected: {} }),
    ),
    { training, test },
  );
  deepEqual(collectReport("01", makeNotebook("1")), {});
});

Deno.test("collectReport() rejects a number outside its band, or none", () => {
  for (const value of [0.51, 0.8599, 0.9201, null, "0.9", undefined]) {
    throws(
      () =>
        collectReport(
          "04_train",
          reporting({
            values: { training: { finalValAcc: value } },
            expected: { "training.finalValAcc": [0.86, 0.92] },
          }),
        ),
      {
        name: "RangeError",
        message: "Cannot accept lesson 04_train: expected training.finalValAcc from 0.86 to 0.92 " +
          `but found ${value === undefined ? "none" : JSON.stringify(value)}`,
      },
    );
  }
  throws(
    () => collectReport("04", reporting({ values: {}, expected: { "test.accuracy": [0, 1] } })),
    { message: "Cannot accept lesson 04: expected test.accuracy from 0 to 1 but found none" },
  );
});

Deno.test("collectReport() accepts the ends of a band", () => {
  for (const accuracy of [0.86, 0.92]) {
    const values = { test: { accuracy } };
    const expected = { "test.accuracy": [0.86, 0.92] };
    deepEqual(collectReport("05", reporting({ values, expected })), values);
  }
});

Deno.test("collectReport() rejects a report of another form", () => {
  const cases: [unknown, string][] = [
    [1, "expected a report object but found 1"],
    [{ expected: {} }, "expected a report to have values but found undefined"],
    [{ values: {} }, "expected a report to have expected bands but found undefined"],
    [
      { values: { speed: {} }, expected: {} },
      'expected a report of training or test but found "speed"',
    ],
    [{ values: { test: [1] }, expected: {} }, "expected test to be an object but found [1]"],
    [
      { values: { test: { accuracy: null } }, expected: {} },
      "expected test.accuracy to be a number or a word but found null",
    ],
    [
      { values: {}, expected: { "test.accuracy": [0.8] } },
      "expected the band of test.accuracy to be two numbers but found [0.8]",
    ],
  ];
  for (const [value, message] of cases) {
    throws(() => collectReport("05", reporting(value)), {
      name: "TypeError",
      message: `Cannot accept lesson 05: ${message}`,
    });
  }
});

Deno.test("collectReport() rejects a section that comes twice", () => {
  const once = { values: { test: { accuracy: 1 } }, expected: {} };
  throws(() => collectReport("05", reporting(once, once)), {
    name: "TypeError",
    message: "Cannot accept lesson 05: expected test to be reported once but found it again",
  });
});
