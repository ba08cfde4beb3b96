/**
 * The course, as its pages introduce it.
 *
 * @module
 */
import type { Course } from "@convbook/export";

/** Convbook in English. */
export const COURSE: Course = {
  title: "Convbook",
  description: "Convolutional networks in TypeScript, from a picture of handwritten digits to a " +
    "trained network that you understand. The lessons are notebooks: read them here, or run them.",
  language: "en",
};
