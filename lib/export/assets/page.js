// What pages do in a browser. Without it everything can be read; with it there are copy buttons and a
// switch for dark colours. A classic script: browsers do not load modules from files.
(() => {
  const root = document.documentElement;
  const words = JSON.parse(root.dataset.words);

  function addThemeSwitch() {
    const bar = document.querySelector("body > .bar");
    if (!bar) return;
    const button = makeButton("theme", "");
    const isDark = () =>
      root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
    const label = () => button.textContent = isDark() ? words.light : words.dark;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      label();
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch { /* no storage: this page only */ }
    });
    label();
    bar.append(button);
  }

  function addCopyButtons() {
    const cell = "body > .columns > main > .cell";
    const sources = `${cell} > .source, ${cell} > details > .source`;
    const listings = `${cell}.markdown pre.shiki:has(> code)`;
    for (const code of document.querySelectorAll(`${sources}, ${listings}`)) {
      const button = makeButton("copy", words.copy);
      button.addEventListener("click", async () => {
        const text = code.querySelector("code").textContent;
        button.textContent = await copy(text) ? words.copied : words.notCopied;
        setTimeout(() => button.textContent = words.copy, 2000);
      });
      const frame = document.createElement("div");
      frame.className = "copyable";
      code.replaceWith(frame);
      frame.append(code, button);
    }
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Some browsers give pages from files no clipboard: the old way.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const isCopied = document.execCommand("copy");
      area.remove();
      return isCopied;
    }
  }

  function makeButton(kind, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = kind;
    button.textContent = text;
    return button;
  }

  // The sign stands in the style, so that it is no part of the heading's text.
  function addHeadingLinks() {
    const headings = "body > .columns > main > .cell.markdown :is(h1, h2, h3, h4, h5, h6)[id]";
    for (const heading of document.querySelectorAll(headings)) {
      const link = document.createElement("a");
      link.className = "anchor";
      link.href = `#${encodeURIComponent(heading.id)}`;
      link.setAttribute("aria-label", words.linkToHeading);
      heading.append(link);
    }
  }

  function addCodeSwitch() {
    const bar = document.querySelector("body > .bar");
    if (!bar || !document.querySelector("body > .columns > main > .cell.code")) return;
    const button = makeButton("fold", words.hideCode);
    button.addEventListener("click", () => {
      const isHidden = root.toggleAttribute("data-hides-code");
      button.textContent = isHidden ? words.showCode : words.hideCode;
    });
    bar.append(button);
  }

  if (matchMedia("(max-width: 74rem)").matches) {
    const lists = document.querySelectorAll("body > .columns > .side > nav > details");
    for (const list of lists) list.removeAttribute("open");
  }
  addCodeSwitch();
  addThemeSwitch();
  addCopyButtons();
  addHeadingLinks();
})();
