/**
 * How two ZMTP 3.0 peers shake hands with the NULL security mechanism
 * (RFC 23/ZMTP: https://rfc.zeromq.org/spec/23/).
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import { joinBytes } from "./bytes.ts";
import { encodeCommand, type ZmtpCommand, type ZmtpMessage } from "./zmtp_frames.ts";

/** The socket types that a Jupyter client has, with the type of the kernel's socket. */
export const PEER_TYPES = { DEALER: "ROUTER", SUB: "PUB" } as const;

/** A socket type that this end may have. */
export type SocketType = keyof typeof PEER_TYPES;

/** The length of a greeting. */
export const GREETING_BYTES = 64;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Makes the greeting. RFC 23, "Protocol Grammar": signature (FF, 8 octets, 7F), version (3, 0),
 * mechanism (20 octets, padded with zeros), as-server (0), filler (31 zeros).
 *
 * @returns Its 64 bytes.
 *
 * @example
 * ```ts
 * import { encodeGreeting } from "./zmtp_handshake.ts";
 * import { equal } from "node:assert/strict";
 *
 * equal(encodeGreeting().slice(0, 16).toHex(), "ff00000000000000007f03004e554c4c");
 * ```
 */
export function encodeGreeting(): Uint8Array<ArrayBuffer> {
  const greeting = new Uint8Array(GREETING_BYTES);
  greeting[0] = 0xff;
  greeting[9] = 0x7f;
  greeting[10] = 3;
  greeting.set(encoder.encode("NULL"), 12);
  return greeting;
}

/**
 * Checks as much of the signature as has come. RFC 23, "Protocol Grammar": FF, 8 octets, 7F.
 *
 * @param bytes The first bytes of the peer's greeting.
 * @throws {SyntaxError} If they are no ZMTP signature.
 *
 * @example
 * ```ts
 * import { checkSignature } from "./zmtp_handshake.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => checkSignature(Uint8Array.of(72, 84)), {
 *   message: "Cannot shake hands: expected a ZMTP signature but found the bytes 4854",
 * });
 * ```
 */
export function checkSignature(bytes: Uint8Array): void {
  if (
    (bytes.length > 0 && bytes[0] !== 0xff) || (bytes.length > 9 && bytes[9] !== 0x7f)
  ) {
    throw new SyntaxError(
      `Cannot shake hands: expected a ZMTP signature but found the bytes ${
        bytes.slice(0, 10).toHex()
      }`,
    );
  }
}

/**
 * Checks the peer's version and security mechanism.
 *
 * @param greeting The 64 bytes of its greeting.
 * @throws {SyntaxError} If it does not speak ZMTP 3 with the NULL mechanism.
 *
 * @example
 * ```ts
 * import { checkGreeting, encodeGreeting } from "./zmtp_handshake.ts";
 * import { throws } from "node:assert/strict";
 *
 * const greeting = encodeGreeting();
 * checkGreeting(greeting);
 * greeting[10] = 2;
 * throws(() => checkGreeting(greeting), {
 *   message: "Cannot shake hands: expected ZMTP version 3 or later but found 2",
 * });
 * ```
 */
export function checkGreeting(greeting: Uint8Array): void {
  if (greeting[10] < 3) {
    throw new SyntaxError(
      `Cannot shake hands: expected ZMTP version 3 or later but found ${greeting[10]}`,
    );
  }
  const mechanism = decoder.decode(greeting.subarray(12, 32)).replace(/\0+$/, "");
  if (mechanism !== "NULL") {
    throw new SyntaxError(
      `Cannot shake hands: expected the security mechanism NULL ` +
        `but found ${describeValue(mechanism)}`,
    );
  }
}

/**
 * Makes the READY command. RFC 23, "The NULL Security Mechanism": it carries this end's metadata.
 *
 * @param type What this end is.
 * @returns The bytes to send.
 *
 * @example
 * ```ts
 * import { encodeReady } from "./zmtp_handshake.ts";
 * import { equal } from "node:assert/strict";
 *
 * // Flags (a command), size, then the length of "READY".
 * equal(encodeReady("SUB").slice(0, 3).toHex(), "042605");
 * ```
 */
export function encodeReady(type: SocketType): Uint8Array<ArrayBuffer> {
  return encodeCommand(
    "READY",
    joinBytes([encodeProperty("Socket-Type", type), encodeProperty("Identity", "")]),
  );
}

/** RFC 23, "Protocol Grammar": property = name length (1 octet), name, value length (4), value. */
function encodeProperty(name: string, value: string): Uint8Array<ArrayBuffer> {
  const valueLength = new Uint8Array(4);
  new DataView(valueLength.buffer).setUint32(0, value.length);
  return joinBytes([
    Uint8Array.of(name.length),
    encoder.encode(name),
    valueLength,
    encoder.encode(value),
  ]);
}

/**
 * Checks that the peer is ready, and of the socket type that fits.
 *
 * @param unit What the peer sent after its greeting.
 * @param expectedType The socket type that it should have.
 * @throws {SyntaxError} If it sent anything but READY, or has another type.
 *
 * @example
 * ```ts
 * import { checkReady } from "./zmtp_handshake.ts";
 * import { throws } from "node:assert/strict";
 *
 * throws(() => checkReady({ kind: "message", frames: [] }, "ROUTER"), {
 *   message: "Cannot shake hands: expected the command READY but found a message",
 * });
 * ```
 */
export function checkReady(unit: ZmtpMessage | ZmtpCommand, expectedType: string): void {
  if (unit.kind === "message") {
    throw new SyntaxError("Cannot shake hands: expected the command READY but found a message");
  }
  const nameEnd = 1 + unit.body[0];
  const name = decoder.decode(unit.body.subarray(1, nameEnd));
  if (name !== "READY") {
    // RFC 23, "The NULL Security Mechanism": ERROR carries a reason, after its length.
    const reason = name === "ERROR"
      ? `: ${describeValue(decoder.decode(unit.body.subarray(nameEnd + 1)))}`
      : "";
    throw new SyntaxError(
      `Cannot shake hands: expected the command READY but found ${describeValue(name)}${reason}`,
    );
  }
  const type = readProperties(unit.body.subarray(nameEnd)).get("socket-type");
  if (type !== expectedType) {
    throw new SyntaxError(
      `Cannot shake hands: expected a peer of type ${expectedType} ` +
        `but found ${type === undefined ? "none" : describeValue(type)}`,
    );
  }
}

/** Property names are case-insensitive (RFC 23, "Connection Metadata"): here in lower case. */
function readProperties(bytes: Uint8Array): Map<string, string> {
  const properties = new Map<string, string>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset < bytes.length;) {
    const nameEnd = offset + 1 + bytes[offset];
    if (nameEnd + 4 > bytes.length) break;
    const valueEnd = nameEnd + 4 + view.getUint32(nameEnd);
    properties.set(
      decoder.decode(bytes.subarray(offset + 1, nameEnd)).toLowerCase(),
      decoder.decode(bytes.subarray(nameEnd + 4, valueEnd)),
    );
    offset = valueEnd;
  }
  return properties;
}
