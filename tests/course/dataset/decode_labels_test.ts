import { deepEqual, throws } from "node:assert/strict";
import { decodeLabels } from "../../../lib/course/dataset/decode_labels.ts";
import { oneHot } from "./sprite_bytes.ts";

Deno.test("decodeLabels() returns the place of the 1 in each label", () => {
  deepEqual(decodeLabels(oneHot(3, 0, 9)), Uint8Array.of(3, 0, 9));
});

Deno.test("decodeLabels() rejects a length that is not a multiple of 10", () => {
  for (const length of [0, 9, 25]) {
    throws(() => decodeLabels(new Uint8Array(length)), {
      name: "SyntaxError",
      message:
        `Cannot decode the labels: expected 10 bytes a digit but found ${length} bytes in all`,
    });
  }
});

Deno.test("decodeLabels() rejects a label that is not one-hot", () => {
  const labels = {
    none: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    two: [0, 1, 0, 0, 1, 0, 0, 0, 0, 0],
    large: [0, 2, 0, 0, 0, 0, 0, 0, 0, 0],
    more: [0, 1, 0, 7, 0, 0, 0, 0, 0, 0],
  };
  for (const label of Object.values(labels)) {
    const bytes = Uint8Array.of(...oneHot(5), ...label);
    throws(() => decodeLabels(bytes), {
      name: "SyntaxError",
      message: "Cannot decode the labels: expected a single 1 among zeros for digit 1 but found " +
        `[${label.join(", ")}]`,
    });
  }
});

Deno.test("decodeLabels() rejects what is not an array of bytes", () => {
  const wrong: [unknown, string][] = [
    [undefined, "undefined"],
    ["0001000000", '"0001000000"'],
    [new ArrayBuffer(10), "an ArrayBuffer"],
    [[0, 0, 0, 1, 0, 0, 0, 0, 0, 0], "[0, 0, 0, 1, 0, 0, 0, 0, 0, 0]"],
    [Promise.resolve(oneHot(1)), "a Promise (is an await missing?)"],
    [new Float32Array(10), "a Float32Array of 10 values"],
  ];
  for (const [bytes, found] of wrong) {
    throws(() => decodeLabels(bytes as Uint8Array), {
      name: "TypeError",
      message: `Cannot decode the labels: expected a Uint8Array but found ${found}`,
    });
  }
});
