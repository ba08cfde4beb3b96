import { PartFile, removeRemains } from "../../lib/files/part_file.ts";
import { writeAllWhole, writeWhole } from "../../lib/files/write_whole.ts";
import { inFolder } from "../in_folder.ts";
import { deepEqual, equal, rejects } from "node:assert/strict";

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).toSorted();

Deno.test("PartFile.create() leaves a part alone that another program writes, not an abandoned one", () =>
  inFolder(async (folder) => {
    const path = `${folder}/a.txt`;
    const writer = new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        `import { PartFile } from ${
          JSON.stringify(new URL("../../lib/files/part_file.ts", import.meta.url).href)
        };
         const part = await PartFile.create(${JSON.stringify(path)});
         console.log("writing");
         await new Promise(() => setTimeout(() => {}, 1e6));`,
      ],
      stdout: "piped",
    }).spawn();
    await writer.stdout.getReader().read();
    equal(names(folder).length, 1);
    await removeRemains(path);
    equal(names(folder).length, 1);
    writer.kill("SIGKILL");
    await writer.status;
    await writeWhole(path, "mine");
    deepEqual(names(folder), ["a.txt"]);
  }));

Deno.test("PartFile gives a file the mode that new files have", {
  ignore: Deno.build.os === "windows",
}, () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/plain.txt`, "");
    await writeWhole(`${folder}/whole.txt`, "");
    equal(Deno.statSync(`${folder}/whole.txt`).mode, Deno.statSync(`${folder}/plain.txt`).mode);
  }));

Deno.test("PartFile replaces a link, and leaves what it leads to", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/precious.txt`, "precious");
    await Deno.symlink(`${folder}/precious.txt`, `${folder}/a.txt`);
    await writeWhole(`${folder}/a.txt`, "mine");
    equal(await Deno.readTextFile(`${folder}/precious.txt`), "precious");
    equal(await Deno.readTextFile(`${folder}/a.txt`), "mine");
  }));

Deno.test("PartFile.clear() begins again", () =>
  inFolder(async (folder) => {
    using part = await PartFile.create(`${folder}/a.bin`);
    await part.write(Uint8Array.of(1, 2, 3));
    await part.clear();
    await part.write(Uint8Array.of(4));
    await part.commit();
    deepEqual(await Deno.readFile(`${folder}/a.bin`), Uint8Array.of(4));
  }));

Deno.test("writeAllWhole() names no file before all are written, and leaves no parts", () =>
  inFolder(async (folder) => {
    await writeAllWhole([[`${folder}/a`, "old"], [`${folder}/b`, "old"]]);
    await Deno.writeTextFile(`${folder}/file`, "");
    await rejects(
      writeAllWhole([[`${folder}/a`, "new"], [`${folder}/b`, "new"], [`${folder}/file/c`, "new"]]),
      (error: Error) =>
        error.message.startsWith(
          `Cannot write ${folder}/file/c: expected a folder that can be written but found: `,
        ),
    );
    deepEqual(names(folder), ["a", "b", "file"]);
    equal(await Deno.readTextFile(`${folder}/a`), "old");
  }));
