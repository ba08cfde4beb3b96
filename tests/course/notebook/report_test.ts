import { deepEqual, throws } from "node:assert/strict";
import { report, REPORT_MIME_TYPE } from "../../../lib/course/notebook/report.ts";
import { JUPYTER_DISPLAY } from "../../../lib/jupyter/displayable.ts";

const training = {
  backend: "wasm",
  threads: 1,
  epochs: 10,
  examples: 5500,
  seconds: 23.456789,
  finalValAcc: 0.8930000066,
};

Deno.test("report() shows the numbers, rounded, with the bands to expect", async () => {
  const expected = { "training.finalValAcc": [0.86, 0.92] } as const;
  deepEqual(await report({ training }, expected)[JUPYTER_DISPLAY](), {
    "text/plain": [
      "training.backend      wasm",
      "training.threads      1",
      "training.epochs       10",
      "training.examples     5500",
      "training.seconds      23.46",
      "training.finalValAcc  0.893  (expected 0.86 to 0.92)",
    ].join("\n"),
    [REPORT_MIME_TYPE]: { values: { training }, expected },
  });
});

Deno.test("report() shows two parts", async () => {
  const test = { examples: 1300, accuracy: 0.9 };
  const bundle = await report({ training, test })[JUPYTER_DISPLAY]();
  deepEqual(bundle[REPORT_MIME_TYPE], { values: { training, test }, expected: {} });
});

Deno.test("report() rejects a band that is the wrong way round", () => {
  throws(() => report({ training }, { "training.finalValAcc": [0.92, 0.86] }), {
    name: "RangeError",
    message: "Cannot report training.finalValAcc: expected a band from low to high but found " +
      "[0.92, 0.86]",
  });
});

Deno.test("report() rejects what is not a report and no band, since the kernel does not check types", () => {
  const test = { examples: 1300, accuracy: 0.9 };
  const values = "expected an object such as { test: { accuracy: 0.9 } } but found";
  const cases: [unknown, unknown, string][] = [
    [undefined, {}, `the numbers: ${values} undefined`],
    [0.9, {}, `the numbers: ${values} 0.9`],
    [{ test: 0.9 }, {}, `the numbers: ${values} { test: 0.9 }`],
    [
      { test },
      [0.8, 1],
      'the numbers: expected bands such as { "test.accuracy": [0.8, 1] } but found [0.8, 1]',
    ],
    [
      { test },
      { "test.accuracy": 0.9 },
      "test.accuracy: expected a band from low to high but found 0.9",
    ],
    [
      { test },
      { "test.accuracy": [0.8, "1"] },
      'test.accuracy: expected a band from low to high but found [0.8, "1"]',
    ],
  ];
  for (const [numbers, bands, message] of cases) {
    throws(() => report(numbers as never, bands as never), {
      name: "TypeError",
      message: `Cannot report ${message}`,
    });
  }
});
