// What a reader does with a page: contents that follow, folding, keys, filter, colours.
"use strict";
(() => {
  // What a reader sees comes with the page, in its language.
  const words = JSON.parse(document.documentElement.dataset.words);
  const say = (key, ...values) =>
    words[key].split("%s").reduce((text, part, i) => text + values[i - 1] + part);
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  const answers = $$("article.answer");
  const contents = $("nav.contents");
  const contentsButton = $(".contents-button");

  // The id that an address names; a sheet may hold addresses that name nothing.
  function named(hash) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  const links = new Map();
  $$(".contents-all a", contents).forEach((a) => links.set(named(a.hash), a));
  const shown = () => answers.filter((answer) => !answer.hidden);

  // --- contents follow the reading position

  let current = null;

  function follow(answer) {
    if (answer === current) {
      return;
    }
    const old = current && links.get(current.id);
    old?.removeAttribute("aria-current");
    old?.parentElement.querySelector("ol")?.remove();
    current = answer;
    $(".bar-position").textContent = `${shown().indexOf(answer) + 1} / ${shown().length}`;
    const link = links.get(answer.id);
    if (!link) {
      return;
    }
    link.setAttribute("aria-current", "location");
    const sections = document.createElement("ol");
    for (const section of $$(".section", answer)) {
      const a = document.createElement("a");
      a.href = `#${section.id}`;
      a.textContent = $("h3", section).textContent;
      const item = document.createElement("li");
      item.append(a);
      sections.append(item);
    }
    link.parentElement.append(sections);
    const top = link.parentElement.offsetTop;
    const bottom = top + link.parentElement.offsetHeight;
    if (top < contents.scrollTop + 60 || bottom > contents.scrollTop + contents.clientHeight - 60) {
      contents.scrollTop = top - contents.clientHeight / 3;
    }
  }

  const band = new IntersectionObserver((entries) => {
    const entered = entries.filter((e) => e.isIntersecting).map((e) => e.target);
    if (entered.length > 0) {
      follow(entered[entered.length - 1]);
    }
  }, { rootMargin: "-18% 0px -78% 0px" });
  answers.forEach((answer) => band.observe(answer));

  // --- places: links, keys, folded sections

  function land(target, focus) {
    if (target.closest("article")?.hidden) {
      filterBy("");
    }
    for (let box = target; box; box = box.parentElement) {
      if (box.localName === "details") {
        box.open = true;
      }
    }
    const details = $(":scope > details", target);
    if (details) {
      details.open = true;
    }
    target.scrollIntoView();
    if (focus) {
      history.replaceState(null, "", `#${target.id}`);
      const receiver = $(":scope > details > summary", target) ?? target;
      if (receiver === target) {
        target.tabIndex = -1;
      }
      receiver.focus({ preventScroll: true });
    }
  }

  function landOnHash() {
    const target = document.getElementById(named(location.hash));
    if (target) {
      land(target, false);
    }
  }
  addEventListener("hashchange", landOnHash);
  landOnHash();

  function step(list, here, by) {
    const at = list.indexOf(here);
    return list[Math.min(list.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  }

  function toAnswer(by) {
    const answer = step(shown(), current, by);
    if (answer) {
      follow(answer);
      land(answer, true);
    }
  }

  function toSection(by) {
    const sections = shown().flatMap((answer) => $$(".section", answer));
    const here = document.activeElement.closest(".section")
      ?? sections.find((s) => s.getBoundingClientRect().bottom > innerHeight / 4);
    const section = document.activeElement.closest(".section") ? step(sections, here, by) : here;
    if (section) {
      follow(section.closest("article"));
      land(section, true);
    }
  }

  // --- folding

  const foldButton = $(".fold-button");
  const foldable = () => $$(".section:not(.question) > details");

  function foldAll() {
    const fold = foldButton.getAttribute("aria-pressed") !== "true";
    const kept = current;
    foldable().forEach((details) => { details.open = !fold; });
    foldButton.setAttribute("aria-pressed", fold);
    foldButton.textContent = say(fold ? "unfoldAll" : "foldAll");
    kept?.scrollIntoView();
  }
  foldButton.addEventListener("click", foldAll);

  function foldHere() {
    const details = document.activeElement.closest(".section")?.querySelector("details");
    if (details) {
      details.open = !details.open;
    }
  }

  let foldedOnScreen = [];
  addEventListener("beforeprint", () => {
    foldedOnScreen = $$("details").filter((details) => !details.open && !details.classList.contains("source"));
    foldedOnScreen.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => foldedOnScreen.forEach((details) => { details.open = false; }));

  // --- filter by category

  const filters = $$(".filter button");

  function filterBy(category) {
    filters.forEach((button) => button.setAttribute("aria-pressed", button.dataset.category === category));
    answers.forEach((answer) => {
      answer.hidden = category !== "" && answer.dataset.category !== category;
      const link = links.get(answer.id);
      if (link) {
        link.parentElement.hidden = answer.hidden;
      }
    });
    $$(".contents-all", contents).forEach((group) => {
      group.hidden = !$$("ol > li", group).some((item) => !item.hidden);
    });
    $$("main > .prose").forEach((part) => { part.hidden = category !== ""; });
    const state = $(".filter-state");
    if (state) {
      state.textContent = category === "" ? "" : say("shown", shown().length, answers.length);
    }
  }
  filters.forEach((button) => button.addEventListener("click", () => filterBy(button.dataset.category)));

  // --- colours

  const themeButton = $(".theme-button");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => { themeButton.textContent = say(isDark() ? "light" : "dark"); };

  function changeTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("answersheet-theme", root.dataset.theme);
    } catch {
      // The choice then lasts as long as the page.
    }
    nameTheme();
  }
  themeButton.addEventListener("click", changeTheme);
  system.addEventListener("change", nameTheme);
  nameTheme();

  // --- contents on a narrow screen

  const isNarrow = () => getComputedStyle(contentsButton).display !== "none";

  function openContents(open) {
    contents.classList.toggle("is-open", open);
    contentsButton.setAttribute("aria-expanded", open);
    if (open) {
      (links.get(current?.id) ?? $("a", contents))?.focus();
    } else {
      contentsButton.focus({ preventScroll: true });
    }
  }
  const contentsOpen = () => contentsButton.getAttribute("aria-expanded") === "true";
  contentsButton.addEventListener("click", () => openContents(!contentsOpen()));
  contents.addEventListener("click", (event) => {
    if (isNarrow() && event.target.closest("a")) {
      openContents(false);
    }
  });
  $("main").addEventListener("click", () => {
    if (contentsOpen()) {
      openContents(false);
    }
  });

  // --- keys

  const KEYS = [
    ["j", "nextAnswer", () => toAnswer(1)],
    ["k", "previousAnswer", () => toAnswer(-1)],
    ["n", "nextSection", () => toSection(1)],
    ["p", "previousSection", () => toSection(-1)],
    ["o", "foldSection", foldHere],
    ["f", "foldSections", foldAll],
    ["c", "toContents", () => (isNarrow() ? openContents(true) : (links.get(current?.id) ?? $("a", contents)).focus())],
    ["t", "colours", changeTheme],
    ["0", "oneCategory", () => filterBy("")],
    ["?", "thisList", () => openKeys()],
  ];
  const byKey = new Map(KEYS.map(([key, , action]) => [key, action]));
  filters.slice(1, 10).forEach((button, i) => byKey.set(String(i + 1), () => filterBy(button.dataset.category)));
  const dialog = document.createElement("dialog");
  let keysAreOn = true;

  function openKeys() {
    if (!dialog.isConnected) {
      dialog.className = "keys";
      dialog.setAttribute("aria-label", say("keys"));
      const title = document.createElement("h2");
      title.textContent = say("keys");
      const list = document.createElement("dl");
      for (const [key, meaning] of KEYS) {
        const term = document.createElement("dt");
        const kbd = document.createElement("kbd");
        kbd.textContent = key;
        term.append(kbd);
        const description = document.createElement("dd");
        description.textContent = say(meaning);
        list.append(term, description);
      }
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = true;
      box.addEventListener("change", () => { keysAreOn = box.checked; });
      label.append(box, ` ${say("singleKeys")}`);
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = say("close");
      close.addEventListener("click", () => dialog.close());
      dialog.append(title, list, label, close);
      document.body.append(dialog);
    }
    dialog.showModal();
  }
  $(".keys-button").addEventListener("click", openKeys);

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && contentsOpen()) {
      openContents(false);
      return;
    }
    const typing = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (keysAreOn && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && byKey.has(event.key)) {
      event.preventDefault();
      byKey.get(event.key)();
    }
  });
})();
