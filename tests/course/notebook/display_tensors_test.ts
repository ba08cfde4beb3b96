import { deepEqual, equal } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { describeTensor, displayTensors } from "../../../lib/course/notebook/display_tensors.ts";

Deno.test("describeTensor() shows type, shape and values of every rank and type", () => {
  tf.tidy(() => {
    equal(describeTensor(tf.scalar(3)), "Tensor float32 []\n3");
    equal(describeTensor(tf.tensor1d([], "int32")), "Tensor int32 [0]\n[]");
    equal(
      describeTensor(tf.tensor2d([[1, 2], [3, 4]])),
      "Tensor float32 [2, 2]\n[[1, 2],\n [3, 4]]",
    );
    equal(describeTensor(tf.tensor1d([true, false], "bool")), "Tensor bool [2]\n[true, false]");
    equal(describeTensor(tf.tensor1d(["a\nb"])), "Tensor string [1]\n['a\nb']");
  });
});

Deno.test("describeTensor() shortens a long axis", () => {
  const tensor = tf.range(0, 784);
  equal(describeTensor(tensor), "Tensor float32 [784]\n[0, 1, 2, ..., 781, 782, 783]");
  tensor.dispose();
});

Deno.test("describeTensor() names a tensor that is disposed", () => {
  const tensor = tf.zeros([2, 3]);
  tensor.dispose();
  equal(describeTensor(tensor), "Tensor float32 [2, 3], disposed");
});

Deno.test("displayTensors() makes tensors and variables show their values", () => {
  displayTensors();
  const tensor = tf.tensor1d([1, 2]);
  const variable = tf.variable(tensor);
  const expected = "Tensor float32 [2]\n[1, 2]";
  for (const value of [tensor, variable]) {
    const display = Reflect.get(value, Symbol.for("Jupyter.display")) as () => unknown;
    deepEqual(display.call(value), { "text/plain": expected });
    equal(Deno.inspect(value), "Tensor float32 [2] [1, 2]");
  }
  const large = tf.zeros([5, 5]);
  equal(Deno.inspect({ large }), "{ large: Tensor float32 [5, 5] }");
  large.dispose();
  tf.dispose([tensor, variable]);
});
