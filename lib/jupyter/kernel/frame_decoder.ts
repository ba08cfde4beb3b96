/**
 * Puts ZMTP messages together from the bytes of a stream
 * (RFC 23/ZMTP, "Framing": https://rfc.zeromq.org/spec/23/).
 *
 * @module
 */
import { findBytes, joinBytes, measureBeginning } from "./bytes.ts";
import { COMMAND, LONG, MORE, type ZmtpCommand, type ZmtpMessage } from "./zmtp_frames.ts";

/** Bits 7 to 3 of a frame's flags must be zero. */
const RESERVED = 0b1111_1000;

/** A longer frame than this is taken for damage: no notebook output comes near it. */
const MAX_FRAME_BYTES = 2 ** 30;

/** A message or command of which some bytes have come. */
interface Unfinished {
  /** The message's complete frames. */
  frames: Uint8Array[];
  /** The bytes so far of the header of the frame that is coming. */
  header: number[];
  /** The frame that is coming, once its header is complete, and how much of it is there. */
  frame?: { flags: number; body: Uint8Array; filled: number };
}

/**
 * Puts messages together from bytes that come in pieces of any size.
 *
 * Two tasks of one peer may write to a connection at the same time. A message that the socket does
 * not take at once then gets another one written into its middle. Deno's kernel does this: an
 * output of some megabytes may enclose the `status` message that ends its cell (Deno 2.8.2 to 2.9.6,
 * `PubSocket.send` in `cli/js/jupyter_kernel.js`). If every message begins with bytes that occur
 * nowhere else, `messageStart`, the decoder takes such messages apart again.
 *
 * @example
 * ```ts
 * import { FrameDecoder } from "./frame_decoder.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const decoder = new FrameDecoder();
 * deepEqual(decoder.push(Uint8Array.of(0, 3, 7)), []);
 * deepEqual(decoder.push(Uint8Array.of(8, 9)), [
 *   { kind: "message", frames: [Uint8Array.of(7, 8, 9)] },
 * ]);
 * ```
 */
export class FrameDecoder {
  readonly #messageStart?: Uint8Array;
  #current: Unfinished = { frames: [], header: [] };
  /** The messages that `#current` interrupts, the outermost first. */
  readonly #interrupted: Unfinished[] = [];
  /** Bytes at the end of the last piece that may be the beginning of `messageStart`. */
  #undecided: Uint8Array = new Uint8Array(0);

  /**
   * Makes a decoder that has read nothing.
   *
   * @param messageStart Bytes, frame headers included, with which every message begins and which
   * occur nowhere else. A message that ends in the first of these bytes is complete only when the
   * next one comes. If left out, messages are expected one after another.
   */
  constructor(messageStart?: Uint8Array) {
    this.#messageStart = messageStart;
  }

  /** Whether a message has begun and not ended. */
  get isInsideMessage(): boolean {
    return this.#undecided.length > 0 || this.#interrupted.length > 0 || hasBegun(this.#current);
  }

  /**
   * Takes the next bytes.
   *
   * @param piece Bytes of the stream, as many as came.
   * @returns The messages and commands that they complete.
   * @throws {SyntaxError} If the bytes are not ZMTP frames, or a frame is over a gigabyte long.
   */
  push(piece: Uint8Array): (ZmtpMessage | ZmtpCommand)[] {
    const bytes = this.#undecided.length > 0 ? joinBytes([this.#undecided, piece]) : piece;
    this.#undecided = new Uint8Array(0);
    const complete: (ZmtpMessage | ZmtpCommand)[] = [];
    let offset = 0;
    while (offset < bytes.length) {
      const rest = bytes.subarray(offset);
      const interruption = this.#findInterruption(rest);
      const available = interruption === -1
        ? rest.length - this.#measureUndecided(rest)
        : interruption;
      const { used, unit } = consume(this.#current, rest.subarray(0, available));
      offset += used;
      if (unit !== undefined) {
        complete.push(unit);
        this.#current = this.#interrupted.pop() ?? { frames: [], header: [] };
      } else if (interruption !== -1) {
        this.#interrupted.push(this.#current);
        this.#current = { frames: [], header: [] };
      } else {
        this.#undecided = bytes.slice(offset);
        break;
      }
    }
    return complete;
  }

  #findInterruption(bytes: Uint8Array): number {
    if (this.#messageStart === undefined) return -1;
    // At position 0 a message that has not begun finds its own beginning.
    return findBytes(bytes, this.#messageStart, hasBegun(this.#current) ? 0 : 1);
  }

  /** How many bytes at the end have to wait for the next piece to show whose they are. */
  #measureUndecided(bytes: Uint8Array): number {
    return this.#messageStart === undefined ? 0 : measureBeginning(bytes, this.#messageStart);
  }
}

function hasBegun(message: Unfinished): boolean {
  return message.frames.length > 0 || message.header.length > 0;
}

/** Adds bytes to a message until they or the message end. */
function consume(
  message: Unfinished,
  bytes: Uint8Array,
): { used: number; unit?: ZmtpMessage | ZmtpCommand } {
  let used = 0;
  for (;;) {
    while (message.frame === undefined) {
      if (used === bytes.length) return { used };
      message.header.push(bytes[used++]);
      message.frame = readHeader(message);
    }
    const { flags, body, filled } = message.frame;
    const part = bytes.subarray(used, used + body.length - filled);
    body.set(part, filled);
    used += part.length;
    message.frame.filled += part.length;
    if (message.frame.filled < body.length) return { used };
    if (flags & COMMAND) return { used, unit: { kind: "command", body } };
    message.frames.push(body);
    if (!(flags & MORE)) return { used, unit: { kind: "message", frames: message.frames } };
    message.frame = undefined;
    message.header = [];
  }
}

/** RFC 23, "Framing": the frame that a header announces, or nothing while octets are missing. */
function readHeader({ frames, header }: Unfinished): Unfinished["frame"] {
  const flags = header[0];
  const isInsideMessage = frames.length > 0;
  if (flags & RESERVED || (flags & COMMAND && (flags & MORE || isInsideMessage))) {
    throw new SyntaxError(
      `Cannot read a ZMTP frame: expected flags from 0 to 4 or 6 but found ${flags}`,
    );
  }
  if (header.length < (flags & LONG ? 9 : 2)) return undefined;
  const size = flags & LONG
    ? Number(new DataView(Uint8Array.from(header).buffer).getBigUint64(1))
    : header[1];
  if (size > MAX_FRAME_BYTES) {
    throw new SyntaxError(
      `Cannot read a ZMTP frame: expected at most ${MAX_FRAME_BYTES} bytes but found ${size}`,
    );
  }
  return { flags, body: new Uint8Array(size), filled: 0 };
}
