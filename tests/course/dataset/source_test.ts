import { deepEqual, equal, rejects } from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { type DataSource, readSource } from "../../../lib/course/dataset/source.ts";
import { encodePng, oneHot, writeDigits } from "./sprite_bytes.ts";
import { inFolder } from "../../in_folder.ts";

/** Serves the files of a folder until the test is over. */
async function withFiles(
  folder: string,
  test: (address: string, requests: () => number) => Promise<void>,
): Promise<void> {
  let count = 0;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    count++;
    return new Response(await Deno.readFile(folder + new URL(request.url).pathname));
  });
  try {
    await test(`http://127.0.0.1:${server.addr.port}`, () => count);
  } finally {
    await server.shutdown();
  }
}

Deno.test("readSource() reads the bundled digits", async () => {
  const { count, pixels, labels } = await readSource("bundled");
  deepEqual([count, pixels.length, labels.length], [7_800, 7_800 * 784, 7_800]);
  // The first digits of MNIST's training set, and the first of its test set behind them.
  deepEqual([...labels.subarray(0, 5)], [5, 0, 4, 1, 9]);
  deepEqual([...labels.subarray(6_500, 6_505)], [7, 2, 1, 0, 4]);
});

Deno.test("readSource() reads paths and file URLs", async () => {
  await inFolder(async (folder) => {
    const { images, labels, pixels } = await writeDigits(folder, 3);
    const expected = { count: 3, pixels, labels: Uint8Array.of(0, 1, 2) };
    deepEqual(await readSource({ images, labels }), expected);
    const urls = { images: pathToFileURL(images), labels: pathToFileURL(labels).href };
    deepEqual(await readSource(urls), expected);
  });
});

Deno.test("readSource() downloads URLs once", async () => {
  await inFolder(async (folder) => {
    const { pixels } = await writeDigits(folder, 3);
    await withFiles(folder, async (address, requests) => {
      const source = { images: `${address}/images.png`, labels: new URL(`${address}/labels`) };
      for (let call = 0; call < 2; call++) {
        const read = await readSource(source, { cacheFolder: `${folder}/cache` });
        deepEqual(read, { count: 3, pixels, labels: Uint8Array.of(0, 1, 2) });
      }
      equal(requests(), 2);
    });
  });
});

Deno.test("readSource() does not keep a download that does not decode", async () => {
  await inFolder(async (folder) => {
    const { labels } = await writeDigits(folder, 3);
    await Deno.writeTextFile(`${folder}/images.png`, "<html>sign in</html>");
    await withFiles(folder, async (address) => {
      const cacheFolder = `${folder}/cache`;
      const images = `${address}/images.png`;
      await rejects(readSource({ images, labels }, { cacheFolder }), {
        name: "SyntaxError",
        message: "Cannot decode the sprite: expected a PNG but found bytes that start with " +
          `3c 68 74 6d 6c 3e 73 69, in ${images}`,
      });
      deepEqual([...Deno.readDirSync(cacheFolder)], []);
    });
  });
});

Deno.test("readSource() forgets downloads that do not belong together", async () => {
  await inFolder(async (folder) => {
    await writeDigits(folder, 3);
    await Deno.writeFile(`${folder}/labels`, oneHot(1, 2));
    await withFiles(folder, async (address, requests) => {
      const source = { images: `${address}/images.png`, labels: `${address}/labels` };
      const cacheFolder = `${folder}/cache`;
      await rejects(readSource(source, { cacheFolder }), { name: "RangeError" });
      await Deno.writeFile(`${folder}/labels`, oneHot(1, 2, 3));
      deepEqual((await readSource(source, { cacheFolder })).labels, Uint8Array.of(1, 2, 3));
      equal(requests(), 4);
    });
  });
});

Deno.test("readSource() rejects an unknown source", async () => {
  for (
    const [source, found] of [["mnist", '"mnist"'], [{ images: "a" }, '{ images: "a" }'], [
      null,
      "null",
    ]]
  ) {
    await rejects(readSource(source as DataSource), {
      name: "TypeError",
      message: 'Cannot load the digits: expected source to be "bundled", "full" or ' +
        `{ images, labels } but found ${found}`,
    });
  }
});

Deno.test("readSource() rejects a file that is not there", async () => {
  await inFolder(async (folder) => {
    const { labels } = await writeDigits(folder, 3);
    const images = `${folder}/missing.png`;
    await rejects(readSource({ images, labels }), {
      name: "Error",
      message: `Cannot load the digits: expected a file at ${images} but found: ` +
        `No such file or directory (os error 2): readfile '${images}'`,
    });
  });
});

Deno.test("readSource() names the file that does not decode and leaves it", async () => {
  await inFolder(async (folder) => {
    const { images, labels } = await writeDigits(folder, 3);
    await Deno.writeFile(labels, new Uint8Array(25));
    await rejects(readSource({ images, labels }), {
      message: "Cannot decode the labels: expected 10 bytes a digit but found 25 bytes in all, " +
        `in ${labels}`,
    });
    equal((await Deno.readFile(labels)).length, 25);
  });
});

Deno.test("readSource() rejects more digits than labels, and fewer", async () => {
  await inFolder(async (folder) => {
    const images = `${folder}/images.png`;
    const labels = `${folder}/labels`;
    await Deno.writeFile(images, encodePng(new Uint8Array(3 * 784), 784));
    for (const classes of [[0, 1], [0, 1, 2, 3]]) {
      await Deno.writeFile(labels, oneHot(...classes));
      await rejects(readSource({ images, labels }), {
        name: "RangeError",
        message: `Cannot load the digits: expected a label for each of the 3 digits of ${images} ` +
          `but found ${classes.length} labels in ${labels}`,
      });
    }
  });
});

Deno.test("readSource() rejects addresses that are none of a file, and folders", async () => {
  await inFolder(async (folder) => {
    const { images, labels } = await writeDigits(folder, 3);
    const start = "Cannot load the digits: expected the path of a file, a URL of the form " +
      "https://…, or a URL of the form file:///…, but found ";
    const wrong: [string | URL, string][] = [
      ["", '""'],
      ["ftp://127.0.0.1/a", '"ftp://127.0.0.1/a"'],
      ["data:,a", '"data:,a"'],
      ["file:images.png", '"file:images.png"'],
      [new URL("file://host/a"), '"file://host/a": the host "host"'],
    ];
    for (const [file, found] of wrong) {
      for (const source of [{ images: file, labels }, { images, labels: file }]) {
        await rejects(readSource(source), { name: "TypeError", message: start + found });
      }
    }
    await rejects(readSource({ images: folder, labels }), {
      name: "Error",
      message: `Cannot load the digits: expected a file at ${folder} but found: a folder`,
    });
  });
});
