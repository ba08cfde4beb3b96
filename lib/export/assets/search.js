// Searches all pages of a site, from files and without a network. What can be found lies in a script
// that is loaded when the reader begins to search. A classic script: browsers do not load modules
// from files.
(() => {
  const bar = document.querySelector("body > .bar[data-search]");
  if (!bar) return;
  const words = JSON.parse(document.documentElement.dataset.words);
  const MAX_RESULTS = 20;

  const form = document.createElement("form");
  form.className = "search";
  form.setAttribute("role", "search");
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = words.search;
  field.setAttribute("aria-label", words.search);
  const results = document.createElement("ol");
  results.className = "results";
  results.hidden = true;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  form.append(field, results, status);
  bar.querySelector(":scope > nav")?.after(form);
  if (!form.parentNode) bar.prepend(form);

  let parts;
  function load() {
    if (parts !== undefined) return;
    parts = [];
    globalThis.foundSearchIndex = (found) => {
      parts = found.map((part) => ({
        ...part,
        head: simplify(`${part.title} ${part.heading ?? ""}`),
        body: simplify(part.text),
      }));
      show();
    };
    const script = document.createElement("script");
    script.src = bar.dataset.search;
    document.body.append(script);
  }

  // As readers type: without capitals and accents.
  function simplify(text) {
    return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  }

  function show() {
    const wanted = simplify(field.value).split(/\s+/).filter((word) => word !== "");
    const found = wanted.length === 0 ? [] : parts
      .map((part) => ({ part, points: rate(part, wanted) }))
      .filter(({ points }) => points > 0)
      .toSorted((a, b) => b.points - a.points)
      .slice(0, MAX_RESULTS);
    results.replaceChildren(...found.map(({ part }) => makeResult(part, wanted)));
    results.hidden = found.length === 0;
    status.textContent = wanted.length > 0 && found.length === 0 && parts.length > 0
      ? words.nothingFound
      : "";
  }

  // Every word must be there; one in a heading says more than one in the text.
  function rate({ head, body }, wanted) {
    let points = 0;
    for (const word of wanted) {
      if (head.includes(word)) points += 3;
      else if (body.includes(word)) points += 1;
      else return 0;
    }
    return points;
  }

  function makeResult({ title, heading, url, text }, wanted) {
    const link = document.createElement("a");
    link.href = bar.dataset.root + url;
    link.textContent = heading && heading !== title ? `${title} › ${heading}` : title;
    const excerpt = document.createElement("span");
    const at = Math.max(0, ...wanted.map((word) => simplify(text).indexOf(word)));
    const from = Math.max(0, at - 40);
    excerpt.textContent = `${from > 0 ? "…" : ""}${text.slice(from, from + 140)}`;
    const item = document.createElement("li");
    item.append(link, excerpt);
    return item;
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    results.querySelector("a")?.click();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    show();
  });
  results.addEventListener("click", () => results.hidden = true);
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
})();
