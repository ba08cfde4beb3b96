/**
 * What a cell shows, as the kernel says it on its output channel
 * (jupyter_client, "Messaging in Jupyter", "Messages on the IOPub channel").
 *
 * @module
 */
import { describeValue } from "@convbook/check";
import type { MimeBundle } from "../displayable.ts";
import type { DisplayOutput, ErrorOutput, Output } from "../nbformat/nbformat.ts";
import type { JupyterMessage } from "./messages.ts";

/** New forms for every display that has the same id. */
export interface DisplayUpdate extends Omit<DisplayOutput, "output_type"> {
  output_type: "update_display_data";
}

/** A wish to remove what the cell has shown so far. */
export interface ClearOutput {
  output_type: "clear_output";
  /** Whether to wait with it until the next output comes. */
  wait: boolean;
}

/**
 * Anything that changes what stands under a cell. The wire has the notebook format's names; what is
 * displayed may have an id besides, by which later updates find it.
 */
export type KernelOutput = (Output | DisplayUpdate) & { displayId?: string } | ClearOutput;

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
 *   { output_type: "stream", name: "stdout", text: "hello\n" },
 * );
 * ```
 */
export function readOutput({ header, content }: JupyterMessage): KernelOutput | undefined {
  const output_type = header.msg_type;
  const expect = <T>(name: string, kind: string, isRight: (value: unknown) => boolean): T => {
    const value = content[name];
    if (isRight(value)) return value as T;
    throw new TypeError(
      `Cannot read the message ${output_type}: expected ${name} to be ${kind} ` +
        `but found ${describeValue(value)}`,
    );
  };
  const expectText = (name: string): string => expect(name, "text", isText);
  const readBundle = () => ({
    data: expect<MimeBundle>("data", "an object", isObject),
    metadata: isObject(content.metadata) ? content.metadata : {},
    ...readDisplayId(content),
  });
  switch (output_type) {
    case "stream":
      return { output_type, name: expectText("name"), text: expectText("text") };
    case "display_data":
    case "update_display_data":
      return { output_type, ...readBundle() };
    case "execute_result":
      return {
        output_type,
        ...readBundle(),
        execution_count: expect("execution_count", "a number", Number.isInteger),
      };
    case "error":
      return readError(content);
    case "clear_output":
      return { output_type, wait: content.wait === true };
    default:
      return undefined;
  }
}

/**
 * Reads the error in an `error` message or in an `execute_reply`.
 *
 * @param content The content of the message.
 * @returns The error. What is missing is empty.
 *
 * @example
 * ```ts
 * import { readError } from "./outputs.ts";
 * import { deepEqual } from "node:assert/strict";
 *
 * deepEqual(
 *   readError({ ename: "Error", evalue: "no", traceback: ["Error: no"] }),
 *   { output_type: "error", ename: "Error", evalue: "no", traceback: ["Error: no"] },
 * );
 * ```
 */
export function readError(content: Record<string, unknown>): ErrorOutput {
  const { ename, evalue, traceback } = content;
  return {
    output_type: "error",
    ename: isText(ename) ? ename : "",
    evalue: isText(evalue) ? evalue : "",
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
