import { describeError, describeValue } from "../../lib/check/check.ts";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { equal, ok } from "node:assert/strict";

class Model {}

const cyclic: unknown[] = [];
cyclic.push(cyclic, cyclic);
const revoked = Proxy.revocable({}, {});
revoked.revoke();

const VALUES: [value: unknown, description: string][] = [
  [undefined, "undefined"],
  [null, "null"],
  [-0, "-0"],
  [NaN, "NaN"],
  ["42", '"42"'],
  ["a\nb\u202e\u009b", '"a\\nb\\u202e\\u009b"'],
  [10n, "10n"],
  [10n ** 200n, `1${"0".repeat(98)}…`],
  [Symbol("s"), "Symbol(s)"],
  [[1, "a", [2]], '[1, "a", [2]]'],
  [[, 1], "[undefined, 1]"],
  [[], "[]"],
  [new Array(100_000_000), "a list of 100000000 values"],
  [{}, "{}"],
  [{ "a b": 1, c: { d: null } }, '{ "a b": 1, c: { d: null } }'],
  [{
    get a() {
      throw new Error("called");
    },
  }, "{ a: … }"],
  [{ first: "a".repeat(90), second: 2 }, "{ first: " + `"${"a".repeat(47)}…"` + ", second: 2 }"],
  [
    Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`key${i}`, i])),
    "an object with 50 keys",
  ],
  [Uint8Array.of(1, 2), "a Uint8Array of 2 values"],
  [new ArrayBuffer(2), "an ArrayBuffer"],
  [new Map(), "a Map"],
  [new Model(), "a Model"],
  [Object.create(null), "{}"],
  [() => 1, "a function"],
  [Model, "a function"],
  [Promise.resolve(), "a Promise (is an await missing?)"],
  [revoked.proxy, "an object that cannot be read"],
];

Deno.test("describeValue() tells what a value is in a few words", () => {
  for (const [value, description] of VALUES) equal(describeValue(value), description);
});

Deno.test("describeValue() names the shape of a tensor, also of a disposed one", () => {
  const tensor = tf.zeros([2, 3]);
  equal(describeValue(tensor), "a tensor of shape [2, 3]");
  tensor.dispose();
  equal(describeValue(tensor), "a tensor of shape [2, 3]");
});

Deno.test("describeValue() takes at most 100 characters, whatever the value", () => {
  const values = [
    "x".repeat(200_000),
    "\u0000".repeat(1000),
    "😀".repeat(99),
    cyclic,
    [["x".repeat(99)], ["y".repeat(99)]],
    { [`k${"x".repeat(1000)}`]: 1 },
    Array.from({ length: 33 }, () => "abcdefgh"),
    Object.assign(() => {}, { a: 1 }),
  ];
  for (const value of values) {
    const text = describeValue(value);
    ok(text.length <= 100, text);
    ok([...text].every((letter) => letter >= " "), text);
  }
});

Deno.test("describeError() gives the message in one line of at most 200 characters", () => {
  equal(describeError(new TypeError("a\n\tb")), "a b");
  equal(describeError(new RangeError("")), "RangeError");
  equal(describeError({ code: 1 }), "{ code: 1 }");
  equal(describeError(new Error("x".repeat(1000))).length, 200);
});
