/**
 * The course, as its pages introduce it.
 *
 * @module
 */
import type { Course } from "@convbook/export";
import { EN } from "@convbook/words";

/** Convbook in English. */
export const COURSE: Course = { ...EN.course, language: EN.tag };

/** A site of notebooks that are not the course's. */
export const OWN_NOTEBOOKS: Course = {
  title: EN.course.ownNotebooks,
  description: "",
  language: EN.tag,
};
