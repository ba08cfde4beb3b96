import { deepEqual, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { encodeSprite, readMnist, SPRITES } from "../../../tools/sprites/build_sprite.ts";

/** Loads digits in a process of its own and prints what it took at most. */
const SCRIPT = `
  import { MnistData } from "convbook";
  const [images, labels] = Deno.args;
  const data = await MnistData.load({ source: { images, labels } });
  const { xs } = data.nextTrainBatch(512);
  const peak = /VmHWM:\\s+(\\d+) kB/.exec(Deno.readTextFileSync("/proc/self/status"));
  console.log(JSON.stringify({ count: data.count, shape: xs.shape, peak: 1024 * Number(peak[1]) }));
`;

Deno.test({
  name: "MnistData.load() loads 65,000 digits within 1.1 GB",
  ignore: Deno.build.os !== "linux", // the peak is read from /proc
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const { pixels, labels } = await readMnist(SPRITES.full);
      await Deno.writeFile(`${folder}/images.png`, encodeSprite(pixels));
      await Deno.writeFile(`${folder}/labels`, labels);
      await Deno.writeTextFile(`${folder}/load.ts`, SCRIPT);
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "-A",
          `--config=${fileURLToPath(new URL("../../../deno.json", import.meta.url))}`,
          `${folder}/load.ts`,
          `${folder}/images.png`,
          `${folder}/labels`,
        ],
        cwd: new URL("../../../", import.meta.url),
      }).output();
      ok(stdout.length > 0, new TextDecoder().decode(stderr));
      const { count, shape, peak } = JSON.parse(new TextDecoder().decode(stdout));
      deepEqual([count, shape], [65_000, [512, 784]]);
      ok(peak <= 1.1e9, `${peak} bytes`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
