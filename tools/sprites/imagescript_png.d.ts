// imagescript 1.3.1 ships no types for its PNG encoder, a CommonJS module.
declare const png: {
  /** Encodes 8-bit pixels of 1 to 4 channels as a PNG. */
  encode(
    pixels: Uint8Array,
    options: { width: number; height: number; channels: 1 | 2 | 3 | 4; level: number },
  ): Uint8Array;
};
export default png;
