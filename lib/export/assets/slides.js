// Shows one slide at a time. Keys: right, down, Page Down or the space bar for the next step; left,
// up or Page Up back; Home, End; N for the notes. Without this script all slides stand one under
// another. A classic script: browsers do not load modules from files.
(() => {
  // What a lesson shows may have the same classes, but not the same place in the page.
  const slides = [...document.querySelectorAll("body > main > .slide")];
  const controls = document.querySelector("body > .controls");
  const position = controls.querySelector("output");
  let current = 0;

  // A slide is laid out for this window (in CSS px), and drawn larger or smaller to fill the real one.
  const DESIGN = { width: 1280, height: 720 };
  // Where it has more than fits, it is drawn smaller still: on screen it can be scrolled instead, and
  // on paper it goes on on the next sheet.
  const SCREEN = { smallest: 0.7, leastPercent: 70 };
  // A4 with the margins of slides.css.
  const SHEET = { width: 1032, height: 700, smallest: 0, leastPercent: 40 };

  function fit(slide, { width, height, smallest, leastPercent }) {
    const scale = Math.min(width / DESIGN.width, height / DESIGN.height);
    const zoom = Math.max(scale, smallest);
    for (let percent = 100; percent >= leastPercent; percent -= 5) {
      draw(slide, zoom, percent / 100);
      if (slide.getBoundingClientRect().height <= height) return;
    }
  }

  function draw(slide, zoom, part = 1) {
    slide.style.setProperty("--zoom", zoom * part);
    slide.style.maxWidth = `${DESIGN.width / part}px`;
    // Smaller text has longer lines, up to a point.
    slide.style.setProperty("--measure", `${Math.min(56 / part, 68)}rem`);
  }

  function fitCurrent() {
    const slide = slides[current];
    // On a phone, text keeps its size, and slides are scrolled.
    if (matchMedia("(max-width: 40rem)").matches) return draw(slide, 1);
    // Fragments that come later have their room already.
    slide.classList.add("whole");
    fit(slide, { width: innerWidth, height: innerHeight, ...SCREEN });
    slide.classList.remove("whole");
  }

  function prepareSheets() {
    document.body.classList.add("sheets");
    for (const slide of slides) fit(slide, SHEET);
  }

  function putSheetsAway() {
    document.body.classList.remove("sheets");
    fitCurrent();
  }

  function show(index, isWhole = false) {
    current = Math.max(0, Math.min(index, slides.length - 1));
    slides.forEach((slide, number) => slide.classList.toggle("current", number === current));
    for (const fragment of slides[current].querySelectorAll(":scope > .fragment")) {
      fragment.classList.toggle("shown", isWhole);
    }
    fitCurrent();
    position.textContent = `${current + 1} / ${slides.length}`;
    // A heading can be called "3", but hardly "/3".
    history.replaceState(null, "", `#/${current + 1}`);
    scrollTo(0, 0);
  }

  function goOn() {
    const hidden = slides[current].querySelector(":scope > .fragment:not(.shown)");
    if (!hidden) {
      if (current < slides.length - 1) show(current + 1);
      return;
    }
    hidden.classList.add("shown");
    hidden.scrollIntoView({ block: "nearest" });
  }

  function goBack() {
    const shown = [...slides[current].querySelectorAll(":scope > .fragment.shown")];
    if (shown.length > 0) shown.at(-1).classList.remove("shown");
    else if (current > 0) show(current - 1, true);
  }

  function toggleNotes() {
    const all = document.querySelectorAll("body > main > .slide > .notes");
    for (const notes of all) notes.hidden = !notes.hidden;
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text; // typed by hand
    }
  }

  // A link leads to a slide, or to something on one.
  function follow(hash) {
    const number = /^#\/(\d+)$/.exec(hash)?.[1];
    if (number) return show(number - 1);
    const target = document.getElementById(decode(hash.slice(1)));
    const index = slides.findIndex((slide) => slide.contains(target));
    if (index === -1) return;
    show(index, true);
    target.scrollIntoView();
  }

  const hasRoomRight = (box) => box.scrollLeft + box.clientWidth < box.scrollWidth - 1;
  const hasRoomLeft = (box) => box.scrollLeft > 0;
  const hasRoomBelow = (box) => box.scrollTop + box.clientHeight < box.scrollHeight - 1;
  const hasRoomAbove = (box) => box.scrollTop > 0;

  // A key scrolls as long as there is room: in what is focused, and in a slide that is too long.
  const KEYS = {
    ArrowRight: { act: goOn, hasRoom: hasRoomRight },
    ArrowDown: { act: goOn, hasRoom: hasRoomBelow },
    PageDown: { act: goOn, hasRoom: hasRoomBelow },
    " ": { act: goOn, hasRoom: hasRoomBelow },
    ArrowLeft: { act: goBack, hasRoom: hasRoomLeft },
    ArrowUp: { act: goBack, hasRoom: hasRoomAbove },
    PageUp: { act: goBack, hasRoom: hasRoomAbove },
    Home: { act: () => show(0) },
    End: { act: () => show(slides.length - 1, true) },
    n: { act: toggleNotes },
  };

  addEventListener("keydown", (event) => {
    const key = KEYS[event.key];
    if (!key || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    // A button keeps the space bar, and what can be filled in or has keys of its own keeps all.
    const owners = "input, textarea, select, [contenteditable], [tabindex]:not([data-scrolls])";
    const isTaken = event.key === " " ? `${owners}, button, summary` : owners;
    if (event.target.closest(isTaken)) return;
    const boxes = [event.target.closest("[data-scrolls]"), document.scrollingElement];
    if (key.hasRoom && boxes.some((box) => box && key.hasRoom(box))) return;
    key.act();
    event.preventDefault();
  });

  controls.querySelector(".back").addEventListener("click", goBack);
  controls.querySelector(".on").addEventListener("click", goOn);
  controls.hidden = false;
  document.body.classList.add("paged");
  const { hash } = location;
  show(0);
  follow(hash);
  // Pictures and fonts have come; something was unfolded.
  addEventListener("load", fitCurrent);
  document.fonts.ready.then(fitCurrent);
  addEventListener("toggle", fitCurrent, true);
  addEventListener("resize", fitCurrent);
  addEventListener("beforeprint", prepareSheets);
  addEventListener("afterprint", putSheetsAway);
  addEventListener("hashchange", () => follow(location.hash));
})();
