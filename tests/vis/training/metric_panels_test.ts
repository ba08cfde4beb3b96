import { deepEqual, throws } from "node:assert/strict";
import { metricPanels } from "../../../lib/vis/training/metric_panels.ts";
import { deepFreeze } from "../deep_freeze.ts";

const EPOCHS = deepFreeze([
  { epoch: 1, logs: { acc: 0.5, loss: 2, val_loss: 3 } },
  { epoch: 2, logs: { acc: 0.7, loss: 1, val_loss: 2 } },
]);

Deno.test("metricPanels() puts training and validation together, the loss first", () => {
  deepEqual(metricPanels("show", EPOCHS, {}), [
    {
      metric: "loss",
      lines: {
        training: { name: "loss", points: [{ x: 1, y: 2 }, { x: 2, y: 1 }] },
        validation: { name: "val_loss", points: [{ x: 1, y: 3 }, { x: 2, y: 2 }] },
      },
    },
    {
      metric: "acc",
      lines: {
        training: { name: "acc", points: [{ x: 1, y: 0.5 }, { x: 2, y: 0.7 }] },
        validation: undefined,
      },
    },
  ]);
});

Deno.test("metricPanels() takes the metrics named, acc and accuracy alike", () => {
  const named = metricPanels("show", EPOCHS, { metrics: ["accuracy", "val_loss"] });
  deepEqual(
    named.map(({ metric, lines }) => [metric, lines.training?.name, lines.validation?.name]),
    [
      ["acc", "acc", undefined],
      ["loss", undefined, "val_loss"],
    ],
  );
});

Deno.test("metricPanels() adds the band to its panel", () => {
  const [, accuracy] = metricPanels("show", EPOCHS, { expected: { accuracy: [0.6, 0.8] } });
  deepEqual(accuracy.expected, { name: "acc", band: [0.6, 0.8] });
});

Deno.test("metricPanels() skips epochs without a metric", () => {
  const epochs = [...EPOCHS, { epoch: 3, logs: { loss: 0.5 } }];
  const [{ lines }] = metricPanels("show", epochs, { metrics: ["val_loss"] });
  deepEqual(lines.validation!.points, [{ x: 1, y: 3 }, { x: 2, y: 2 }]);
});

Deno.test("metricPanels() rejects unknown metrics, bands that do not rise and odd values", () => {
  throws(() => metricPanels("show", EPOCHS, { metrics: ["mse"] }), {
    name: "RangeError",
    message: 'Cannot show: expected a metric of acc, loss, val_loss but found "mse"',
  });
  throws(() => metricPanels("show", EPOCHS, { expected: { val_acc: [0, 1] } }), {
    name: "RangeError",
    message: 'Cannot show: expected a metric of acc, val_loss, loss but found "val_acc"',
  });
  throws(() => metricPanels("show", EPOCHS, { expected: { acc: [1, 0] } }), {
    name: "RangeError",
    message: "Cannot show: expected the band of acc to be two rising numbers but found [1, 0]",
  });
  throws(() => metricPanels("show", [{ epoch: 1, logs: JSON.parse('{ "loss": "2" }') }], {}), {
    name: "TypeError",
    message: 'Cannot show: expected loss of epoch 1 to be a number but found "2"',
  });
  throws(() => metricPanels("show", [{ epoch: 1, logs: JSON.parse("null") }], {}), {
    name: "TypeError",
    message: "Cannot show: expected the logs of epoch 1 as in { loss: 0.5 } but found null",
  });
  throws(() => metricPanels("show", EPOCHS, { metrics: [] }), {
    name: "TypeError",
    message: "Cannot show: expected at least one metric but found none",
  });
  throws(() => metricPanels("show", [], {}), {
    name: "TypeError",
    message: "Cannot show: expected at least one epoch but found none",
  });
});
