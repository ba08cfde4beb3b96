/**
 * A ZMTP 3.0 peer that connects, with the NULL security mechanism: what a Jupyter client needs of
 * ZeroMQ (RFC 23/ZMTP: https://rfc.zeromq.org/spec/23/).
 *
 * @module
 */
import { joinBytes } from "./bytes.ts";
import { FrameDecoder } from "./frame_decoder.ts";
import { encodeMessageFrames, type ZmtpCommand, type ZmtpMessage } from "./zmtp_frames.ts";
import {
  checkGreeting,
  checkReady,
  checkSignature,
  encodeGreeting,
  encodeReady,
  GREETING_BYTES,
  PEER_TYPES,
  type SocketType,
} from "./zmtp_handshake.ts";

/** What the socket needs of a connection; `Deno.TcpConn` has it. */
export interface ByteConnection {
  /** Reads some bytes into a buffer; tells how many, or `null` at the end of the stream. */
  read(buffer: Uint8Array): Promise<number | null>;
  /** Writes some of the bytes; tells how many. */
  write(bytes: Uint8Array): Promise<number>;
  /** Closes the connection. */
  close(): void;
}

/** How {@linkcode ZmtpSocket.open} opens a socket. */
export interface OpenOptions {
  /** Gives up shaking hands, with the signal's reason. Never if left out. */
  signal?: AbortSignal;
  /** As for the `FrameDecoder` that reads what comes. */
  messageStart?: Uint8Array;
}

/**
 * A connected ZMTP socket.
 *
 * @example
 * ```ts
 * import { ZmtpSocket } from "./zmtp_socket.ts";
 * import { rejects } from "node:assert/strict";
 *
 * const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * const accepting = listener.accept();
 * const connection = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
 * const peer = await accepting;
 * await peer.write(new TextEncoder().encode("no"));
 *
 * await rejects(ZmtpSocket.open(connection, "DEALER"), {
 *   message: "Cannot shake hands: expected a ZMTP signature but found the bytes 6e6f",
 * });
 * peer.close();
 * listener.close();
 * ```
 */
export class ZmtpSocket {
  readonly #connection: ByteConnection;
  readonly #decoder: FrameDecoder;
  readonly #received: (ZmtpMessage | ZmtpCommand)[] = [];
  readonly #buffer = new Uint8Array(65536);
  #sending: Promise<void> = Promise.resolve();
  #isClosed = false;

  private constructor(connection: ByteConnection, messageStart?: Uint8Array) {
    this.#connection = connection;
    this.#decoder = new FrameDecoder(messageStart);
  }

  /**
   * Shakes hands over a new connection; a SUB socket subscribes to everything.
   *
   * @param connection The connection. It is the socket's from here on, and closed if this throws.
   * @param type What this end is.
   * @param options When to give up, and how messages begin.
   * @returns The socket, to be closed by the caller.
   * @throws {SyntaxError} If the other end does not speak ZMTP 3 with NULL, or is no fitting peer.
   * @throws {Error} If the connection ends before the hands are shaken.
   */
  static async open(
    connection: ByteConnection,
    type: SocketType,
    { signal, messageStart }: OpenOptions = {},
  ): Promise<ZmtpSocket> {
    const socket = new ZmtpSocket(connection, messageStart);
    const close = () => socket.close();
    signal?.addEventListener("abort", close, { once: true });
    try {
      signal?.throwIfAborted();
      await socket.#shakeHands(type);
      // RFC 23, "The Publish-Subscribe Pattern": a message of 1 and a prefix subscribes to it.
      if (type === "SUB") await socket.send([Uint8Array.of(1)]);
      return socket;
    } catch (error) {
      socket.close();
      throw signal?.aborted ? signal.reason : error;
    } finally {
      signal?.removeEventListener("abort", close);
    }
  }

  /**
   * Sends a message.
   *
   * @param frames The bytes of each frame, at least one.
   */
  send(frames: readonly Uint8Array[]): Promise<void> {
    // One after another: half a message must not stand inside another.
    const sent = this.#sending.then(() => this.#write(encodeMessageFrames(frames)));
    this.#sending = sent.catch(() => {});
    return sent;
  }

  /**
   * Waits for the next message.
   *
   * @returns The bytes of each frame, or `null` if the other end has closed the connection.
   * @throws {SyntaxError} If what comes is not ZMTP.
   * @throws {Error} If the connection ends inside a message.
   */
  async receive(): Promise<Uint8Array[] | null> {
    for (;;) {
      const unit = await this.#receiveUnit();
      if (unit === null) return null;
      // RFC 23, "Framing": commands may stand between messages. None concerns a 3.0 client.
      if (unit.kind === "message") return unit.frames;
    }
  }

  /** Closes the connection, if it is open; a `receive` that waits throws or returns `null`. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#connection.close();
  }

  async #shakeHands(type: SocketType): Promise<void> {
    await this.#write(encodeGreeting());
    this.#received.push(...this.#decoder.push(await this.#receiveGreeting()));
    await this.#write(encodeReady(type));
    const unit = await this.#receiveUnit();
    if (unit === null) throw new Error(describeEnd("its READY command"));
    checkReady(unit, PEER_TYPES[type]);
  }

  /** Waits for the other end's greeting and checks it. Returns the bytes that came after it. */
  async #receiveGreeting(): Promise<Uint8Array> {
    let bytes: Uint8Array = new Uint8Array(0);
    while (bytes.length < GREETING_BYTES) {
      const piece = await this.#read();
      if (piece === null) throw new Error(describeEnd("its greeting"));
      bytes = joinBytes([bytes, piece]);
      // At once, not after 64 bytes: a peer that speaks something else may never send so many.
      checkSignature(bytes);
    }
    checkGreeting(bytes);
    return bytes.slice(GREETING_BYTES);
  }

  async #receiveUnit(): Promise<ZmtpMessage | ZmtpCommand | null> {
    for (;;) {
      const unit = this.#received.shift();
      if (unit !== undefined) return unit;
      const piece = await this.#read();
      if (piece === null) {
        if (this.#decoder.isInsideMessage) throw new Error(describeEnd("the end of a message"));
        return null;
      }
      this.#received.push(...this.#decoder.push(piece));
    }
  }

  async #read(): Promise<Uint8Array | null> {
    const length = await this.#connection.read(this.#buffer);
    return length === null ? null : this.#buffer.subarray(0, length);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let offset = 0; offset < bytes.length;) {
      offset += await this.#connection.write(bytes.subarray(offset));
    }
  }
}

function describeEnd(expected: string): string {
  return `Cannot receive from the ZMTP peer: expected ${expected} but found the connection closed`;
}
