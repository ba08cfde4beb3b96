/**
 * A worker that fails before it has started.
 *
 * @module
 */
throw new Error("no thread to be had");
