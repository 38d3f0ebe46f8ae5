// Code and diagrams get their looks when they come near the view, so that a long sheet opens at once.
"use strict";
const finishPage = (() => {
  // What a reader sees comes with the page, in its language.
  const words = JSON.parse(document.documentElement.dataset.words);
  const say = (key, ...values) =>
    words[key].split("%s").reduce((text, part, i) => text + values[i - 1] + part);
  const NEAR = "1500px 0px";
  const FEW = 60;
  const FEW_LINES = 4;
  const LONGEST_COLOURED = 100_000;
  const LEAST_SCALE = 0.75;
  const LEAST_WIDTH = 640;
  const NAMES = { python: "Python", py: "Python", bash: "Bash", sh: "Shell", yaml: "YAML", json: "JSON", sql: "SQL",
    ini: "INI", toml: "TOML", mermaid: "Mermaid" };

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function button(className, text, label, action) {
    const made = element("button", className, text);
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  }

  function languageOf(code) {
    return [...code.classList].find((c) => c.startsWith("language-"))?.slice("language-".length).toLowerCase() ?? "";
  }

  // Pages opened as files may not use the clipboard of newer browsers.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = element("textarea", "unseen", "");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  function copyButton(text, what) {
    const made = button("copy", say("copy"), what, async () => {
      const focused = document.activeElement;
      await copy(text);
      focused?.focus();
      made.textContent = say("copied");
      setTimeout(() => { made.textContent = say("copy"); }, 1500);
    });
    return made;
  }

  // What scrolls must be within reach of the keyboard. All are measured before any is changed: measuring costs a layout.
  function makeReachable(part) {
    const boxes = [...part.querySelectorAll("pre, .table, .drawing")].filter((box) => box.scrollWidth > box.clientWidth + 1);
    for (const box of boxes) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", say(box.localName === "pre" ? "code" : box.className === "table" ? "table" : "diagram"));
    }
  }

  // Between two pieces of work the page may scroll, unless it is about to be printed.
  let hurried = false;
  let waiting = [];
  const pause = () => hurried || new Promise((go) => {
    waiting.push(go);
    setTimeout(go);
  });

  function hurry() {
    hurried = true;
    waiting.forEach((go) => go());
    waiting = [];
  }

  function finishCode(pre, code, language) {
    const text = code.textContent;
    const name = NAMES[language] ?? (language === "" || language === "text" ? say("text") : language);
    const figure = element("figure", "code");
    const head = element("div", "code-head");
    head.append(element("span", "code-language", name), copyButton(text, say("copyCode", name)));
    pre.replaceWith(figure);
    figure.append(head, pre);
    if (typeof hljs !== "undefined" && hljs.getLanguage(language) && text.length <= LONGEST_COLOURED) {
      code.innerHTML = hljs.highlight(text, { language, ignoreIllegals: true }).value;
    }
    if (pre.closest(".question")) {
      numberLines(figure, pre, text);
    }
  }

  // Answers name the lines of the code they are about.
  function numberLines(figure, pre, text) {
    const lines = text.replace(/\n$/, "").split("\n").length;
    if (lines >= FEW_LINES) {
      const numbers = element("span", "line-numbers", Array.from({ length: lines }, (_, i) => i + 1).join("\n"));
      numbers.setAttribute("aria-hidden", "true");
      figure.classList.add("numbered");
      pre.prepend(numbers);
    }
  }

  function enlarge(drawing) {
    const dialog = element("dialog", "large-drawing");
    dialog.setAttribute("aria-label", say("diagram"));
    dialog.append(button("close", say("close"), say("close"), () => dialog.close()), drawing.firstElementChild);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => {
      drawing.append(dialog.querySelector("svg"));
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  async function finishDiagram(pre, code) {
    const source = code.textContent;
    const name = pre.closest("article")?.querySelector("h2")?.textContent.trim() ?? document.title;
    const figure = element("figure", "diagram");
    const drawing = element("div", "drawing");
    const tools = element("figcaption", "diagram-tools");
    const shown = element("details", "source");
    const large = button("large", say("enlarge"), say("enlargeDiagram"), () => enlarge(drawing));
    pre.replaceWith(figure);
    shown.append(element("summary", "", say("source")), pre);
    tools.append(shown, large, copyButton(source, say("copySource")));
    figure.append(drawing, tools);
    try {
      const { svg } = await drawDiagram(source, name);
      // On a narrow screen a wide drawing scrolls rather than shrink to what nobody can read.
      svg.style.minWidth = `${Math.min(LEAST_WIDTH, svg.viewBox.baseVal.width * LEAST_SCALE)}px`;
      drawing.append(svg);
    } catch (error) {
      const reason = String(error?.message ?? error).split("\n")[0];
      figure.classList.add("undrawn");
      large.remove();
      shown.open = true;
      drawing.append(element("p", "", say("cannotDraw", reason)));
    }
  }

  function finishTable(table) {
    const box = element("div", "table");
    table.replaceWith(box);
    box.append(table);
  }

  const finished = new WeakMap();

  async function finishBlocks(part) {
    part.querySelectorAll("table").forEach(finishTable);
    for (const code of part.querySelectorAll("pre > code")) {
      await pause();
      const language = languageOf(code);
      if (language === "mermaid" && typeof drawDiagram !== "undefined") {
        await finishDiagram(code.parentElement, code);
      } else {
        finishCode(code.parentElement, code, language);
      }
    }
    await pause();
    makeReachable(part);
  }

  // Each part once, whoever asks.
  function finish(part) {
    if (!finished.has(part)) {
      finished.set(part, finishBlocks(part));
    }
    return finished.get(part);
  }

  const parts = [...document.querySelectorAll("article, main > .prose")];
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((e) => e.isIntersecting)) {
      near.unobserve(entry.target);
      finish(entry.target);
    }
  }, { rootMargin: NEAR });
  parts.forEach((part) => near.observe(part));

  // A short sheet is finished while nothing else is to do.
  async function finishRest() {
    for (const part of parts) {
      await new Promise((idle) => (window.requestIdleCallback ?? setTimeout)(idle));
      await finish(part);
    }
  }
  if (parts.length <= FEW) {
    finishRest();
  }

  /** Finishes every part; the promise ends when all is drawn. */
  const finishAll = () => {
    hurry();
    return Promise.all(parts.map(finish));
  };
  addEventListener("beforeprint", finishAll);
  return finishAll;
})();
