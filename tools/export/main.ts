/**
 * Writes notebooks as teaching material that works offline: `deno task export [FILE…]`.
 *
 * @module
 */
import { basename, join } from "node:path";
import { describeError } from "@convbook/check";
import { enterCallerFolder } from "../command_line/enter_caller_folder.ts";
import { runCommand } from "../command_line/run_command.ts";
import { UsageError } from "../command_line/usage_error.ts";
import { COURSE, OWN_NOTEBOOKS } from "../course.ts";
import {
  chooseForm,
  type Edition,
  EDITIONS,
  type Form,
  listFormOptions,
  writeSite,
} from "@convbook/export";
import { executedFolder, exportFolder, SITE_FOLDER } from "@convbook/export/layout";
import { listNotebooks } from "@convbook/jupyter";

const ACTION = "export notebooks";

/** The flags that choose forms, as the list of forms has them. */
const FORM_OPTIONS: Record<string, { help: string }> = Object.fromEntries(
  listFormOptions().map(({ name, help }) => [name, { help }]),
);

const COMMAND = {
  name: "export",
  action: ACTION,
  purpose: "write notebooks as teaching material that works offline",
  operands: "[FILE…]",
  options: {
    edition: {
      value: "student|teacher",
      help: 'cells tagged "solution" or "instructor" are left out, or folded (so it is if left ' +
        'out); usual spellings count too, and nbgrader\'s "solution"; a line says how many cells ' +
        "were left out, and which tags look like slips",
    },
    only: {
      value: "LESSON",
      help: "one of the notebooks, by its name or the number that it begins with",
    },
    ...FORM_OPTIONS,
    fetch: {
      help:
        "fetch from npm what draws charts of Vega and diagrams of Mermaid, once, if one is found",
    },
    out: {
      value: "DIR",
      help: "the folder to write to; several notebooks of your own need it",
    },
  },
  details: [
    "Without files it takes the executed lessons in site/en, which deno task start writes.",
    "Without --out, each site has a folder of its own: the course's under site/download/EDITION, as " +
    "convbook-pages, convbook-slides or, with --only, 03_define_the_model-slides; that of a notebook " +
    "of your own under site/download/own/EDITION, by its name. Single files lie side by side in " +
    "single-files.",
    "A site takes the place of the one that was exported to its folder before, a single file that of " +
    "the file of its name. A list in the folder (assets/files.json, or .files.json beside single " +
    "files) says what was exported. No file is overwritten or removed that no export has written.",
    "Scripts in outputs run in a page, but a policy in it (Content-Security-Policy) keeps them from " +
    "asking other computers for anything. It does not stop them from leading the reader to another page.",
    "Exit codes: 0 if all is written, 1 if something failed, 2 if the command line is wrong.",
  ],
};

if (import.meta.main) {
  await runCommand(COMMAND, async ({ options, operands }, signal) => {
    const edition = readEdition(options.edition);
    const form = readForm(Object.keys(FORM_OPTIONS).filter((name) => name in options));
    const site = join(enterCallerFolder(), SITE_FOLDER);
    const isOwn = operands.length > 0;
    const found = isOwn ? operands : await listLessons(join(site, executedFolder(COURSE.language)));
    const files = selectFiles(found, options.only);
    // Each set of them would take the place of the one before.
    if (isOwn && files.length > 1 && options.out === undefined) {
      throw new UsageError(
        `Cannot ${ACTION}: expected --out with several notebooks of your own but found none`,
      );
    }
    // Names the folder of a form: that of one notebook bears its name.
    const subject = files.length === 1 ? basename(files[0], ".ipynb") : COURSE.title.toLowerCase();
    const folder = exportFolder({ edition, isOwn, folder: form.nameFolder(subject) });
    const paths = await writeSite(files, {
      course: isOwn ? OWN_NOTEBOOKS : COURSE,
      target: options.out ?? join(site, folder),
      edition,
      form,
      mayFetch: "fetch" in options,
      tell: (line) => console.error(line),
      signal,
    });
    for (const path of paths) console.log(path);
  });
}

function readEdition(text = "teacher"): Edition {
  const edition = EDITIONS.find((name) => name === text);
  if (edition !== undefined) return edition;
  throw new UsageError(
    `Cannot ${ACTION}: expected --edition to be ${EDITIONS.join(" or ")} but found ${text}`,
  );
}

function readForm(options: string[]): Form {
  try {
    return chooseForm(options);
  } catch (cause) {
    throw new UsageError(describeError(cause), { cause });
  }
}

async function listLessons(folder: string): Promise<string[]> {
  return await listNotebooks(folder).catch((cause) => {
    throw new Error(
      `Cannot ${ACTION}: expected executed lessons in ${folder} but found none; ` +
        "run deno task start first",
      { cause },
    );
  });
}

function selectFiles(files: string[], only: string | undefined): string[] {
  if (only === undefined) return files;
  const names = files.map((file) => basename(file, ".ipynb"));
  const selected = files.filter((_, index) =>
    names[index] === only || names[index].startsWith(`${only.padStart(2, "0")}_`)
  );
  if (selected.length > 0) return selected;
  throw new UsageError(
    `Cannot ${ACTION}: expected --only to be one of ${names.join(", ")} but found ${only}`,
  );
}
