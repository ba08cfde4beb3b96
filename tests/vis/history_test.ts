import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { show } from "../../lib/vis/mod.ts";
import { deepFreeze } from "./deep_freeze.ts";
import { display } from "./display.ts";
import { member } from "./member.ts";

const LISTS = deepFreeze({
  loss: [2, 1],
  val_loss: [3, 2],
  acc: [0.5, 0.75],
  val_acc: [0.25, 0.5],
});

Deno.test("history() draws loss and accuracy beside each other", () => {
  const chart = show.history(LISTS);
  const rows = chart.data.map((_, trace) =>
    ["name", "xaxis", "yaxis", "x", "y"].map((name) => member(chart, name, trace))
  );
  deepEqual(rows, [
    ["training", "x", "y", [1, 2], [2, 1]],
    ["validation", "x", "y", [1, 2], [3, 2]],
    ["training", "x2", "y2", [1, 2], [0.5, 0.75]],
    ["validation", "x2", "y2", [1, 2], [0.25, 0.5]],
  ]);
  deepEqual([chart.layout.yaxis!.title, chart.layout.yaxis2!.title], [{ text: "loss" }, {
    text: "acc",
  }]);
  equal(chart.layout.yaxis!.rangemode, "tozero");
  deepEqual(chart.layout.yaxis2!.range, [0, 1.02]);
  deepEqual(chart.layout.annotations!.map(({ text }) => text), [
    "loss 1 · val_loss 2",
    "acc 0.75 · val_acc 0.5",
  ]);
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
  deepEqual(chart.data.map((_, trace) => member(chart, "y", trace)), [[0.25, 0.5]]);
});

Deno.test("history() fits the accuracy's axis if asked to", () => {
  const chart = show.history(LISTS, { metrics: ["acc"], zoomToFitAccuracy: true });
  equal(chart.layout.yaxis!.range, undefined);
});

Deno.test("history() shades the band to expect", () => {
  const { layout, data } = show.history(LISTS, { expected: { val_acc: [0.4, 0.6] } });
  const [band] = layout.shapes!;
  deepEqual([band.xref, band.yref, band.y0, band.y1], ["x2 domain", "y2", 0.4, 0.6]);
  equal(data.at(-1)!.name, "expected val_acc 0.4–0.6");
});

Deno.test("history() names values that are not finite", () => {
  const chart = show.history({ loss: [1, NaN] });
  equal(chart.layout.annotations!.at(-1)!.text, "not drawn: loss: NaN at 2");
  equal(chart.text, "History of 2 epochs\nepoch  loss\n1      1\n2      NaN");
});

Deno.test("history() puts three metrics into two rows", () => {
  const { layout } = show.history({ loss: [1], acc: [1], mse: [1] });
  const [first, second, third] = [layout.yaxis!, layout.yaxis2!, layout.yaxis3!];
  deepEqual(first.domain, second.domain);
  ok(third.domain![1] < first.domain![0]);
  ok(layout.xaxis!.domain![1] < layout.xaxis2!.domain![0]);
  deepEqual(layout.xaxis3!.domain, layout.xaxis!.domain);
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

Deno.test("history() has one legend entry for training and one for validation", () => {
  const entries = (lists: Record<string, number[]>) => {
    const chart = show.history(lists);
    return chart.data.map((_, trace) =>
      [member(chart, "name", trace), member(chart, "showlegend", trace)].join(" ")
    );
  };
  deepEqual(entries({ loss: [1], acc: [1], val_acc: [1] }), [
    "training true",
    "training false",
    "validation true",
  ]);
});

Deno.test("history() spans 0 to 1 for every metric that is called an accuracy", () => {
  const { layout } = show.history({ categoricalAccuracy: [0.5], Acc: [0.5], mse: [1] });
  const ranges = [layout.yaxis!, layout.yaxis2!, layout.yaxis3!].map(({ range }) => range);
  deepEqual(ranges, [[0, 1.02], [0, 1.02], undefined]);
});

Deno.test("history() rejects what is no history, and options that are none", () => {
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
