import { deepEqual, equal, throws } from "node:assert/strict";
import { createMessage } from "../../../lib/jupyter/kernel/messages.ts";
import { readOutput } from "../../../lib/jupyter/kernel/outputs.ts";

const read = (type: string, content: Record<string, unknown>) =>
  readOutput(createMessage(type, content, "session"));

Deno.test("readOutput() reads each kind of output", () => {
  const data = { "text/plain": "a" };
  deepEqual(read("stream", { name: "stderr", text: "a\n" }), {
    output_type: "stream",
    name: "stderr",
    text: "a\n",
  });
  deepEqual(read("display_data", { data, metadata: { "text/plain": {} }, transient: {} }), {
    output_type: "display_data",
    data,
    metadata: { "text/plain": {} },
  });
  deepEqual(read("update_display_data", { data, transient: { display_id: "d" } }), {
    output_type: "update_display_data",
    data,
    metadata: {},
    displayId: "d",
  });
  deepEqual(read("execute_result", { data, metadata: {}, execution_count: 3 }), {
    output_type: "execute_result",
    data,
    metadata: {},
    execution_count: 3,
  });
  deepEqual(read("error", { ename: "E", evalue: "no", traceback: ["E: no", "  at x"] }), {
    output_type: "error",
    ename: "E",
    evalue: "no",
    traceback: ["E: no", "  at x"],
  });
  deepEqual(read("clear_output", { wait: true }), { output_type: "clear_output", wait: true });
  deepEqual(read("clear_output", {}), { output_type: "clear_output", wait: false });
});

Deno.test("readOutput() passes over messages that show nothing", () => {
  equal(read("status", { execution_state: "idle" }), undefined);
  equal(read("execute_input", { code: "1" }), undefined);
  equal(read("comm_open", {}), undefined);
});

Deno.test("readOutput() rejects an output without its content", () => {
  throws(() => read("stream", { name: "stdout" }), {
    name: "TypeError",
    message: "Cannot read the message stream: expected text to be text but found undefined",
  });
  throws(() => read("display_data", { data: [1] }), {
    name: "TypeError",
    message: "Cannot read the message display_data: expected data to be an object but found [1]",
  });
  throws(() => read("execute_result", { data: {}, execution_count: "1" }), {
    name: "TypeError",
    message:
      'Cannot read the message execute_result: expected execution_count to be a number but found "1"',
  });
});
