import { deepEqual, equal, notDeepEqual, rejects, throws } from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { MnistData } from "../../../lib/course/dataset/mnist_data.ts";
import { inFolder } from "../../in_folder.ts";
import { writeDigits } from "./sprite_bytes.ts";

/** Twelve digits with pixels 0, 1, 2, … and classes 0, 1, 2, …: ten to train, two to test. */
async function smallData(seed?: number): Promise<MnistData> {
  return await inFolder(async (folder) => {
    const { images, labels } = await writeDigits(folder, 12);
    return await MnistData.load({ source: { images, labels }, seed });
  });
}

function rowsOf(next: (n: number) => ReturnType<MnistData["batch"]>, n: number): number[] {
  const { xs, labels, rows } = next(n);
  tf.dispose([xs, labels]);
  return [...rows];
}

Deno.test("MnistData.load() splits the digits 5 : 1, rounded down", async () => {
  const { count, trainCount, testCount, trainRows, testRows } = await smallData();
  deepEqual([count, trainCount, testCount], [12, 10, 2]);
  deepEqual(trainRows, Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  deepEqual(testRows, Int32Array.of(10, 11));
});

Deno.test("MnistData.batch() makes pixels from 0 to 1 and one-hot labels", async () => {
  const data = await smallData();
  const { xs, labels, rows } = data.batch([2, 0]);
  deepEqual([xs.shape, xs.dtype], [[2, 784], "float32"]);
  deepEqual([labels.shape, labels.dtype], [[2, 10], "float32"]);
  deepEqual(rows, Int32Array.of(2, 0));
  const values = xs.dataSync();
  // Row 2 starts at value 2 × 784 = 1568, which is 32 as a byte; row 0 starts at 0.
  equal(values[0], Math.fround(32 / 255));
  equal(values[223], Math.fround(255 / 255));
  equal(values[784], 0);
  equal(values[784 + 51], Math.fround(51 / 255));
  deepEqual(await labels.array(), [[0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]]);
  tf.dispose([xs, labels]);
});

Deno.test("MnistData.pixels() returns a copy of a digit, label() its class", async () => {
  const data = await smallData();
  const pixels = data.pixels(11);
  deepEqual(pixels, Uint8Array.from({ length: 784 }, (_, i) => 11 * 784 + i));
  pixels.fill(0);
  equal(data.pixels(11)[0], (11 * 784) % 256);
  equal(data.label(11), 1);
});

Deno.test("MnistData.classCounts() counts the digits of a part", async () => {
  const data = await smallData();
  deepEqual(data.classCounts("train"), [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  deepEqual(data.classCounts("test"), [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
});

Deno.test("MnistData.nextTrainBatch() walks the shuffled training part and goes round", async () => {
  const data = await smallData();
  const next = (n: number) => data.nextTrainBatch(n);
  const walk = [...rowsOf(next, 4), ...rowsOf(next, 4), ...rowsOf(next, 4)];
  deepEqual(new Set(walk.slice(0, 10)), new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  deepEqual(walk.slice(10), walk.slice(0, 2));
});

Deno.test("MnistData.nextTestBatch() walks the test part, apart from the training part", async () => {
  const data = await smallData();
  const other = await smallData();
  const [first, second] = [0, 1].map(() => {
    deepEqual(new Set(rowsOf((n) => data.nextTestBatch(n), 2)), new Set([10, 11]));
    return rowsOf((n) => data.nextTrainBatch(n), 3);
  });
  deepEqual([...first, ...second], rowsOf((n) => other.nextTrainBatch(n), 6));
});

Deno.test("MnistData.load() shuffles by its seed", async () => {
  const walk = async (seed: number) => {
    const data = await smallData(seed);
    return rowsOf((n) => data.nextTrainBatch(n), 10);
  };
  deepEqual(await walk(1), await walk(1));
  notDeepEqual(await walk(1), await walk(2));
});

Deno.test("MnistData makes two tensors a batch and holds none", async () => {
  const before = tf.memory().numTensors;
  const data = await smallData();
  equal(tf.memory().numTensors, before);
  const { xs, labels } = data.nextTestBatch(1);
  equal(tf.memory().numTensors, before + 2);
  tf.dispose([xs, labels]);
});

Deno.test("MnistData rejects a batch size that is not a whole number from 1 to the part's", async () => {
  const data = await smallData();
  const before = tf.memory().numTensors;
  for (const n of [0, -1, 2.5, NaN, 11, "3" as unknown as number]) {
    throws(() => data.nextTrainBatch(n), {
      name: "RangeError",
      message:
        "Cannot make a training batch: expected its size to be a whole number from 1 to 10 " +
        `but found ${typeof n === "string" ? '"3"' : n}`,
    });
  }
  throws(() => data.nextTestBatch(3), {
    name: "RangeError",
    message:
      "Cannot make a test batch: expected its size to be a whole number from 1 to 2 but found 3",
  });
  equal(tf.memory().numTensors, before);
  deepEqual(
    rowsOf((n) => data.nextTrainBatch(n), 10),
    rowsOf((n) => data.nextTrainBatch(n), 10),
    "a failed call does not move the walk",
  );
});

Deno.test("MnistData rejects rows that are not there", async () => {
  const data = await smallData();
  const before = tf.memory().numTensors;
  for (const row of [-1, 12, 0.5]) {
    const message =
      `Cannot find a digit: expected its row to be a whole number from 0 to 11 but found ${row}`;
    throws(() => data.pixels(row), { name: "RangeError", message });
    throws(() => data.label(row), { name: "RangeError", message });
    throws(() => data.batch([0, row]), { name: "RangeError", message });
  }
  throws(() => data.batch([]), {
    name: "RangeError",
    message:
      "Cannot make a batch: expected the number of rows to be a whole number of at least 1 but found 0",
  });
  equal(tf.memory().numTensors, before);
});

Deno.test("MnistData.load() rejects a single digit, which cannot be split", async () => {
  await inFolder(async (folder) => {
    const { images, labels } = await writeDigits(folder, 1);
    await rejects(MnistData.load({ source: { images, labels } }), {
      name: "RangeError",
      message:
        "Cannot load the digits: expected their number to be a whole number of at least 2 but found 1",
    });
  });
});

Deno.test("MnistData.load() rejects a seed that is a fraction", async () => {
  await rejects(MnistData.load({ seed: 0.5 }), {
    name: "RangeError",
    message:
      "Cannot load the digits: expected the seed to be a whole number from 0 to 2147483647 but found 0.5",
  });
});

Deno.test("MnistData.load() rejects options that it does not know", async () => {
  const wrong: [unknown, string][] = [
    ["full", 'options as in { seed: 42 } but found "full"'],
    [null, "options as in { seed: 42 } but found null"],
    [42, "options as in { seed: 42 } but found 42"],
    [
      { sources: "full" },
      'options of source, seed, download but found "sources" (did you mean source?)',
    ],
    [{ seed: 1, cacheFolder: "a" }, 'options of seed, download, source but found "cacheFolder"'],
    [{ download: null }, "options of a download as in { timeLimit: 5000 } but found null"],
    [
      { download: { timelimit: 3 } },
      'options of timeLimit, sizeLimit, cacheFolder, onProgress but found "timelimit" ' +
      "(did you mean timeLimit?)",
    ],
    [{ download: { cacheFolder: 3 } }, "cacheFolder to be a text but found 3"],
    [{ download: { onProgress: 3 } }, "onProgress to be a function but found 3"],
  ];
  for (const [options, message] of wrong) {
    await rejects(MnistData.load(options as { seed: number }), {
      name: "TypeError",
      message: `Cannot load the digits: expected ${message}`,
    });
  }
});

Deno.test("MnistData.classCounts() rejects a part that is none", async () => {
  const data = await smallData();
  for (
    const [part, found] of [["all", '"all"'], [undefined, "undefined"], ["toString", '"toString"']]
  ) {
    throws(() => data.classCounts(part as "train"), {
      name: "TypeError",
      message: 'Cannot count the digits: expected the part to be "train" or "test" but found ' +
        found,
    });
  }
});

Deno.test("MnistData.batch() rejects rows that are no list, and values that are no rows", async () => {
  const data = await smallData();
  const before = tf.memory().numTensors;
  const wrong: [unknown, string][] = [
    [undefined, "undefined"],
    [3, "3"],
    ["12", '"12"'],
    [{ length: 1e12 }, "{ length: 1000000000000 }"],
    [new DataView(new ArrayBuffer(4)), "a DataView"],
  ];
  for (const [rows, found] of wrong) {
    throws(() => data.batch(rows as number[]), {
      name: "TypeError",
      message: `Cannot make a batch: expected a list of rows but found ${found}`,
    });
  }
  for (const [row, found] of [["1", '"1"'], [null, "null"], [[1], "[1]"], [NaN, "NaN"]] as const) {
    throws(() => data.batch([row as number]), {
      name: "RangeError",
      message:
        `Cannot find a digit: expected its row to be a whole number from 0 to 11 but found ${found}`,
    });
  }
  equal(tf.memory().numTensors, before);
});
