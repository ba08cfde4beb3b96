/**
 * A program for Node.js, Bun and Deno: `program.js PIXELS LABELS THREADS` trains the lesson and prints what
 * came of it.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { trainLesson } from "./lesson.js";

const [pixels, labels, threads] = process.argv.slice(2);
const result = await trainLesson(readFileSync(pixels), readFileSync(labels), Number(threads));
console.log(JSON.stringify(result));
