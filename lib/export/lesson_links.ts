/**
 * Links between the parts of lessons, which are known only when all parts have been made.
 *
 * @module
 */
import { decodeSource } from "@convbook/jupyter";
import type { Anchors } from "./anchors.ts";
import { Html } from "./html.ts";
import { nameSource } from "./local_file.ts";

/** A link to a part of a lesson. */
interface PartLink {
  /** The name of the lesson. */
  lesson: string;
  /** The address of its page, which is empty for the page that holds the link. */
  page: string;
  /** What stands behind the `#`. */
  fragment: string;
  /** Where the link stands, for messages. */
  place: string;
}

/** The links of one lesson that wait for their ends. */
export class LessonLinks {
  readonly #linkTo: (name: string) => string | undefined;
  readonly #name: string;
  readonly #links: PartLink[] = [];
  /** Stands for a link's address, with its number; nothing in a notebook can be the same by chance. */
  readonly #token = crypto.randomUUID();

  /**
   * Begins a lesson.
   *
   * @param name The lesson's name.
   * @param linkTo The address of a lesson's page, by the lesson's name.
   */
  constructor(name: string, linkTo: (name: string) => string | undefined) {
    this.#name = name;
    this.#linkTo = linkTo;
  }

  /**
   * Finds the page that a link leads to.
   *
   * @param address The link's address.
   * @param place Where the link stands, for messages.
   * @returns The address of the page; one that {@linkcode complete} completes if it leads to a part of
   * a page. `undefined` if the link leads to no page.
   */
  find(address: string, place: string): string | undefined {
    const [, path, fragment = ""] = /^([^#]*)#?(.*)$/s.exec(address)!;
    const file = /^(?:\.\/)?([^/?:]+)\.ipynb$/.exec(path)?.[1];
    const lesson = path === "" ? this.#name : file && decodeSource(file);
    if (!lesson) return undefined;
    const page = path === "" ? "" : this.#linkTo(lesson);
    if (page === undefined) return undefined;
    // The beginning of a page has no name.
    if (fragment === "") return page || "#";
    const number = this.#links.push({ lesson, page, fragment, place }) - 1;
    return `#${this.#token}:${number};`;
  }

  /**
   * Completes the links in a part of the lesson.
   *
   * @param html The part.
   * @param anchorsOf The names in a lesson, by the lesson's name.
   * @param warn Is told which link leads nowhere.
   * @returns The part with its links.
   */
  complete(
    html: Html,
    anchorsOf: (lesson: string) => Anchors | undefined,
    warn: (message: string) => void,
  ): Html {
    const pattern = new RegExp(`#${this.#token}:(\\d+);`, "g");
    return new Html(html.text.replaceAll(pattern, (_, number) => {
      const { lesson, page, fragment, place } = this.#links[number];
      const id = anchorsOf(lesson)?.find(fragment);
      if (id === undefined) {
        warn(
          `Cannot follow the link #${nameSource(decodeSource(fragment))} ${place}: expected a ` +
            `heading or an element of that name in ${lesson}.ipynb but found none`,
        );
      }
      return `${page}#${encodeURIComponent(id ?? decodeSource(fragment))}`;
    }));
  }
}
