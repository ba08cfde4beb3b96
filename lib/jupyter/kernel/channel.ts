/**
 * One of the channels between a Jupyter client and its kernel.
 *
 * @module
 */
import { createMessage, decodeMessage, encodeMessage, type JupyterMessage } from "./messages.ts";
import type { ZmtpSocket } from "./zmtp_socket.ts";

/** What both ends of a channel know. */
export interface ChannelOptions {
  /** What messages are signed with. */
  key: string;
  /** The client's session. */
  session: string;
}

/**
 * A channel: signed messages over a ZMTP socket.
 *
 * @example
 * ```ts
 * import { Channel } from "./channel.ts";
 * import { rejects } from "node:assert/strict";
 *
 * const socket = {
 *   send: () => Promise.resolve(),
 *   receive: () => Promise.resolve(null),
 *   close() {},
 * };
 * const channel = new Channel(socket, { key: "secret", session: "1" });
 * await rejects(channel.request("kernel_info_request", {}), {
 *   message: "Cannot hear the kernel: expected a message but found the connection closed",
 * });
 * ```
 */
export class Channel {
  readonly #socket: Pick<ZmtpSocket, "send" | "receive" | "close">;
  readonly #options: ChannelOptions;

  /**
   * Makes a channel of a socket.
   *
   * @param socket The socket. It is the channel's from here on.
   * @param options Key and session.
   */
  constructor(
    socket: Pick<ZmtpSocket, "send" | "receive" | "close">,
    options: ChannelOptions,
  ) {
    this.#socket = socket;
    this.#options = options;
  }

  /**
   * Sends a message.
   *
   * @param type Its kind, such as `execute_request`.
   * @param content What it says.
   * @returns Its id.
   */
  async send(type: string, content: Record<string, unknown>): Promise<string> {
    const message = createMessage(type, content, this.#options.session);
    await this.#socket.send(encodeMessage(message, this.#options.key));
    return message.header.msg_id;
  }

  /**
   * Waits for the next message.
   *
   * @returns The message.
   * @throws {SyntaxError} If it cannot be read.
   * @throws {Error} If the connection ends.
   */
  async receive(): Promise<JupyterMessage> {
    const frames = await this.#socket.receive();
    if (frames === null) {
      throw new Error("Cannot hear the kernel: expected a message but found the connection closed");
    }
    return decodeMessage(frames, this.#options.key);
  }

  /**
   * Sends a request and waits for the reply to it. Messages that come before are passed over.
   *
   * @param type Its kind, such as `execute_request`.
   * @param content What it says.
   * @returns The reply.
   * @throws {SyntaxError} If a message cannot be read.
   * @throws {Error} If the connection ends.
   */
  async request(type: string, content: Record<string, unknown>): Promise<JupyterMessage> {
    const id = await this.send(type, content);
    for (;;) {
      const reply = await this.receive();
      if (reply.parentHeader.msg_id === id) return reply;
    }
  }

  /** Closes the socket, if it is open. */
  close(): void {
    this.#socket.close();
  }
}
