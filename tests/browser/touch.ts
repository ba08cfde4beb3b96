/**
 * What readers do with a finger.
 *
 * @module
 */
import { match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { drawFigures, openPage, test } from "./browser.ts";
import { name, pages } from "./site.ts";

const PHONE = { viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true };

/** Lesson 2 and 5: bars, an array of numbers, and panels side by side. */
for (const path of [pages[1], pages[4]]) {
  test(`a swipe that starts on a figure scrolls ${name(path)}`, async () => {
    await using open = await openPage(path, PHONE);
    const { page } = open;
    await drawFigures(page);
    const figures = await page.locator("figure.plot .interactive").all();
    ok(figures.length > 0);
    for (const figure of figures) {
      // From the middle, and from the labels of the axis below it.
      for (const part of [0.5, 0.97]) {
        const { before, x, y } = await figure.evaluate((plot, part) => {
          plot.scrollIntoView({ block: "center" });
          const { x, y, width, height } = plot.getBoundingClientRect();
          return { before: scrollY, x: Math.min(x + width / 2, 195), y: y + part * height };
        }, part);
        await swipeUp(page, x, y);
        const after = await page.evaluate(() => scrollY);
        ok(after > before + 50, `${before} → ${after}`);
      }
    }
  });
}

test("a tap shows a value", async () => {
  await using open = await openPage(pages[4], PHONE);
  const { page } = open;
  await drawFigures(page);
  const { x, y } = await page.locator("figure.plot").filter({ hasText: "Accuracy per class" })
    .locator(".bars .point path").first().evaluate((bar) => {
      bar.scrollIntoView({ block: "center" });
      const { x, y, width, height } = bar.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
  await page.touchscreen.tap(x, y);
  const value = page.locator(".hoverlayer .hovertext").first();
  await value.waitFor();
  match(await value.textContent() ?? "", /\d/);
});

/** Moves a finger 200 px up, as the operating system reports it. */
async function swipeUp(page: Page, x: number, y: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (
    type: "touchStart" | "touchMove" | "touchEnd",
    points: { x: number; y: number }[],
  ) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [{ x, y }]);
  for (let moved = 20; moved <= 200; moved += 20) await touch("touchMove", [{ x, y: y - moved }]);
  await touch("touchEnd", []);
  await session.detach();
}
