/**
 * Writing files whole or not at all, replacing only what was written before, and telling where paths
 * lead.
 *
 * @module
 */
export { LIST_NAME } from "./file_list.ts";
export { isInside } from "./is_inside.ts";
export { makeInside } from "./make_inside.ts";
export { nameShortly, toLocalPath } from "./local_path.ts";
export { PartFile, removeRemains } from "./part_file.ts";
export { checkFile, readFile } from "./read_file.ts";
export {
  checkPlaces,
  type NewFile,
  replaceFiles,
  type Replacement,
  type Target,
} from "./replace_files.ts";
export { writeAllWhole, writeWhole } from "./write_whole.ts";
