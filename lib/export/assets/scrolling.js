// What is wider than its page or slide can be scrolled with the keyboard too, as soon as it is shown.
// A classic script: browsers do not load modules from files.
(() => {
  const texts = ".cell.markdown, .output > .markdown";
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth ||
        // Text is as high as it is: only what stands in it can be too wide.
        !target.matches(texts) && target.scrollHeight > target.clientHeight;
      if (scrolls === "scrolls" in target.dataset) continue;
      target.toggleAttribute("data-scrolls", scrolls);
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  const boxes = `pre, .table, .html, .plot, .katex-display, ${texts}`;
  for (const box of document.querySelectorAll(boxes)) observer.observe(box);
})();
