import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { basename } from "node:path";
import {
  download,
  type DownloadProgress,
  removeDownload,
} from "../../../lib/course/dataset/download.ts";

const BYTES = Uint8Array.from({ length: 300_000 }, (_, i) => i % 253);

/** Runs a test against a server on this machine and a cache folder, both gone afterwards. */
async function withServer(
  handler: (request: Request, count: number) => Response | Promise<Response>,
  test: (url: string, cacheFolder: string, requests: () => number) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  let count = 0;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => handler(request, ++count),
  );
  try {
    await test(`http://127.0.0.1:${server.addr.port}/digits.png`, folder, () => count);
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
}

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name);

/**
 * A server below HTTP, for what `Deno.serve` would not let happen: it answers each connection with a
 * part of a response and then hangs up.
 */
async function withRawServer(
  answers: Uint8Array[],
  test: (url: string, cacheFolder: string) => Promise<void>,
): Promise<number> {
  const folder = await Deno.makeTempDir();
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let connections = 0;
  const serving = (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(4096));
      await connection.write(answers[Math.min(connections++, answers.length - 1)]);
      connection.close();
    }
  })();
  try {
    await test(`http://127.0.0.1:${listener.addr.port}/digits.png`, folder);
  } finally {
    listener.close();
    await serving;
    await Deno.remove(folder, { recursive: true });
  }
  return connections;
}

const HALF = new TextEncoder().encode("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello");
const WHOLE = new TextEncoder().encode("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhellohello");

Deno.test("download() writes the file and tells how far it is", async () => {
  await withServer(
    () => new Response(BYTES, { headers: { "content-length": String(BYTES.length) } }),
    async (url, cacheFolder) => {
      const seen: DownloadProgress[] = [];
      const path = await download(url, { cacheFolder, onProgress: (p) => seen.push(p) });
      deepEqual(await Deno.readFile(path), BYTES);
      ok(path.endsWith("-digits.png"), path);
      ok(seen.every(({ received }, i) => i === 0 || received > seen[i - 1].received));
      deepEqual(seen.at(-1), { url, received: BYTES.length, total: BYTES.length });
    },
  );
});

Deno.test("download() asks the server once, then takes the file from the cache", async () => {
  await withServer(() => new Response(BYTES), async (url, cacheFolder, requests) => {
    const path = await download(url, { cacheFolder });
    equal(await download(url, { cacheFolder }), path);
    equal(requests(), 1);
  });
});

Deno.test("download() keeps files of different URLs apart", async () => {
  await withServer(
    (request) => new Response(new URL(request.url).search),
    async (url, cacheFolder) => {
      const paths = await Promise.all(["?1", "?2"].map((q) => download(url + q, { cacheFolder })));
      deepEqual(paths.map((path) => Deno.readTextFileSync(path)), ["?1", "?2"]);
    },
  );
});

Deno.test("download() rejects status 404 at once and leaves nothing behind", async () => {
  await withServer(
    () => new Response("no", { status: 404, statusText: "Not Found" }),
    async (url, cacheFolder, requests) => {
      await rejects(download(url, { cacheFolder }), {
        name: "Error",
        message: `Cannot download ${url}: expected status 200 but found 404 Not Found`,
      });
      equal(requests(), 1);
      deepEqual(names(cacheFolder), []);
    },
  );
});

Deno.test("download() tries again after status 503", async () => {
  await withServer(
    (_, count) => count < 3 ? new Response("busy", { status: 503 }) : new Response(BYTES),
    async (url, cacheFolder, requests) => {
      deepEqual(await Deno.readFile(await download(url, { cacheFolder })), BYTES);
      equal(requests(), 3);
    },
  );
});

Deno.test("download() gives up after status 503 three times", async () => {
  await withServer(
    () => new Response("busy", { status: 503, statusText: "Service Unavailable" }),
    async (url, cacheFolder, requests) => {
      await rejects(download(url, { cacheFolder }), {
        message: `Cannot download ${url}: expected status 200 but found 503 Service Unavailable ` +
          "(3 attempts)",
      });
      equal(requests(), 3);
      deepEqual(names(cacheFolder), []);
    },
  );
});

Deno.test("download() rejects a server that never answers", async () => {
  const answered = Promise.withResolvers<Response>();
  await withServer(() => answered.promise, async (url, cacheFolder) => {
    await rejects(download(url, { cacheFolder, timeLimit: 100 }), {
      message:
        `Cannot download ${url}: expected the next bytes within 100 ms but found none after 0 bytes`,
    });
    deepEqual(names(cacheFolder), []);
    answered.resolve(new Response());
  });
});

Deno.test("download() rejects a server that stops sending", async () => {
  const stuck = () =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("hello"));
      },
    });
  await withServer(() => new Response(stuck()), async (url, cacheFolder) => {
    await rejects(download(url, { cacheFolder, timeLimit: 200 }), {
      message:
        `Cannot download ${url}: expected the next bytes within 200 ms but found none after 5 bytes`,
    });
    deepEqual(names(cacheFolder), []);
  });
});

Deno.test("download() tries again when the connection breaks off half-way", async () => {
  const connections = await withRawServer([HALF, WHOLE], async (url, cacheFolder) => {
    const path = await download(url, { cacheFolder });
    equal(await Deno.readTextFile(path), "hellohello");
  });
  equal(connections, 2);
});

Deno.test("download() gives up when the connection breaks off three times", async () => {
  const connections = await withRawServer([HALF], async (url, cacheFolder) => {
    await rejects(download(url, { cacheFolder }), (error: Error) => {
      equal(
        error.message,
        `Cannot download ${url}: expected an answer to its end but found that the connection ` +
          "failed after 5 bytes (3 attempts)",
      );
      ok(error.cause instanceof TypeError);
      return true;
    });
    deepEqual(names(cacheFolder), []);
  });
  equal(connections, 3);
});

Deno.test("download() rejects a file above the size limit", async () => {
  await withServer(() => new Response(BYTES), async (url, cacheFolder, requests) => {
    await rejects(download(url, { cacheFolder, sizeLimit: 1000 }), {
      name: "RangeError",
      message: `Cannot download ${url}: expected at most 1000 bytes but found more`,
    });
    equal(requests(), 1);
    deepEqual(names(cacheFolder), []);
  });
});

Deno.test("download() rejects a cache folder whose path is a file, before it asks the server", async () => {
  await withServer(() => new Response(BYTES), async (url, cacheFolder, requests) => {
    const file = `${cacheFolder}/file`;
    await Deno.writeTextFile(file, "precious");
    await rejects(download(url, { cacheFolder: file }), (error: Error) => {
      ok(
        error.message.startsWith(
          `Cannot cache the download of ${url}: expected a folder that can be written at ${file} ` +
            "but found: ",
        ),
        error.message,
      );
      ok(error.cause instanceof Error);
      return true;
    });
    equal(requests(), 0);
    equal(await Deno.readTextFile(file), "precious");
  });
});

Deno.test("download() passes on what onProgress throws, at once", async () => {
  await withServer(() => new Response(BYTES), async (url, cacheFolder, requests) => {
    const onProgress = () => {
      throw new TypeError("a fault of the caller's");
    };
    await rejects(
      download(url, { cacheFolder, onProgress }),
      /^TypeError: a fault of the caller's$/,
    );
    equal(requests(), 1);
    deepEqual(names(cacheFolder), []);
  });
});

Deno.test("download() tells no total for a compressed answer", async () => {
  const zipped = await new Response(
    new Blob([BYTES]).stream().pipeThrough(new CompressionStream("gzip")),
  ).bytes();
  await withServer(
    () => new Response(zipped, { headers: { "content-encoding": "gzip" } }),
    async (url, cacheFolder) => {
      let last: DownloadProgress | undefined;
      const path = await download(url, { cacheFolder, onProgress: (p) => last = p });
      deepEqual(await Deno.readFile(path), BYTES);
      deepEqual(last, { url, received: BYTES.length, total: undefined });
    },
  );
});

Deno.test("download() removes no file but the parts of its own file that nobody writes", async () => {
  await withServer(() => new Response(BYTES), async (url, cacheFolder) => {
    const dayAgo = new Date(Date.now() - 86_400_000);
    await Deno.mkdir(`${cacheFolder}/x.part`);
    await Deno.writeTextFile(`${cacheFolder}/x.part/file`, "");
    for (const name of ["film.mkv.part", `.film.mkv.${crypto.randomUUID()}.tmp`]) {
      await Deno.writeTextFile(`${cacheFolder}/${name}`, "precious");
      await Deno.utime(`${cacheFolder}/${name}`, dayAgo, dayAgo);
    }
    const others = names(cacheFolder).toSorted();
    const file = basename(await download(url, { cacheFolder }));
    await removeDownload(url, { cacheFolder });
    await Deno.writeTextFile(`${cacheFolder}/.${file}.${crypto.randomUUID()}.tmp`, "abandoned");
    await download(url, { cacheFolder });
    deepEqual(names(cacheFolder).toSorted(), [...others, file].toSorted());
  });
});

Deno.test("download() gives a file the mode that new files have", {
  ignore: Deno.build.os === "windows",
}, async () => {
  await withServer(() => new Response(BYTES), async (url, cacheFolder) => {
    await Deno.writeTextFile(`${cacheFolder}/plain`, "");
    const { mode } = await Deno.stat(await download(url, { cacheFolder }));
    equal(mode, (await Deno.stat(`${cacheFolder}/plain`)).mode);
  });
});

/** What no second attempt would mend: the answer, and what is found. */
const HOPELESS: [name: string, answer: (url: string) => Response, expected: string][] = [
  [
    "a redirect to itself",
    (url) => new Response(null, { status: 302, headers: { location: url } }),
    "expected at most 20 redirects but found more",
  ],
  [
    "a redirect to a file",
    () => new Response(null, { status: 301, headers: { location: "file:///etc/passwd" } }),
    'expected a redirect to an address over http or https but found "file:///etc/passwd"',
  ],
  [
    "a redirect to no address",
    () => new Response(null, { status: 307, headers: { location: "http://[" } }),
    'expected a redirect to an address over http or https but found "http://["',
  ],
  [
    "a redirect to nowhere",
    () => new Response(null, { status: 308 }),
    "expected a redirect to an address over http or https but found none",
  ],
  [
    "bad gzip",
    () => new Response("no gzip, no gzip, no", { headers: { "content-encoding": "gzip" } }),
    "expected an answer that can be read but found, after 0 bytes: Invalid gzip header",
  ],
  [
    "bad brotli",
    () => new Response("no brotli at all, no", { headers: { "content-encoding": "br" } }),
    "expected an answer that can be read but found, after 0 bytes: brotli error",
  ],
];

for (const [name, answer, expected] of HOPELESS) {
  Deno.test(`download() does not try ${name} again`, async () => {
    await withServer((request) => answer(request.url), async (url, cacheFolder, requests) => {
      await rejects(download(url, { cacheFolder }), {
        name: "Error",
        message: `Cannot download ${url}: ${expected}`,
      });
      equal(requests(), expected.includes("20 redirects") ? 21 : 1);
      deepEqual(names(cacheFolder), []);
    });
  });
}

Deno.test("download() follows a redirect", async () => {
  await withServer(
    ({ url }) =>
      url.endsWith("/moved")
        ? new Response(BYTES)
        : new Response(null, { status: 302, headers: { location: "moved" } }),
    async (url, cacheFolder) => {
      deepEqual(await Deno.readFile(await download(url, { cacheFolder })), BYTES);
    },
  );
});

Deno.test("download() names a folder that has the file's name, before it asks the server", async () => {
  await withServer(() => new Response(BYTES), async (url, cacheFolder, requests) => {
    const path = await download(url, { cacheFolder });
    await Deno.remove(path);
    await Deno.mkdir(path);
    await rejects(download(url, { cacheFolder }), {
      name: "Error",
      message: `Cannot cache the download of ${url}: expected a file or nothing at ${path} but ` +
        "found a folder",
    });
    equal(requests(), 1);
  });
});

Deno.test("download() keeps names and errors short, however long the address is", async () => {
  await withServer(
    (request) => new Response("", { status: request.url.endsWith("no") ? 404 : 200 }),
    async (url, cacheFolder) => {
      const long = `${url}/${"a".repeat(5000)}`;
      equal(basename(await download(`${long}.png`, { cacheFolder })).endsWith("aaa.png"), true);
      await rejects(
        download(`${long}no`, { cacheFolder }),
        ({ message }) => message.length <= 500 && message.includes(url),
      );
    },
  );
});

Deno.test("download() rejects limits that are not whole numbers", async () => {
  const url = "http://127.0.0.1:9/digits.png";
  for (const timeLimit of [0, NaN, Infinity]) {
    await rejects(download(url, { timeLimit }), {
      name: "RangeError",
      message: `Cannot download ${url}: expected timeLimit to be a whole number from 1 to ` +
        `2147483647 but found ${timeLimit}`,
    });
  }
  await rejects(download(url, { sizeLimit: NaN }), {
    name: "RangeError",
    message:
      `Cannot download ${url}: expected sizeLimit to be a whole number of at least 1 but found NaN`,
  });
});

Deno.test("download() rejects what is not an address", async () => {
  await rejects(download("http://"), {
    name: "TypeError",
    message:
      "Cannot download http://: expected the address of a file over http or https but found none",
  });
  await rejects(download("file:///etc/hostname"), {
    name: "TypeError",
    message: "Cannot download file:///etc/hostname: expected the address of a file over http or " +
      'https but found "file:"',
  });
  await rejects(download("http://127.0.0.1:9/", { cacheFolder: "" }), {
    name: "TypeError",
    message:
      "Cannot download http://127.0.0.1:9/: expected cacheFolder to be the path of a folder " +
      'but found ""',
  });
});

Deno.test({
  name: "download() rejects a cache folder that the system does not let it write",
  ignore: Deno.build.os === "windows" || Deno.uid() === 0, // root may write everywhere
  async fn() {
    await withServer(() => new Response(BYTES), async (url, cacheFolder, requests) => {
      await Deno.chmod(cacheFolder, 0o500);
      await rejects(download(url, { cacheFolder }), /^Error: Cannot cache the download of /);
      equal(requests(), 0);
    });
  },
});

Deno.test({
  name: "download() rejects a cache folder that must not be written",
  permissions: { read: true, write: false, net: true },
  async fn() {
    // Nobody listens at port 9 (discard): the folder is checked first.
    const url = "http://127.0.0.1:9/digits.png";
    await rejects(download(url, { cacheFolder: "/convbook-cache" }), {
      message: `Cannot cache the download of ${url}: expected a folder that can be written at ` +
        '/convbook-cache but found: Requires write access to "/convbook-cache", run again with ' +
        "the --allow-write flag",
    });
  },
});
