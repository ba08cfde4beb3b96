import { deepEqual, throws } from "node:assert/strict";
import type { KernelOutput } from "../../../lib/jupyter/kernel/mod.ts";
import { OutputCollector } from "../../../lib/jupyter/run/output_collector.ts";
import { makeCell } from "../../tools/notebooks.ts";

const print = (name: string, text: string): KernelOutput => ({ output_type: "stream", name, text });
const show = (text: string, displayId?: string): KernelOutput => ({
  output_type: "display_data",
  data: { "text/plain": text },
  metadata: {},
  ...(displayId === undefined ? {} : { displayId }),
});
const update = (text: string, displayId: string): KernelOutput => ({
  output_type: "update_display_data",
  data: { "text/plain": text },
  metadata: { new: true },
  displayId,
});
const clear = (wait: boolean): KernelOutput => ({ output_type: "clear_output", wait });

/** What is left under one cell after these outputs, in short. */
function collect(...outputs: KernelOutput[]): string[] {
  const cell = makeCell("");
  const collector = new OutputCollector();
  collector.begin(cell);
  for (const output of outputs) collector.take(output);
  return describe(cell.outputs);
}

function describe(outputs: ReturnType<typeof makeCell>["outputs"]): string[] {
  return outputs.map((output) => {
    if (output.output_type === "stream") return `${output.name}: ${output.text}`;
    return "data" in output ? String(output.data["text/plain"]) : output.ename;
  });
}

Deno.test("OutputCollector.take() joins text only to text of the same stream", () => {
  deepEqual(
    collect(
      print("stdout", "a\n"),
      print("stdout", "b\n"),
      print("stderr", "c\n"),
      print("stdout", "d\n"),
      show("e"),
      print("stdout", "f\n"),
    ),
    ["stdout: a\nb\n", "stderr: c\n", "stdout: d\n", "e", "stdout: f\n"],
  );
});

Deno.test("OutputCollector.take() makes outputs as a notebook file has them", () => {
  const cell = makeCell("");
  const collector = new OutputCollector();
  collector.begin(cell);
  const data = { "text/plain": "7" };
  collector.take({ output_type: "display_data", data, metadata: { a: 1 }, displayId: "x" });
  collector.take({ output_type: "execute_result", data, metadata: {}, execution_count: 4 });
  collector.take({ output_type: "error", ename: "E", evalue: "no", traceback: ["E: no"] });
  deepEqual(cell.outputs, [
    { output_type: "display_data", data, metadata: { a: 1 } },
    { output_type: "execute_result", data, metadata: {}, execution_count: 4 },
    { output_type: "error", ename: "E", evalue: "no", traceback: ["E: no"] },
  ]);
});

Deno.test("OutputCollector.take() updates the displays with an id, in every cell", () => {
  const [first, second] = [makeCell(""), makeCell("")];
  const collector = new OutputCollector();
  collector.begin(first);
  for (const output of [show("a", "x"), show("b"), show("c", "y")]) collector.take(output);
  collector.begin(second);
  collector.take(show("d", "x"));
  deepEqual(describe(first.outputs), ["d", "b", "c"]);
  collector.take(update("e", "x"));
  collector.take(update("f", "unknown"));
  deepEqual(describe(first.outputs), ["e", "b", "c"]);
  deepEqual(second.outputs, [
    { output_type: "display_data", data: { "text/plain": "e" }, metadata: { new: true } },
  ]);
});

Deno.test("OutputCollector.take() clears at once, or with the next output", () => {
  deepEqual(collect(show("a"), clear(false)), []);
  deepEqual(collect(show("a"), clear(false), show("b")), ["b"]);
  deepEqual(collect(show("a"), clear(true)), ["a"]);
  deepEqual(collect(show("a"), clear(true), print("stdout", "b"), print("stdout", "c")), [
    "stdout: bc",
  ]);
  // An update is not an output that comes.
  deepEqual(collect(show("a", "x"), clear(true), update("b", "x")), ["b"]);
});

Deno.test("OutputCollector.take() forgets the displays that it has cleared", () => {
  deepEqual(collect(show("a", "x"), clear(false), show("b"), update("c", "x")), ["b"]);
});

Deno.test("OutputCollector.begin() drops a wish to clear the cell before", () => {
  const [first, second] = [makeCell(""), makeCell("")];
  const collector = new OutputCollector();
  collector.begin(first);
  collector.take(show("a"));
  collector.take(clear(true));
  collector.begin(second);
  collector.take(show("b"));
  deepEqual([describe(first.outputs), describe(second.outputs)], [["a"], ["b"]]);
});

Deno.test("OutputCollector.take() needs a cell", () => {
  throws(() => new OutputCollector().take(show("a")), {
    message: "Cannot take an output: expected a cell to have begun but found none",
  });
});
