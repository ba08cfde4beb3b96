/**
 * Jupyter's wire messages: signed, and cut into frames
 * (jupyter_client, "Messaging in Jupyter", "The Wire Protocol", protocol 5.3).
 *
 * @module
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { joinBytes } from "./bytes.ts";
import { MORE } from "./zmtp_frames.ts";

/** Who sent a message, when, and of what kind it is. */
export interface MessageHeader {
  /** Identifies the message. */
  msg_id: string;
  /** Identifies the client's or the kernel's session. */
  session: string;
  /** Who sent it. */
  username: string;
  /** When it was sent, in ISO 8601. */
  date: string;
  /** Its kind, such as `execute_request`. */
  msg_type: string;
  /** The version of the messaging protocol. */
  version: string;
}

/** A message between client and kernel. */
export interface JupyterMessage {
  /** Its own header. */
  header: MessageHeader;
  /** The header of the request that it answers or came from; empty if there is none. */
  parentHeader: Partial<MessageHeader>;
  /** Data about the message. */
  metadata: Record<string, unknown>;
  /** What it says, by its kind. */
  content: Record<string, unknown>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });
const DELIMITER = encoder.encode("<IDS|MSG>");

/**
 * The bytes with which each message on the output channel begins, frame header included. Nothing
 * else contains them: JSON has no raw control characters.
 */
export const MESSAGE_START: Uint8Array = joinBytes([
  Uint8Array.of(MORE, DELIMITER.length),
  DELIMITER,
]);

/**
 * Makes a new message that starts a conversation.
 *
 * @param type Its kind, such as `execute_request`.
 * @param content What it says.
 * @param session The client's session.
 * @returns The message, with an id of its own.
 *
 * @example
 * ```ts
 * import { createMessage } from "./messages.ts";
 * import { equal } from "node:assert/strict";
 *
 * const message = createMessage("shutdown_request", { restart: false }, "session-1");
 * equal(message.header.msg_type, "shutdown_request");
 * equal(message.header.session, "session-1");
 * ```
 */
export function createMessage(
  type: string,
  content: Record<string, unknown>,
  session: string,
): JupyterMessage {
  const header = {
    msg_id: crypto.randomUUID(),
    session,
    username: "convbook",
    date: new Date().toISOString(),
    msg_type: type,
    version: "5.3",
  };
  return { header, parentHeader: {}, metadata: {}, content };
}

/**
 * Signs the four JSON parts of a message with HMAC-SHA256.
 *
 * @param key The key of the connection.
 * @param parts Header, parent header, metadata and content, as they are sent.
 * @returns The signature, in hexadecimal digits.
 *
 * @example
 * ```ts
 * import { signMessage } from "./messages.ts";
 * import { equal } from "node:assert/strict";
 *
 * // RFC 4231, test case 2
 * equal(
 *   signMessage("Jefe", [new TextEncoder().encode("what do ya want for nothing?")]),
 *   "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
 * );
 * ```
 */
export function signMessage(key: string, parts: readonly Uint8Array[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/**
 * Encodes a message as frames: delimiter, signature, header, parent header, metadata, content.
 *
 * @param message The message.
 * @param key The key of the connection.
 * @returns The six frames.
 *
 * @example
 * ```ts
 * import { createMessage, decodeMessage, encodeMessage } from "./messages.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * const message = createMessage("kernel_info_request", {}, "session-1");
 * deepEqual(decodeMessage(encodeMessage(message, "key"), "key"), message);
 * ```
 */
export function encodeMessage(message: JupyterMessage, key: string): Uint8Array[] {
  const { header, parentHeader, metadata, content } = message;
  const parts = [header, parentHeader, metadata, content]
    .map((part) => encoder.encode(JSON.stringify(part)));
  return [DELIMITER, encoder.encode(signMessage(key, parts)), ...parts];
}

/**
 * Decodes a message and checks its signature. Buffers after the content are not read: no output of
 * a notebook has any.
 *
 * @param frames Its frames; what stands before the delimiter is routing and is passed over.
 * @param key The key of the connection.
 * @returns The message.
 * @throws {SyntaxError} If delimiter or parts are missing, the signature is wrong, or a part is not
 * JSON.
 *
 * @example
 * ```ts
 * import { decodeMessage } from "./messages.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => decodeMessage([new Uint8Array(3)], "key"), {
 *   message: "Cannot read a Jupyter message: expected the delimiter <IDS|MSG> but found none",
 * });
 * ```
 */
export function decodeMessage(frames: readonly Uint8Array[], key: string): JupyterMessage {
  const delimiter = frames.findIndex((frame) =>
    frame.length === DELIMITER.length && frame.every((byte, index) => byte === DELIMITER[index])
  );
  if (delimiter === -1) {
    throw new SyntaxError(
      "Cannot read a Jupyter message: expected the delimiter <IDS|MSG> but found none",
    );
  }
  const [signature, ...parts] = frames.slice(delimiter + 1, delimiter + 6);
  if (parts.length < 4) {
    throw new SyntaxError(
      `Cannot read a Jupyter message: expected 4 parts but found ${parts.length}`,
    );
  }
  const expected = encoder.encode(signMessage(key, parts));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    throw new SyntaxError(
      "Cannot read a Jupyter message: expected the signature of its parts but found another one",
    );
  }
  const [header, parentHeader, metadata, content] = parts.map(parsePart);
  return { header, parentHeader, metadata, content };
}

// The signature vouches for the parts: they come from the peer that holds the key.
// deno-lint-ignore no-explicit-any
function parsePart(part: Uint8Array): any {
  try {
    return JSON.parse(decoder.decode(part));
  } catch (cause) {
    throw new SyntaxError("Cannot read a Jupyter message: expected JSON but found other bytes", {
      cause,
    });
  }
}
