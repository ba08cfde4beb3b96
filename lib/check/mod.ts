/**
 * What every package checks at its boundary, and how it says what it found instead.
 *
 * @module
 */
export {
  checkInteger,
  checkShape,
  describeError,
  describeValue,
  type IntegerRange,
} from "./check.ts";
export { checkItems, checkList, isList, listNames, readTexts } from "./list.ts";
export { expectedOneOf } from "./nearest_first.ts";
export { didYouMean } from "./nearest_name.ts";
export {
  callback,
  type Check,
  checkedLater,
  checkMembers,
  type Checks,
  flag,
  isPlain,
  oneOf,
  risingNumbers,
  text,
  wholeNumber,
} from "./options.ts";
export { readVariable } from "./read_variable.ts";
export { unexpected } from "./unexpected.ts";
