import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { show } from "../../../lib/vis/mod.ts";
import { deepFreeze } from "../deep_freeze.ts";
import { display } from "../display.ts";

const LISTS = deepFreeze({
  loss: [2, 1],
  val_loss: [3, 2],
  acc: [0.5, 0.75],
  val_acc: [0.25, 0.5],
});

Deno.test("history() tells the metrics of each epoch", () => {
  const chart = show.history(LISTS);
  equal(
    chart.text,
    "History of 2 epochs\nepoch  loss  val_loss  acc   val_acc\n" +
      "1      2     3         0.5   0.25\n2      1     2         0.75  0.5",
  );
});

Deno.test("history() reads lists, TensorFlow.js's History and logs alike", () => {
  const { data, layout, text } = show.history(LISTS);
  const logs = LISTS.loss.map((_, epoch) =>
    Object.fromEntries(Object.entries(LISTS).map(([name, values]) => [name, values[epoch]]))
  );
  for (const other of [{ history: LISTS }, deepFreeze(logs)]) {
    const chart = show.history(other);
    deepEqual([chart.data, chart.layout, chart.text], [data, layout, text]);
  }
});

Deno.test("history() shows the metrics named, under either name of the accuracy", () => {
  const chart = show.history(LISTS, { metrics: ["val_accuracy"] });
  equal(chart.text, "History of 2 epochs\nepoch  val_acc\n1      0.25\n2      0.5");
});

Deno.test("history() names values that are not finite", () => {
  const chart = show.history({ loss: [1, NaN] });
  equal(chart.text, "History of 2 epochs\nepoch  loss\n1      1\n2      NaN");
});

Deno.test("history() of the lesson's size is drawn in at most 40 KB", async () => {
  const values = Array.from({ length: 20 }, (_, epoch) => 1 / (epoch + 1.2345));
  const chart = show.history({ loss: values, val_loss: values, acc: values, val_acc: values });
  const svg = (await display(chart))["image/svg+xml"] as string;
  ok(svg.length <= 40_000, `${svg.length}`);
});

Deno.test("history() rejects malformed histories", () => {
  throws(() => show.history({}), {
    name: "TypeError",
    message: "Cannot show the history: expected at least one epoch but found none",
  });
  throws(() => show.history([]), {
    name: "TypeError",
    message: "Cannot show the history: expected at least one epoch but found none",
  });
  throws(() => show.history({ loss: [1, 2], acc: [1] }), {
    name: "TypeError",
    message: "Cannot show the history: expected one value for each epoch but found " +
      "{ loss: 2, acc: 1 }",
  });
  throws(() => show.history(LISTS, { metrics: ["f1"] }), {
    name: "RangeError",
    message: "Cannot show the history: expected a metric of acc, loss, val_acc, val_loss " +
      'but found "f1"',
  });
});

Deno.test("history() rejects what is not a history, and options that are none", () => {
  throws(() => show.history(JSON.parse("null")), {
    name: "TypeError",
    message: "Cannot show the history: expected a history but found null",
  });
  throws(() => show.history(JSON.parse('{ "loss": 2 }')), {
    name: "TypeError",
    message: 'Cannot show the history: expected a list of values as "loss" but found 2',
  });
  throws(() => show.history(LISTS, JSON.parse('["loss"]')), {
    name: "TypeError",
    message:
      'Cannot show the history: expected options as in { metrics: ["loss"] } but found ["loss"]',
  });
  throws(() => show.history(LISTS, JSON.parse('{ "metric": ["loss"] }')), {
    name: "TypeError",
    message: "Cannot show the history: expected options of metrics, expected, " +
      'zoomToFitAccuracy but found "metric" (did you mean metrics?)',
  });
  throws(() => show.history(Promise.resolve(LISTS) as never), {
    name: "TypeError",
    message: "Cannot show the history: expected a history but found a Promise " +
      "(is an await missing?)",
  });
  throws(() => show.history({ history: null } as never), {
    name: "TypeError",
    message: 'Cannot show the history: expected a list of values as "history" but found null',
  });
});
