/**
 * A page's script: it finds the digits in `digits`, in base64, trains the lesson, and leaves what came of it
 * in `result`.
 *
 * @module
 */
import { trainLesson } from "./lesson.js";

const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const { pixels, labels, threads } = globalThis.digits;
globalThis.result = trainLesson(bytes(pixels), bytes(labels), threads);
