/**
 * A program for Node.js 20: `old_browser.js SCRIPT` runs a page's script where there is no more than in a
 * browser, and no `Symbol.dispose`.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import vm from "node:vm";

const page = vm.createContext({
  addEventListener() {},
  atob,
  console,
  document: {},
  MessageChannel,
  performance,
  TextDecoder,
  TextEncoder,
});
page.window = page.self = vm.runInContext("globalThis", page);
if (vm.runInContext("Symbol.dispose", page) !== undefined) {
  throw new Error("expected an old browser");
}
vm.runInContext(readFileSync(process.argv[2], "utf8"), page);
console.log(JSON.stringify(await page.result));
