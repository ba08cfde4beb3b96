// imagescript 1.3.1 ships no types for its PNG decoder in WebAssembly, a CommonJS module. The package's
// main module loads the same decoder, and native code for other formats, which not every system has.
declare const png: {
  /** Loads the decoder. */
  init(): Promise<{
    /** Decodes a PNG of any colour type to pixels of four channels, 8 bits each. */
    decode(png: Uint8Array): {
      width: number;
      height: number;
      framebuffer: Uint8Array;
    };
  }>;
};
export default png;
