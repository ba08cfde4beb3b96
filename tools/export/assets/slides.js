// Shows one slide at a time. Keys: right, down, Page Down or the space bar for the next step; left,
// up or Page Up back; Home, End; N for the notes. Without this script all slides stand one under
// another. A classic script: browsers do not load modules from files.
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const controls = document.querySelector(".controls");
  const position = controls.querySelector("output");
  let current = 0;

  function show(index, isWhole = false) {
    current = Math.max(0, Math.min(index, slides.length - 1));
    slides.forEach((slide, number) => {
      slide.classList.toggle("current", number === current);
      if (number !== current) return;
      for (const fragment of slide.querySelectorAll(".fragment")) {
        fragment.classList.toggle("shown", isWhole);
      }
    });
    position.textContent = `${current + 1} / ${slides.length}`;
    history.replaceState(null, "", `#${current + 1}`);
    scrollTo(0, 0);
  }

  function goOn() {
    const hidden = slides[current].querySelector(".fragment:not(.shown)");
    if (hidden) hidden.classList.add("shown");
    else if (current < slides.length - 1) show(current + 1);
  }

  function goBack() {
    const shown = slides[current].querySelectorAll(".fragment.shown");
    if (shown.length > 0) shown[shown.length - 1].classList.remove("shown");
    else if (current > 0) show(current - 1, true);
  }

  // A long slide is scrolled to its end before the next one comes.
  const isAtEnd = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const isAtStart = () => scrollY <= 2;

  const KEYS = {
    ArrowRight: goOn,
    ArrowLeft: goBack,
    ArrowDown: () => isAtEnd() && goOn(),
    ArrowUp: () => isAtStart() && goBack(),
    PageDown: goOn,
    PageUp: goBack,
    " ": goOn,
    Home: () => show(0),
    End: () => show(slides.length - 1, true),
    n: toggleNotes,
  };

  function toggleNotes() {
    for (const notes of document.querySelectorAll(".notes")) notes.hidden = !notes.hidden;
  }

  addEventListener("keydown", (event) => {
    // A button keeps the space bar, and what can be scrolled or filled in keeps all keys.
    const owners = event.key === " " ? "button, summary, a" : "input, textarea, select, [tabindex]";
    const isTaken = event.ctrlKey || event.metaKey || event.altKey || event.target.closest(owners);
    const act = KEYS[event.key];
    if (isTaken || !act) return;
    if (act() !== false) event.preventDefault(); // false: the key scrolls
  });

  controls.querySelector(".back").addEventListener("click", goBack);
  controls.querySelector(".on").addEventListener("click", goOn);
  controls.hidden = false;
  document.body.classList.add("paged");
  show(Number(location.hash.slice(1)) - 1 || 0);
})();
