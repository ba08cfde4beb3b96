/**
 * What a cell shows, as the kernel says it on its output channel
 * (jupyter_client, "Messaging in Jupyter", "Messages on the IOPub channel").
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { MimeBundle } from "../displayable.ts";
import type { JupyterMessage } from "./messages.ts";

/** Text that was printed. */
export interface StreamOutput {
  /** Tells it from the other outputs. */
  type: "stream";
  /** `stdout` or `stderr`. */
  name: string;
  /** The text. */
  text: string;
}

/** Something displayed, or an update of every display that has the same id. */
export interface DisplayOutput {
  /** Tells it from the other outputs. */
  type: "display_data" | "update_display_data";
  /** Its forms. */
  data: MimeBundle;
  /** Data about its forms, by MIME type. */
  metadata: Record<string, unknown>;
  /** The id by which later updates find it. */
  displayId?: string;
}

/** The value of a cell's last expression. */
export interface ResultOutput {
  /** Tells it from the other outputs. */
  type: "execute_result";
  /** Its forms. */
  data: MimeBundle;
  /** Data about its forms, by MIME type. */
  metadata: Record<string, unknown>;
  /** The number that the kernel gave the cell. */
  executionCount: number;
  /** The id by which later updates find it. */
  displayId?: string;
}

/** What a cell threw. */
export interface ErrorOutput {
  /** Tells it from the other outputs. */
  type: "error";
  /** The name of the error. */
  name: string;
  /** Its message. */
  message: string;
  /** Its stack, a line each. */
  traceback: string[];
}

/** A wish to remove what the cell has shown so far. */
export interface ClearOutput {
  /** Tells it from the other outputs. */
  type: "clear_output";
  /** Whether to wait with it until the next output comes. */
  wait: boolean;
}

/** Anything that changes what stands under a cell. */
export type KernelOutput =
  | StreamOutput
  | DisplayOutput
  | ResultOutput
  | ErrorOutput
  | ClearOutput;

/**
 * Reads an output from a message.
 *
 * @param message A message from the kernel's output channel.
 * @returns The output, or `undefined` if the message is of another kind, such as `status`.
 * @throws {TypeError} If the message lacks what its kind must have. Cells can send what they like.
 *
 * @example
 * ```ts
 * import { createMessage } from "./messages.ts";
 * import { readOutput } from "./outputs.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(
 *   readOutput(createMessage("stream", { name: "stdout", text: "hello\n" }, "session-1")),
 *   { type: "stream", name: "stdout", text: "hello\n" },
 * );
 * ```
 */
export function readOutput({ header, content }: JupyterMessage): KernelOutput | undefined {
  const type = header.msg_type;
  const expect = <T>(name: string, kind: string, isRight: (value: unknown) => boolean): T => {
    const value = content[name];
    if (isRight(value)) return value as T;
    throw new TypeError(
      `Cannot read the message ${type}: expected ${name} to be ${kind} ` +
        `but found ${describeValue(value)}`,
    );
  };
  const expectText = (name: string): string => expect(name, "text", isText);
  const readBundle = () => ({
    data: expect<MimeBundle>("data", "an object", isObject),
    metadata: isObject(content.metadata) ? content.metadata : {},
    ...readDisplayId(content),
  });
  switch (type) {
    case "stream":
      return { type, name: expectText("name"), text: expectText("text") };
    case "display_data":
    case "update_display_data":
      return { type, ...readBundle() };
    case "execute_result":
      return {
        type,
        ...readBundle(),
        executionCount: expect("execution_count", "a number", Number.isInteger),
      };
    case "error":
      return { type, ...readError(content) };
    case "clear_output":
      return { type, wait: content.wait === true };
    default:
      return undefined;
  }
}

/**
 * Reads the error in an `error` message or in an `execute_reply`.
 *
 * @param content The content of the message.
 * @returns Name, message and stack. What is missing is empty.
 *
 * @example
 * ```ts
 * import { readError } from "./outputs.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(
 *   readError({ ename: "Error", evalue: "no", traceback: ["Error: no"] }),
 *   { name: "Error", message: "no", traceback: ["Error: no"] },
 * );
 * ```
 */
export function readError(content: Record<string, unknown>): Omit<ErrorOutput, "type"> {
  const { ename, evalue, traceback } = content;
  return {
    name: isText(ename) ? ename : "",
    message: isText(evalue) ? evalue : "",
    traceback: Array.isArray(traceback) ? traceback.filter(isText) : [],
  };
}

function readDisplayId(content: Record<string, unknown>): { displayId?: string } {
  const id = isObject(content.transient) ? content.transient.display_id : undefined;
  return isText(id) ? { displayId: id } : {};
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
