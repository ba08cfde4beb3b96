// Makes frames as high as what stands in them. Their content is an output that must not mix with the
// page. A classic script: browsers do not load modules from files.
(() => {
  function grow(frame) {
    const content = frame.contentDocument?.documentElement;
    if (!content) return;
    const measure = () => {
      frame.style.height = `${content.getBoundingClientRect().height + 2}px`;
    };
    new ResizeObserver(measure).observe(content);
    measure();
  }

  for (const frame of document.querySelectorAll(".output > .isolated")) {
    if (frame.contentDocument?.readyState === "complete") grow(frame);
    frame.addEventListener("load", () => grow(frame));
  }
})();
