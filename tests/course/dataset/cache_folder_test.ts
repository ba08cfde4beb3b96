import { equal, throws } from "node:assert/strict";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findCacheFolder } from "../../../lib/course/dataset/cache_folder.ts";

const PACKAGE = new URL("https://example.org/convbook/");

/** Systems, variables, and the folder that follows. */
const CASES: [os: typeof Deno.build.os, variables: Record<string, string>, folder: string][] = [
  ["linux", { HOME: "/home/ada" }, "/home/ada/.cache/convbook"],
  ["linux", { HOME: "/home/ada", XDG_CACHE_HOME: "/fast" }, "/fast/convbook"],
  ["linux", { HOME: "/home/ada", XDG_CACHE_HOME: "relative" }, "/home/ada/.cache/convbook"],
  ["linux", { XDG_CACHE_HOME: "/fast" }, "/fast/convbook"],
  ["freebsd", { HOME: "/home/ada" }, "/home/ada/.cache/convbook"],
  ["darwin", { HOME: "/Users/ada", XDG_CACHE_HOME: "/fast" }, "/Users/ada/Library/Caches/convbook"],
  ["windows", { LOCALAPPDATA: "C:/Local", HOME: "C:/Home" }, "C:/Local/convbook"],
];

for (const [os, variables, folder] of CASES) {
  Deno.test(`findCacheFolder() of a package finds ${folder} on ${os}`, () => {
    const readVariable = (name: string) => variables[name];
    const found = findCacheFolder({ os, root: PACKAGE, readVariable });
    equal(found.replaceAll("\\", "/"), folder);
  });
}

Deno.test("findCacheFolder() keeps downloads in data/cache/ in a checkout, and asks for no variable", () => {
  const readVariable = (): never => {
    throw new Error("asked");
  };
  const folder = fileURLToPath(new URL("../../../data/cache/", import.meta.url));
  equal(findCacheFolder({ readVariable }), folder);
});

Deno.test("findCacheFolder() takes a package on disk for no checkout", async () => {
  const folder = await Deno.makeTempDir();
  const root = pathToFileURL(`${folder}/`);
  const readVariable = () => "/home/ada";
  equal(findCacheFolder({ os: "linux", root, readVariable }), "/home/ada/convbook");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("findCacheFolder() names the option that helps where there is no home", () => {
  for (const [os, variable] of [["linux", "HOME"], ["windows", "LOCALAPPDATA"]] as const) {
    throws(() => findCacheFolder({ os, root: PACKAGE, readVariable: () => undefined }), {
      name: "Error",
      message: `Cannot find a folder for downloads: expected the variable ${variable} or the ` +
        "option cacheFolder but found neither",
    });
  }
});

Deno.test({
  name: "findCacheFolder() names the option that helps where no variable may be read",
  permissions: { env: false },
  fn() {
    throws(() => findCacheFolder({ os: "linux", root: PACKAGE }), {
      message: "Cannot find a folder for downloads: expected the variable XDG_CACHE_HOME or the " +
        'option cacheFolder but found: Requires env access to "XDG_CACHE_HOME", run again with ' +
        "the --allow-env flag",
    });
  },
});
