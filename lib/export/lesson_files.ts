/**
 * The files that a lesson shows or links to, which travel inside its pages.
 *
 * @module
 */
import { decodeSource, type MimeBundle } from "@convbook/jupyter";
import { formatWhole, type Words } from "@convbook/words";
import { type DataFile, readDataFile } from "./data_file.ts";
import { nameSource, NoFileError } from "./local_file.ts";
import { readPicture } from "./picture.ts";

/** A picture with more characters is left out of the page, as an output is. */
export const MAX_PICTURE_LENGTH = 3_000_000;

/** What all files of a lesson may have; a picture that is shown twice counts twice. */
const MAX_FILES_LENGTH = 30_000_000;

/** Where there is no alternative text, the address of a picture stands for it. */
const MAX_ALT_LENGTH = 250;

/** An address on the web, which a page that works offline cannot show. */
export const ELSEWHERE = /^(?:https?:)?\/\//i;

/** A picture as it can stand in a page, or what stands for it. */
export type FoundPicture = { url: string } | { text: string; isNote: boolean };

/** The files of one lesson. */
export class LessonFiles {
  readonly #folder: string;
  readonly #words: Words;
  readonly #warnings = new Set<string>();
  #length = 0;

  /**
   * Begins a lesson.
   *
   * @param folder The folder where the notebook lies.
   * @param words The words of its page.
   */
  constructor(folder: string, words: Words) {
    this.#folder = folder;
    this.#words = words;
  }

  /**
   * Finds a picture that is not on the web.
   *
   * @param source Its address.
   * @param text What it shows.
   * @param attachments The pictures that belong to the cell.
   * @returns Its data URL, or what stands for it.
   */
  async findPicture(
    source: string,
    text: string,
    attachments: Record<string, MimeBundle> = {},
  ): Promise<FoundPicture> {
    const alt = text || source;
    const url = /^data:/i.test(source)
      ? source
      : await readPicture(toPath(source), this.#folder, attachments, this.warn);
    if (url === undefined) return { text: `[${alt}]`, isNote: false };
    if (url.length <= MAX_PICTURE_LENGTH && this.#hasRoom(url)) return { url };
    const length = formatWhole(url.length, this.#words);
    const name = alt.slice(0, MAX_ALT_LENGTH);
    return { text: this.#words.notes.pictureNotInPage(name, length), isNote: true };
  }

  /**
   * Finds a file that is linked to.
   *
   * @param address The link's address, which leads to no page and not to the web.
   * @param place Where the link stands, for messages, as in `in cell 3 of a.ipynb`.
   * @returns The file, or `undefined` where it is not there or may not leave the disk; that is said.
   */
  async findFile(address: string, place: string): Promise<DataFile | undefined> {
    const path = toPath(address);
    try {
      const file = await readDataFile(path, this.#folder);
      if (this.#hasRoom(file.url)) return file;
      throw new NoFileError(`expected at most ${MAX_FILES_LENGTH} characters in all files`);
    } catch (error) {
      if (!(error instanceof NoFileError)) throw error;
      this.warn(`Cannot link to ${nameSource(path)} ${place}: ${error.message}`);
      return undefined;
    }
  }

  #hasRoom({ length }: string): boolean {
    if (this.#length + length > MAX_FILES_LENGTH) return false;
    this.#length += length;
    return true;
  }

  /**
   * Says what is wrong with the notebook. What is wrong ten times is said once.
   *
   * @param message What is wrong.
   */
  readonly warn = (message: string): void => {
    if (!this.#warnings.has(message)) console.warn(message);
    this.#warnings.add(message);
  };
}

/** Servers of notebooks let a query pass; on the disk it is no part of the name. */
function toPath(address: string): string {
  return address.startsWith("attachment:")
    ? decodeSource(address)
    : decodeSource(address.replace(/[?#].*$/s, ""));
}
