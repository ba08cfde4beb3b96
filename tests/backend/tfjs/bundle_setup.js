// Runs before the tests are defined: they find jasmine's functions among the globals, and define
// themselves once for each test environment.
import jasmineRequire from "jasmine-core/lib/jasmine-core/jasmine.js";
import { setTestEnvs } from "@tensorflow/tfjs-core/dist/jasmine_util";

const jasmine = jasmineRequire.core(jasmineRequire);
Object.assign(globalThis, jasmineRequire.interface(jasmine, jasmine.getEnv()), { jasmine });

const backendName = globalThis.testedBackend;
setTestEnvs([{ name: backendName, backendName, isDataSync: true }]);
