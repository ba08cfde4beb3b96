// Draws an interactive figure over each static one that has data, with the Plotly that was loaded
// before. What Plotly cannot draw stays as it is. A classic script: browsers do not load modules
// from files.
(() => {
  const words = JSON.parse(document.documentElement.dataset.words);

  // A figure is drawn when it comes near: a page has many, and a hidden one has no size.
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      if (target.querySelector(":scope > img") || "draws" in target.dataset) drawFigure(target);
      else offerDrawing(target);
    }
  }, { rootMargin: "400px" });

  // Where making a picture took too much, drawing may keep the browser busy: the reader decides.
  function offerDrawing(figure) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.draw;
    button.addEventListener("click", () => {
      button.remove();
      drawFigure(figure);
    });
    figure.querySelector(":scope > .note").after(button);
  }

  async function drawFigure(figure) {
    const { data, layout, frames } = JSON.parse(figure.querySelector("script").textContent);
    const picture = figure.querySelector(":scope > img, :scope > .note");
    const plot = document.createElement("div");
    plot.className = "interactive";
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", picture.alt ?? figure.getAttribute("aria-label"));
    plot.setAttribute("aria-busy", "true");
    plot.style.setProperty("--height", `${figure.dataset.height}px`);
    // Panels side by side need their room: on a phone the figure is scrolled.
    if (layout.xaxis2) plot.style.minWidth = figure.style.maxWidth;
    picture.after(plot);
    figure.classList.add("drawn");
    try {
      const { width: _, ...flexible } = layout;
      // A finger that moves scrolls the page: it must not draw a frame to zoom into.
      const touch = matchMedia("(hover: none)").matches ? { dragmode: false } : {};
      await globalThis.Plotly.newPlot(plot, {
        data,
        layout: { ...flexible, ...touch, autosize: true },
        config: { responsive: true, displayModeBar: false },
        frames,
      });
      await makeRoom(plot, figure);
      plot.removeAttribute("aria-busy");
    } catch {
      // Not a figure that this Plotly can draw: the picture stays.
      plot.remove();
      figure.classList.remove("drawn");
    }
  }

  // A line of text that is wider than a phone would be cut off: the figure is scrolled instead.
  function makeRoom(plot, figure) {
    const { left, right, width } = plot.getBoundingClientRect();
    const texts = [...plot.querySelectorAll(".main-svg text")];
    const excess = texts.map((text) => text.getBoundingClientRect())
      .map((box) => Math.max(box.right - right, left - box.left));
    const most = Math.max(0, ...excess);
    if (most < 1) return;
    // On a slide the figure may be scaled.
    const needed = plot.offsetWidth * (1 + (most + 8) / width);
    plot.style.minWidth = `min(${Math.ceil(needed)}px, ${figure.style.maxWidth})`;
    return globalThis.Plotly.Plots.resize(plot);
  }

  const figures = document.querySelectorAll('figure.plot:has(> script[type="application/json"])');
  for (const figure of figures) observer.observe(figure);
})();
