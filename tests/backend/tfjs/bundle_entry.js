// What esbuild bundles: jasmine, then TensorFlow.js's own tests. The tests are written for a bundler:
// they import without file extensions, and `require` jasmine.
import "./bundle_setup.js";
import "@tensorflow/tfjs-core/dist/tests";
