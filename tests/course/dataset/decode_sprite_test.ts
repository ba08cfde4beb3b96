import { deepEqual, equal, rejects } from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { decodeSprite } from "../../../lib/course/dataset/decode_sprite.ts";
import { joinChunks, makePng, type PngRecipe, row, u32 } from "./png_bytes.ts";
import { encodePng } from "./sprite_bytes.ts";

const PIXELS = Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 251);
const PNG = encodePng(PIXELS, 784);

Deno.test("decodeSprite() returns the grey values of a grey PNG", async () => {
  deepEqual(await decodeSprite(PNG), { count: 3, pixels: PIXELS });
});

/** A sprite of one digit, and the first of its pixels as they should come out. */
const SPRITES: [name: string, recipe: Partial<PngRecipe>, pixels: number[]][] = [
  ["1 bit", { depth: 1, rows: row(1, 0b10100000) }, [255, 0, 255, 0]],
  ["2 bits", { depth: 2, rows: row(2, 0b00011011) }, [0, 85, 170, 255]],
  ["4 bits", { depth: 4, rows: row(4, 0x0f, 0x81) }, [0, 255, 136, 17]],
  ["16 bits", { depth: 16, rows: row(16, 0, 255, 127, 255, 255, 255) }, [0, 127, 255]],
  // 0.299 × 255 = 76.2, 0.587 × 255 = 149.7, 0.114 × 255 = 29.1; 2.99 + 11.74 + 3.42 = 18.2
  [
    "colours",
    {
      colourType: 2,
      rows: row(24, 255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 7, 7, 7, 255, 255, 255),
    },
    [76, 150, 29, 18, 7, 255],
  ],
  [
    "a palette",
    {
      colourType: 3,
      chunks: [["PLTE", [0, 0, 0, 255, 0, 0, 9, 9, 9]]],
      rows: row(8, 2, 1, 0, 1),
    },
    [9, 76, 0, 76],
  ],
  [
    "a palette of 2 bits",
    {
      colourType: 3,
      depth: 2,
      chunks: [["PLTE", [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]]],
      rows: row(2, 0b00011011),
    },
    [0, 1, 2, 3],
  ],
  [
    "colours whose transparent one does not occur",
    {
      colourType: 2,
      chunks: [["tRNS", [0, 1, 0, 2, 0, 3]]],
      rows: row(24, 4, 4, 4),
    },
    [4],
  ],
];

for (const [name, recipe, expected] of SPRITES) {
  Deno.test(`decodeSprite() returns the grey values of a PNG of ${name}`, async () => {
    const png = makePng({ width: 784, height: 1, rows: [], ...recipe });
    const { count, pixels } = await decodeSprite(png);
    equal(count, 1);
    deepEqual([...pixels.subarray(0, expected.length)], expected);
    equal(pixels.length, 784);
  });
}

Deno.test("decodeSprite() returns the grey values of opaque pixels with an opacity", async () => {
  for (const channels of [2, 4] as const) {
    const values = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
    const colour = Uint8Array.from(
      { length: 784 * channels },
      (_, i) => i % channels === channels - 1 ? 255 : values[Math.floor(i / channels)],
    );
    deepEqual(await decodeSprite(encodePng(colour, 784, channels)), { count: 1, pixels: values });
  }
});

Deno.test("decodeSprite() decodes an interlaced PNG", async () => {
  // Adam7: of a picture of one row, passes 1, 2, 4 and 6 have pixels 0 8 …, 4 12 …, 2 6 …, 1 3 ….
  const pass = (first: number, step: number) => [
    0,
    ...Array.from({ length: Math.ceil((784 - first) / step) }, (_, i) => (first + i * step) % 256),
  ];
  const rows = [...pass(0, 8), ...pass(4, 8), ...pass(2, 4), ...pass(1, 2)];
  const { pixels } = await decodeSprite(makePng({ width: 784, height: 1, interlace: 1, rows }));
  deepEqual(pixels, Uint8Array.from({ length: 784 }, (_, i) => i % 256));
});

Deno.test("decodeSprite() rejects transparent pixels, in whatever way they are so", async () => {
  const transparent: [Partial<PngRecipe>, string][] = [
    [{ colourType: 6, rows: row(32, 9, 9, 9, 255) }, "0 of 255 in row 0, column 1"],
    [{ colourType: 4, rows: row(16, 9, 200) }, "200 of 255 in row 0, column 0"],
    [{ chunks: [["tRNS", [0, 0]]], rows: row(8, 9, 9, 9) }, "0 of 255 in row 0, column 3"],
    [
      {
        colourType: 3,
        chunks: [["PLTE", [9, 9, 9, 8, 8, 8]], ["tRNS", [255, 7]]],
        rows: row(8, 0, 1),
      },
      "7 of 255 in row 0, column 1",
    ],
  ];
  for (const [recipe, found] of transparent) {
    await rejects(decodeSprite(makePng({ width: 784, height: 1, rows: [], ...recipe })), {
      name: "TypeError",
      message: `Cannot decode the sprite: expected opaque pixels but found one of opacity ${found}`,
    });
  }
});

Deno.test("decodeSprite() says what is wrong with a PNG", async () => {
  const header: [string, number[]] = ["IHDR", [...u32(784), ...u32(1), 8, 0, 0, 0, 0]];
  const pixels = [...deflateSync(Uint8Array.from(row(8)))];
  const damaged = (change: (png: Uint8Array) => void) => {
    const png = makePng({ width: 784, height: 1, rows: row(8) });
    change(png);
    return png;
  };
  const faults: [recipe: Partial<PngRecipe> | Uint8Array, fault: string][] = [
    [damaged((png) => png[20] ^= 1), 'a sound PNG but found a wrong checksum in its chunk "IHDR"'],
    [
      damaged((png) => png[png.length - 20] ^= 1),
      'a sound PNG but found a wrong checksum in its chunk "IDAT"',
    ],
    [
      damaged((png) => png[png.length - 1] ^= 1),
      'a sound PNG but found a wrong checksum in its chunk "IEND"',
    ],
    [joinChunks([["IEND", []]]), 'a PNG that starts with its header but found the chunk "IEND"'],
    [
      joinChunks([["IHDR", [1, 2]], ["IEND", []]]),
      'a PNG that starts with its header but found the chunk "IHDR"',
    ],
    [joinChunks([header, ["IEND", []]]), "a PNG with pixels but found no chunk IDAT"],
    [{ depth: 3 }, "a PNG of a colour type and depth that PNG knows but found type 0 with 3 bits"],
    [
      { colourType: 2, depth: 4 },
      "a PNG of a colour type and depth that PNG knows but found type 2 with 4 bits",
    ],
    [
      { colourType: 5 },
      "a PNG of a colour type and depth that PNG knows but found type 5 with 8 bits",
    ],
    [
      { interlace: 2 },
      "a PNG of the methods that PNG knows but found compression 0, filter 0, interlace 2",
    ],
    [
      { compression: 1 },
      "a PNG of the methods that PNG knows but found compression 1, filter 0, interlace 0",
    ],
    [{ chunks: [["ABCD", [1]]] }, 'a PNG of known chunks but found the critical chunk "ABCD"'],
    [{ colourType: 3 }, "a palette before the pixels but found none"],
    [
      joinChunks([
        ["IHDR", [...u32(784), ...u32(1), 8, 3, 0, 0, 0]],
        ["IDAT", pixels],
        ["PLTE", [1, 2, 3]],
        ["IEND", []],
      ]),
      "a palette before the pixels but found it behind them",
    ],
    [
      { colourType: 3, chunks: [["PLTE", [1, 2]]] },
      "a palette of 1 to 256 colours of 3 bytes but found 2 bytes",
    ],
    [
      { colourType: 3, depth: 1, chunks: [["PLTE", new Array(9).fill(0)]] },
      "a palette of 1 to 2 colours of 3 bytes but found 9 bytes",
    ],
    [
      { colourType: 3, chunks: [["PLTE", [1, 1, 1]]], rows: row(8, 0, 0, 1) },
      "pixels of colours in the palette but found one of another in row 0, column 2",
    ],
    [{ rows: row(8).slice(1) }, "785 bytes of pixels but found 784"],
    [{ rows: [...row(8), 0] }, "785 bytes of pixels but found more"],
    [{ interlace: 1, rows: row(8) }, "788 bytes of pixels but found 785"],
    [
      { height: 2, rows: [...row(8), 5, ...row(8).slice(1)] },
      "rows with a filter from 0 to 4 but found 5 in row 1",
    ],
  ];
  for (const [recipe, fault] of faults) {
    const png = recipe instanceof Uint8Array
      ? recipe
      : makePng({ width: 784, height: 1, rows: row(8), ...recipe });
    await rejects(decodeSprite(png), {
      name: "SyntaxError",
      message: `Cannot decode the sprite: expected ${fault}`,
    });
  }
  for (const data of [[1, 2, 3], [...pixels.slice(0, -1), 0]]) {
    await rejects(
      decodeSprite(joinChunks([header, ["IDAT", data], ["IEND", []]])),
      {
        name: "SyntaxError",
        message: /^Cannot decode the sprite: expected pixels that decompress but found /,
      },
    );
  }
});

Deno.test("decodeSprite() rejects sizes that are none, and too many digits", async () => {
  for (const [width, height] of [[0, 1], [784, 0], [783, 1], [2 ** 31, 2 ** 31]]) {
    await rejects(decodeSprite(makePng({ width, height, rows: row(8) })), {
      name: "TypeError",
      message: "Cannot decode the sprite: expected a PNG 784 px wide with a digit in each row " +
        `but found one of ${width} × ${height} px`,
    });
  }
  for (const height of [400_001, 2 ** 31]) {
    await rejects(decodeSprite(makePng({ width: 784, height, rows: row(8) })), {
      name: "RangeError",
      message: `Cannot decode the sprite: expected at most 400000 digits but found ${height}`,
    });
  }
});

Deno.test("decodeSprite() reads bytes that lie in the middle of a buffer", async () => {
  const buffer = new Uint8Array(PNG.length + 20);
  buffer.set(PNG, 7);
  deepEqual((await decodeSprite(buffer.subarray(7, 7 + PNG.length))).pixels, PIXELS);
});

Deno.test("decodeSprite() rejects an empty file", async () => {
  await rejects(decodeSprite(new Uint8Array()), {
    name: "SyntaxError",
    message: "Cannot decode the sprite: expected a PNG but found no bytes",
  });
});

Deno.test("decodeSprite() rejects what is not an array of bytes", async () => {
  await rejects(decodeSprite("data/mnist_images.png" as unknown as Uint8Array), {
    name: "TypeError",
    message: 'Cannot decode the sprite: expected a Uint8Array but found "data/mnist_images.png"',
  });
});

Deno.test("decodeSprite() rejects what is not a PNG", async () => {
  await rejects(decodeSprite(new TextEncoder().encode("<html>")), {
    name: "SyntaxError",
    message:
      "Cannot decode the sprite: expected a PNG but found bytes that start with 3c 68 74 6d 6c 3e",
  });
});

Deno.test("decodeSprite() rejects a PNG of another width", async () => {
  await rejects(decodeSprite(encodePng(new Uint8Array(28 * 28), 28)), {
    name: "TypeError",
    message: "Cannot decode the sprite: expected a PNG 784 px wide with a digit in each row " +
      "but found one of 28 × 28 px",
  });
});

Deno.test("decodeSprite() rejects a PNG cut off anywhere", async () => {
  for (const length of [8, 20, 40, PNG.length >> 1, PNG.length - 12, PNG.length - 1]) {
    await rejects(decodeSprite(PNG.subarray(0, length)), {
      name: "SyntaxError",
      message:
        `Cannot decode the sprite: expected a complete PNG but found one cut off after ${length} bytes`,
    });
  }
});
