/**
 * What a form is in which notebooks are exported.
 *
 * @module
 */
import type { NewFile } from "@convbook/files";
import type { PageParts } from "../assets.ts";
import type { Course } from "../document.ts";
import type { Html } from "../html.ts";
import type { Lesson, LessonCell } from "../lesson.ts";
import type { Link, Place } from "../lesson_page.ts";
import type { NamedNotebook } from "../lessons.ts";

/** An option of the command line. */
export interface FormOption {
  /** Its name, without the hyphens. */
  name: string;
  /** What it does, in one line of at most 70 letters. */
  help: string;
}

/** A form in which notebooks are exported, such as pages or slides. */
export interface Form {
  /** What chooses it; nothing chooses the form that is written if no other is chosen. */
  option?: FormOption;
  /** What the name of a lesson's file ends in. */
  extension: string;
  /** How its pages are made; missing if it has no pages. */
  design?: PageDesign;
  /** The path of the list of what was written, from the folder of the files on. */
  list: string;
  /** Whether the files of an earlier export go or stay that are none of this one. */
  earlier: "removed" | "kept";
  /** A lesson's file with more bytes is written with a warning; missing if there is no limit. */
  maxBytes?: number;

  /**
   * Names the folder for the files of a notebook, or of several.
   *
   * @param subject What the notebooks are called.
   * @returns The name.
   */
  nameFolder(subject: string): string;

  /**
   * Makes the files.
   *
   * @param notebooks The notebooks, in the order of the lessons. They have different names.
   * @param context What they belong to.
   * @returns The files, which {@linkcode replaceFiles} writes.
   */
  makeFiles(notebooks: readonly NamedNotebook[], context: FormContext): Promise<FormFiles>;
}

/** What exported notebooks belong to. */
export interface FormContext {
  /** Their course. */
  course: Course;
  /** Where the documentation of packages begins, to which their index leads. */
  apiLinks?: readonly Link[];
  /** Whether what draws charts of other makers may be fetched. */
  mayFetch?: boolean;
  /** Stops the export, with the signal's reason. */
  signal?: AbortSignal;
}

/** The files of a form. */
export interface FormFiles {
  /** All of them; what is made of others comes after them. */
  files: NewFile[];
  /** The paths of those that a reader opens, one for each notebook and more where there are more. */
  results: string[];
}

/** How the pages of a form are made. */
export interface PageDesign extends PageParts {
  /**
   * Lists the cells of a lesson that a page shows.
   *
   * @param lesson The lesson.
   * @returns The cells.
   */
  listCells(lesson: Lesson): readonly LessonCell[];

  /**
   * Makes the body of a page.
   *
   * @param lesson The lesson.
   * @param course Its course.
   * @param place Its place in the course.
   * @returns The body.
   */
  makeBody(lesson: Lesson, course: Course, place: Place): Html;
}

/** A way to write forms otherwise, such as single files. */
export interface Variant {
  /** What chooses it. */
  option: FormOption;

  /**
   * Makes the variant of a form.
   *
   * @param form The form.
   * @returns The variant, or `undefined` if the form has none.
   */
  vary(form: Form): Form | undefined;
}
