/**
 * ZMTP 3.0 framing: messages and commands to bytes and back
 * (RFC 23/ZMTP, "Framing": https://rfc.zeromq.org/spec/23/).
 *
 * @module
 */
import { joinBytes } from "./bytes.ts";

// RFC 23, "Framing", the flags octet.
/** Flag: another frame of the same message follows. */
export const MORE = 0b001;
/** Flag: the size has eight octets, not one. */
export const LONG = 0b010;
/** Flag: the frame is a command. */
export const COMMAND = 0b100;

/** One message: its frames, without their headers. */
export interface ZmtpMessage {
  /** Tells a message from a command. */
  kind: "message";
  /** The bytes of each frame. */
  frames: Uint8Array[];
}

/** One command, such as READY: what the peers' protocol engines say to each other. */
export interface ZmtpCommand {
  /** Tells a command from a message. */
  kind: "command";
  /** The bytes of the command: the length of its name, its name, its data. */
  body: Uint8Array;
}

/**
 * Encodes a message of one or more frames.
 *
 * @param frames The bytes of each frame.
 * @returns The bytes to send.
 *
 * @example
 * ```ts
 * import { encodeMessageFrames } from "./zmtp_frames.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(
 *   encodeMessageFrames([Uint8Array.of(7, 8), Uint8Array.of()]),
 *   Uint8Array.of(1, 2, 7, 8, 0, 0),
 * );
 * ```
 */
export function encodeMessageFrames(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinBytes(frames.flatMap((frame, index) => [
    encodeHeader(index < frames.length - 1 ? MORE : 0, frame.length),
    frame,
  ]));
}

/**
 * Encodes a command.
 *
 * @param name The name of the command, in ASCII.
 * @param data What follows the name.
 * @returns The bytes to send.
 *
 * @example
 * ```ts
 * import { encodeCommand } from "./zmtp_frames.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(encodeCommand("HI", Uint8Array.of(5)), Uint8Array.of(4, 4, 2, 72, 73, 5));
 * ```
 */
export function encodeCommand(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const body = joinBytes([Uint8Array.of(name.length), new TextEncoder().encode(name), data]);
  return joinBytes([encodeHeader(COMMAND, body.length), body]);
}

/** RFC 23, "Framing": flags, then the size in one octet, or in eight (big-endian) if LONG. */
function encodeHeader(flags: number, size: number): Uint8Array<ArrayBuffer> {
  if (size <= 255) return Uint8Array.of(flags, size);
  const header = new Uint8Array(9);
  header[0] = flags | LONG;
  new DataView(header.buffer).setBigUint64(1, BigInt(size));
  return header;
}
