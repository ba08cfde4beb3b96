import { deepEqual, equal, rejects } from "node:assert/strict";
import { encodeCommand, encodeMessageFrames } from "../../../lib/jupyter/kernel/zmtp_frames.ts";
import { encodeGreeting } from "../../../lib/jupyter/kernel/zmtp_handshake.ts";
import { type ByteConnection, ZmtpSocket } from "../../../lib/jupyter/kernel/zmtp_socket.ts";

const encoder = new TextEncoder();

/** A connection whose other end has said all it will say, in pieces. */
class ScriptedConnection implements ByteConnection {
  readonly written: number[] = [];
  closings = 0;
  readonly #pieces: Uint8Array[];

  constructor(...pieces: Uint8Array[]) {
    this.#pieces = pieces;
  }

  read(buffer: Uint8Array): Promise<number | null> {
    const piece = this.#pieces.shift();
    if (piece === undefined) return Promise.resolve(null);
    const length = Math.min(piece.length, buffer.length);
    buffer.set(piece.subarray(0, length));
    if (length < piece.length) this.#pieces.unshift(piece.subarray(length));
    return Promise.resolve(length);
  }

  /** Takes at most ten bytes at once, as a full socket would. */
  write(bytes: Uint8Array): Promise<number> {
    const taken = bytes.subarray(0, 10);
    this.written.push(...taken);
    return Promise.resolve(taken.length);
  }

  close(): void {
    this.closings++;
  }
}

/** A READY command with one property. */
function ready(name: string, value: string): Uint8Array {
  const property = [name.length, ...encoder.encode(name), 0, 0, 0, value.length];
  return encodeCommand("READY", Uint8Array.from([...property, ...encoder.encode(value)]));
}

/** What a kernel's ROUTER socket says first. */
const ROUTER = [encodeGreeting(), ready("Socket-Type", "ROUTER")];

Deno.test("ZmtpSocket.open() shakes hands as RFC 23 says", async () => {
  const connection = new ScriptedConnection(...ROUTER);
  const socket = await ZmtpSocket.open(connection, "DEALER");
  const greeting = "ff00000000000000007f" + "0300" + "4e554c4c" + "00".repeat(16 + 1 + 31);
  const socketType = "0b" + "536f636b65742d54797065" + "00000006" + "4445414c4552";
  const identity = "08" + "4964656e74697479" + "00000000";
  const command = "05" + "5245414459" + socketType + identity;
  equal(
    Uint8Array.from(connection.written).toHex(),
    greeting + "04" + (command.length / 2).toString(16) + command,
  );
  equal(await socket.receive(), null);
  socket.close();
  socket.close();
  equal(connection.closings, 1);
});

Deno.test("ZmtpSocket.open() subscribes a SUB socket to everything", async () => {
  const connection = new ScriptedConnection(encodeGreeting(), ready("socket-type", "PUB"));
  await ZmtpSocket.open(connection, "SUB");
  equal(Uint8Array.from(connection.written.slice(-3)).toHex(), "000101");
});

Deno.test("ZmtpSocket.open() takes greeting, READY and a message in pieces of any size", async () => {
  const stream = [...ROUTER, encodeMessageFrames([Uint8Array.of(1, 2), Uint8Array.of(3)])]
    .flatMap((part) => [...part]);
  for (const size of [1, 7, 63, 64, 65, 1000]) {
    const pieces = [];
    for (let offset = 0; offset < stream.length; offset += size) {
      pieces.push(Uint8Array.from(stream.slice(offset, offset + size)));
    }
    const socket = await ZmtpSocket.open(new ScriptedConnection(...pieces), "DEALER");
    deepEqual(await socket.receive(), [Uint8Array.of(1, 2), Uint8Array.of(3)]);
    equal(await socket.receive(), null);
  }
});

Deno.test("ZmtpSocket.open() rejects a peer that it cannot talk to, and closes", async () => {
  const greeting = encodeGreeting();
  const [version2, curve] = [greeting.slice(), greeting.slice()];
  version2[10] = 2;
  curve.set(encoder.encode("CURVE"), 12);
  const cases: [Uint8Array[], string, string][] = [
    [
      [encoder.encode("HTTP/1.1 400")],
      "SyntaxError",
      "Cannot shake hands: expected a ZMTP signature but found the bytes 485454502f312e312034",
    ],
    [
      [version2],
      "SyntaxError",
      "Cannot shake hands: expected ZMTP version 3 or later but found 2",
    ],
    [
      [curve],
      "SyntaxError",
      'Cannot shake hands: expected the security mechanism NULL but found "CURVE"',
    ],
    [
      [greeting.slice(0, 30)],
      "Error",
      "Cannot receive from the ZMTP peer: expected its greeting but found the connection closed",
    ],
    [
      [greeting],
      "Error",
      "Cannot receive from the ZMTP peer: expected its READY command " +
      "but found the connection closed",
    ],
    [
      [greeting, encodeCommand("ERROR", Uint8Array.of(2, 110, 111))],
      "SyntaxError",
      'Cannot shake hands: expected the command READY but found "ERROR": "no"',
    ],
    [
      [greeting, Uint8Array.of(0, 1, 7)],
      "SyntaxError",
      "Cannot shake hands: expected the command READY but found a message",
    ],
    [
      [greeting, ready("Socket-Type", "PUB")],
      "SyntaxError",
      'Cannot shake hands: expected a peer of type ROUTER but found "PUB"',
    ],
    [
      [greeting, ready("Colour", "red")],
      "SyntaxError",
      "Cannot shake hands: expected a peer of type ROUTER but found none",
    ],
  ];
  for (const [pieces, name, message] of cases) {
    const connection = new ScriptedConnection(...pieces);
    await rejects(ZmtpSocket.open(connection, "DEALER"), { name, message });
    equal(connection.closings, 1, message);
  }
});

Deno.test("ZmtpSocket.open() gives up when its signal says so", async () => {
  const reason = new Error("enough");
  const connection = new ScriptedConnection(...ROUTER);
  await rejects(
    ZmtpSocket.open(connection, "DEALER", { signal: AbortSignal.abort(reason) }),
    reason,
  );
  equal(connection.closings, 1);
});

Deno.test("ZmtpSocket.receive() passes over commands", async () => {
  const ping = encodeCommand("PING", Uint8Array.of(0, 0));
  const message = encodeMessageFrames([Uint8Array.of(9)]);
  const connection = new ScriptedConnection(...ROUTER, ping, message);
  const socket = await ZmtpSocket.open(connection, "DEALER");
  deepEqual(await socket.receive(), [Uint8Array.of(9)]);
});

Deno.test("ZmtpSocket.receive() reports a connection that ends inside a message", async () => {
  for (const part of [[1], [1, 2], [0, 2, 7], [1, 1, 7], [2, 0, 0]]) {
    const connection = new ScriptedConnection(...ROUTER, Uint8Array.from(part));
    const socket = await ZmtpSocket.open(connection, "DEALER");
    await rejects(socket.receive(), {
      message: "Cannot receive from the ZMTP peer: expected the end of a message " +
        "but found the connection closed",
    });
  }
});

Deno.test("ZmtpSocket.receive() rejects bytes that are no frame", async () => {
  const connection = new ScriptedConnection(...ROUTER, encoder.encode("\x7fgarbage"));
  const socket = await ZmtpSocket.open(connection, "DEALER");
  await rejects(socket.receive(), {
    message: "Cannot read a ZMTP frame: expected flags from 0 to 4 or 6 but found 127",
  });
});

Deno.test("ZmtpSocket.send() writes one message after another, however the writes are cut", async () => {
  const connection = new ScriptedConnection(...ROUTER);
  const socket = await ZmtpSocket.open(connection, "DEALER");
  const before = connection.written.length;
  const bodies = [50, 60, 70].map((value) => new Uint8Array(25).fill(value));
  await Promise.all(bodies.map((body) => socket.send([body])));
  deepEqual(
    connection.written.slice(before),
    bodies.flatMap((body) => [0, 25, ...body]),
  );
});
