import { deepEqual, equal, throws } from "node:assert/strict";
import { FrameDecoder } from "../../../lib/jupyter/kernel/frame_decoder.ts";
import { encodeCommand, encodeMessageFrames } from "../../../lib/jupyter/kernel/zmtp_frames.ts";

/** Frame headers and bodies, byte by byte. */
const bytes = (...values: (number | number[])[]) => Uint8Array.from(values.flat());

/** In these tests each message begins with a frame of the two bytes "AB". */
const START = bytes(1, 2, 65, 66);

Deno.test("encodeMessageFrames() writes short and long sizes", () => {
  equal(encodeMessageFrames([bytes(7), bytes(8, 9)]).toHex(), "010107" + "00020809");
  const longest = encodeMessageFrames([new Uint8Array(255)]);
  equal(longest.subarray(0, 3).toHex(), "00ff00");
  const long = encodeMessageFrames([new Uint8Array(256), bytes(1)]);
  equal(long.length, 9 + 256 + 3);
  equal(long.subarray(0, 9).toHex(), "03" + "0000000000000100");
  equal(long.subarray(265).toHex(), "000101");
});

Deno.test("FrameDecoder.push() reads messages of one and of several frames", () => {
  deepEqual(new FrameDecoder().push(bytes(0, 2, 7, 8, 1, 1, 5, 1, 0, 0, 1, 6)), [
    { kind: "message", frames: [bytes(7, 8)] },
    { kind: "message", frames: [bytes(5), bytes(), bytes(6)] },
  ]);
});

Deno.test("FrameDecoder.push() reads a long frame, also one with a short body", () => {
  deepEqual(new FrameDecoder().push(bytes(2, 0, 0, 0, 0, 0, 0, 0, 2, 7, 8)), [
    { kind: "message", frames: [bytes(7, 8)] },
  ]);
  const body = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
  deepEqual(new FrameDecoder().push(encodeMessageFrames([body])), [
    { kind: "message", frames: [body] },
  ]);
});

Deno.test("FrameDecoder.push() reads commands between messages", () => {
  const decoder = new FrameDecoder();
  deepEqual(decoder.push(bytes([...encodeCommand("PING", bytes(0, 5))], 0, 1, 9)), [
    { kind: "command", body: bytes(4, 80, 73, 78, 71, 0, 5) },
    { kind: "message", frames: [bytes(9)] },
  ]);
});

Deno.test("FrameDecoder.push() takes the stream in pieces of any size", () => {
  const body = Uint8Array.from({ length: 300 }, (_, index) => index % 7);
  const stream = bytes(
    [...encodeMessageFrames([bytes(65, 66), body, bytes(), bytes(1)])],
    [...encodeMessageFrames([bytes(65, 66), bytes(1, 2, 65)])],
    [...encodeMessageFrames([bytes(65, 66), bytes(5)])],
  );
  for (const start of [undefined, START]) {
    const whole = new FrameDecoder(start).push(stream);
    equal(whole.length, 3);
    for (let size = 1; size <= 12; size++) {
      const decoder = new FrameDecoder(start);
      const units = [];
      for (let offset = 0; offset < stream.length; offset += size) {
        units.push(...decoder.push(stream.subarray(offset, offset + size)));
      }
      deepEqual(units, whole, `pieces of ${size}`);
      equal(decoder.isInsideMessage, false);
    }
  }
});

Deno.test("FrameDecoder.push() takes out a message written into the middle of another", () => {
  const outer = encodeMessageFrames([bytes(65, 66), bytes(10, 11, 12, 13, 14, 15), bytes(16)]);
  const inner = encodeMessageFrames([bytes(65, 66), bytes(20, 21)]);
  const last = encodeMessageFrames([bytes(65, 66), bytes(30)]);
  // The socket took a part of the outer message, then all of the inner one, then the rest. Where
  // the outer one was cut inside its own first bytes there is no telling.
  for (let cut = START.length; cut < outer.length; cut++) {
    const stream = bytes(
      [...outer.subarray(0, cut)],
      [...inner],
      [...outer.subarray(cut)],
      [...last],
    );
    for (let size = 1; size <= stream.length; size++) {
      const decoder = new FrameDecoder(START);
      const units = [];
      for (let offset = 0; offset < stream.length; offset += size) {
        units.push(...decoder.push(stream.subarray(offset, offset + size)));
      }
      deepEqual(
        units.map((unit) => unit.kind === "message" ? unit.frames.slice(1) : unit),
        [[bytes(20, 21)], [bytes(10, 11, 12, 13, 14, 15), bytes(16)], [bytes(30)]],
        `cut at ${cut}, pieces of ${size}`,
      );
    }
  }
});

Deno.test("FrameDecoder.push() takes apart messages nested twice", () => {
  const [outer, middle, inner] = [10, 20, 30]
    .map((value) => encodeMessageFrames([bytes(65, 66), bytes(value, value, value)]));
  const stream = bytes(
    [...outer.subarray(0, 7)],
    [...middle.subarray(0, 8)],
    [...inner],
    [...middle.subarray(8)],
    [...outer.subarray(7)],
  );
  deepEqual(
    new FrameDecoder(START).push(stream).map((unit) => unit.kind === "message" && unit.frames[1]),
    [bytes(30, 30, 30), bytes(20, 20, 20), bytes(10, 10, 10)],
  );
});

Deno.test("FrameDecoder.isInsideMessage tells whether a message is incomplete", () => {
  const decoder = new FrameDecoder();
  equal(decoder.isInsideMessage, false);
  for (const byte of [1, 1, 7, 0, 1]) {
    decoder.push(bytes(byte));
    equal(decoder.isInsideMessage, true);
  }
  decoder.push(bytes(9));
  equal(decoder.isInsideMessage, false);
});

Deno.test("FrameDecoder.push() rejects flags that ZMTP does not have", () => {
  for (const flags of [8, 9, 5, 255]) {
    throws(() => new FrameDecoder().push(bytes(flags, 0)), {
      name: "SyntaxError",
      message: `Cannot read a ZMTP frame: expected flags from 0 to 4 or 6 but found ${flags}`,
    });
  }
  throws(() => new FrameDecoder().push(bytes(1, 1, 7, 4, 0)), {
    message: "Cannot read a ZMTP frame: expected flags from 0 to 4 or 6 but found 4",
  });
});

Deno.test("FrameDecoder.push() rejects a frame of over a gigabyte", () => {
  throws(() => new FrameDecoder().push(bytes(2, 0, 0, 0, 0, 64, 0, 0, 1)), {
    name: "SyntaxError",
    message: "Cannot read a ZMTP frame: expected at most 1073741824 bytes but found 1073741825",
  });
});
