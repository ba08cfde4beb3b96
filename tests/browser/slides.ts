/**
 * What teachers do with slides.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { findChromium, printPdf } from "../../lib/export/print_pdf.ts";
import {
  drawFigures,
  findBarriers,
  findOverflow,
  findUnreachable,
  LOOKS,
  openPage,
  OTHER_LOOKS,
  test,
} from "./browser.ts";
import { name, singleSlides, slides, unluckySlides } from "./site.ts";

for (const path of [...slides, unluckySlides]) {
  const looks = path === slides[0] ? { ...LOOKS, ...OTHER_LOOKS } : LOOKS;
  for (const [look, options] of Object.entries(looks)) {
    test(`${name(path)} shows every slide: ${look}`, async (context) => {
      await using open = await openPage(path, options);
      const { page, troubles } = open;
      const count = await page.locator("body > main > .slide").count();
      await context.step("one at a time, within the window, with the keyboard alone", async () => {
        for (let slide = 1; slide <= count; slide++) {
          await goTo(page, slide);
          await drawFigures(page);
          equal(await page.locator("body > main > .slide:visible").count(), 1);
          deepEqual(await findOverflow(page), [], `slide ${slide}`);
          // Those of our lessons can be read at once.
          if (look.startsWith("wide") && /\d\d_/.test(path)) {
            equal(await page.evaluate(() => document.documentElement.scrollHeight), 720);
          }
          deepEqual(await findUnreachable(page), [], `slide ${slide}`);
        }
        deepEqual(troubles, []);
      });
      await context.step("to everybody (axe-core)", async () => {
        // All slides at once, as they stand without the script.
        await page.evaluate(() => document.body.classList.remove("paged"));
        deepEqual(await findBarriers(page), []);
      });
    });
  }
}

test("a value is shown where the mouse points, however large a slide is drawn", async () => {
  await using open = await openPage(slides[4], { viewport: { width: 1920, height: 1000 } });
  const { page } = open;
  const figure = page.locator("figure.plot:visible").filter({ hasText: "Accuracy per class" });
  while (await figure.count() === 0) await page.keyboard.press("ArrowRight");
  await drawFigures(page);
  const zoom = await figure.evaluate((element) =>
    Number(getComputedStyle(element.closest(".slide")!).getPropertyValue("--zoom"))
  );
  ok(zoom > 1.1, `${zoom}`);
  const bars = figure.locator(".bars .point path");
  // The ends show it best when the place of the mouse is taken wrongly.
  for (const [index, digit] of [[0, "0"], [9, "9"]] as const) {
    const box = (await bars.nth(index).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
    // It reads "(9120, 91%)": class 9, 120 examples. The values before may have a 9 in them too.
    const value = figure.locator(".hoverlayer .hovertext", { hasText: RegExp(`^\\(${digit}`) });
    await value.waitFor();
    const { x, width } = (await value.boundingBox())!;
    ok(x < box.x + box.width + 10 && x + width > box.x - 10, `${x} ${width} ${box.x}`);
  }
});

test("slides in a single file need no other file", async () => {
  await using open = await openPage(singleSlides[0], LOOKS["narrow and dark"]);
  const { page, troubles } = open;
  await page.keyboard.press("End");
  match(await readPosition(page), /^(\d+) \/ \1$/);
  deepEqual(troubles, []);
});

test("slides go on and back with keys and buttons", async () => {
  await using open = await openPage(slides[1]);
  const { page } = open;
  const count = await page.locator(".slide").count();
  const isAt = async (slide: number) => equal(await readPosition(page), `${slide} / ${count}`);
  await isAt(1);
  await page.keyboard.press("ArrowRight");
  await isAt(2);
  await page.locator(".controls .back").click();
  await isAt(1);
  await page.keyboard.press("End");
  await isAt(count);
  await page.keyboard.press("Home");
  await isAt(1);
});

test("slides show fragments one by one, and notes when asked", async () => {
  await using open = await openPage(unluckySlides, { hash: "#/3" });
  const { page } = open;
  const code = page.locator(".fragment .source");
  const notes = page.getByText("What nobody else sees.");
  equal(await code.isVisible(), false);
  await page.keyboard.press("ArrowRight");
  equal(await code.isVisible(), true);
  equal(await readPosition(page), "3 / 5");
  await page.keyboard.press("ArrowLeft");
  equal(await code.isVisible(), false);
  equal(await notes.isVisible(), false);
  await page.keyboard.press("n");
  equal(await notes.isVisible(), true);
});

test("slides leave what an output shows alone, whatever its classes", async () => {
  await using open = await openPage(unluckySlides);
  const { page } = open;
  equal(await readPosition(page), "1 / 5");
  await page.keyboard.press("ArrowRight");
  const output = page.locator(".output .html");
  for (const part of [".slide", ".fragment", ".notes", ".controls", ".bar", ".skip"]) {
    equal(await output.locator(part).isVisible(), true, part);
  }
  equal(await output.locator("output").innerText(), "7");
  await output.locator(".back").click();
  equal(await readPosition(page), "2 / 5");
});

test("links lead to the slide of a heading, and back", async () => {
  await using open = await openPage(unluckySlides);
  const { page } = open;
  await page.getByText("to the end").click();
  await page.locator("#The-end").waitFor();
  equal(await readPosition(page), "5 / 5");
  await page.goBack();
  await page.getByText("to three").click();
  await page.locator("[id='3']").waitFor();
  equal(await readPosition(page), "3 / 5");
  await using later = await openPage(unluckySlides, { hash: "#The-end" });
  equal(await readPosition(later.page), "5 / 5");
});

test("a long slide is scrolled to its end before the next one comes", async () => {
  await using open = await openPage(unluckySlides, { hash: "#/4" });
  const { page } = open;
  let presses = 0;
  for (; await readPosition(page) === "4 / 5"; presses++) await press(page, "PageDown");
  ok(presses > 2, `${presses}`);
  equal(await readPosition(page), "5 / 5");
});

test("wide code on a slide is scrolled with the keyboard, then the next slide comes", async () => {
  await using open = await openPage(unluckySlides, { hash: "#/3" });
  const { page } = open;
  await page.keyboard.press("ArrowRight");
  const code = page.locator(".fragment pre");
  await page.locator(".fragment pre[tabindex='0']").focus();
  await press(page, "ArrowRight");
  ok(await code.evaluate(({ scrollLeft }) => scrollLeft) > 0);
  equal(await readPosition(page), "3 / 5");
  await code.evaluate((box) => box.scrollLeft = box.scrollWidth);
  await press(page, "ArrowRight");
  equal(await readPosition(page), "4 / 5");
});

for (const path of [slides[2], slides[3]]) {
  test(`${name(path)} is printed with one slide on each sheet`, async () => {
    const text = await Deno.readTextFile(path);
    const pdf = await Deno.readFile(await printPdf(await findChromium(), path));
    const sheets = new TextDecoder("latin1").decode(pdf).match(/\/Type \/Page\b/g);
    equal(sheets?.length, text.match(/<section class="slide">/g)?.length);
  });
}

test("slides are printed whole", async () => {
  await using open = await openPage(unluckySlides);
  const { page } = open;
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  equal(await page.locator("body > main > .slide:visible").count(), 5);
  equal(await page.locator(".fragment .source").isVisible(), true);
  equal(await page.locator("body > .controls").isVisible(), false);
  equal(await page.locator(".output .html .controls").isVisible(), true);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  equal(await page.locator("body > main > .slide:visible").count(), 1);
});

test("an address that is typed wrongly leads to the first slide", async () => {
  await using open = await openPage(unluckySlides, { hash: "#%E0%A4" });
  equal(await readPosition(open.page), "1 / 5");
  deepEqual(open.troubles, []);
});

async function readPosition(page: Page): Promise<string> {
  return await page.locator("body > .controls output").innerText();
}

async function goTo(page: Page, slide: number): Promise<void> {
  await page.evaluate(async (hash) => {
    if (location.hash === hash) return;
    const followed = new Promise((resolve) => addEventListener("hashchange", resolve));
    location.hash = hash;
    await followed;
  }, `#/${slide}`);
  equal((await readPosition(page)).split(" ")[0], `${slide}`);
}

/** Presses a key and waits until nothing has moved for some frames: keys scroll smoothly. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.evaluate(async () => {
    const place = () => [
      scrollY,
      ...[...document.querySelectorAll("pre")].map((e) => e.scrollLeft),
    ];
    let before: string;
    let still = 0;
    do {
      before = String(place());
      await new Promise((resolve) => requestAnimationFrame(resolve));
      still = String(place()) === before ? still + 1 : 0;
    } while (still < 6);
  });
}
