"use strict";
// The article's editor: checks that follow what is typed, links that lead to fields, the button
// that says what it will do, and every field in the article's own language.
(() => {
  const PAUSE_MS = 800;
  const LONG_HEADLINE = 110; // letters; longer is said to be long
  const NARROW_PX = 800; // below it the panel lies over the fields
  const panel = () => document.querySelector("[data-checks]");
  const form = () => document.getElementById("page-edit-form");

  // --- Checks, and what the button says -------------------------------------------------------
  let waiting, asked = 0;

  const shown = (must) => {
    const counter = document.querySelector(
      '[data-side-panel-toggle="checks"] [data-side-panel-toggle-counter]');
    if (!counter) return;
    counter.textContent = must;
    counter.hidden = !must;
  };

  const check = async () => {
    const here = panel(), sheet = form();
    if (!here || !sheet) return;
    const mine = ++asked, data = new FormData(sheet);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    try {
      const answer = await fetch(here.dataset.checks, { method: "POST", body: data });
      if (!answer.ok || mine !== asked) return; // something newer was asked meanwhile
      const told = await answer.json();
      here.querySelector("[data-checks-list]").innerHTML = told.html;
      shown(told.must);
      for (const label of document.querySelectorAll("[data-publish-words]"))
        label.textContent = told.publish;
    } catch { /* the newsroom is away: what was said last stands */ }
  };

  const soon = () => { clearTimeout(waiting); waiting = setTimeout(check, PAUSE_MS); };

  // --- From a message to its field ------------------------------------------------------------
  const place = (field, block) => {
    if (block) return document.querySelector(`[data-contentpath="${block}"]`)
      || document.getElementById(`block-${block}-section`);
    return document.querySelector(`[data-contentpath="${field}"]`)
      || document.getElementById(`id_${field}`)
      || document.querySelector(`[name="${field}"]`)
      || document.getElementById(`id_${field}-FORMS`);
  };

  const open = (there) => {
    const tab = there.closest('[role="tabpanel"]');
    if (tab && tab.hidden) document.querySelector(`[role="tab"][href="#${tab.id}"]`)?.click();
    for (let part = there; part; part = part.parentElement) {
      const content = part.closest?.(".w-panel__content[hidden]");
      if (!content) break;
      document.querySelector(`[aria-controls="${content.id}"]`)?.click();
      part = content;
    }
  };

  const jump = (field, block) => {
    const there = place(field, block);
    if (!there) return false;
    const toggle = document.querySelector('[data-side-panel-toggle="checks"]');
    if (innerWidth < NARROW_PX && toggle?.getAttribute("aria-expanded") === "true") toggle.click();
    open(there);
    there.scrollIntoView({ block: "center" });
    const entry = there.matches("input, select, textarea") ? there : there.querySelector(
      "input:not([type=hidden]), select, textarea, [contenteditable=true], button");
    entry?.focus({ preventScroll: true });
    there.classList.add("is-jumped-to");
    setTimeout(() => there.classList.remove("is-jumped-to"), 2000);
    return true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-jump]");
    if (link && jump(link.dataset.jump, link.dataset.block)) event.preventDefault();
  });

  // --- Language and direction -----------------------------------------------------------------
  const TYPED = 'input[type=text], input:not([type]), textarea, [contenteditable="true"]';
  const AUTO = /(^|-)(speaker|slug|name|comment|reply|note|original|translator|place)s?$/;
  const LTR = /(url|_at|until|email)$/;

  const speak = (root) => {
    const here = panel();
    if (!here) return;
    for (const entry of root.querySelectorAll(TYPED)) {
      if (entry.closest("[data-comments], .comments, .w-form-side, [role=dialog]")) {
        entry.dir = "auto";
      } else if (LTR.test(entry.name || "")) {
        entry.dir = "ltr";
      } else if (AUTO.test(entry.name || "")) {
        entry.dir = "auto";
      } else if (entry.dir !== here.dataset.dir || entry.lang !== here.dataset.lang) {
        entry.dir = here.dataset.dir;
        entry.lang = here.dataset.lang;
      }
    }
  };

  // --- How long the headline is ---------------------------------------------------------------
  const count = (title) => {
    const counter = document.createElement("p");
    counter.className = "help headline-count";
    counter.id = "headline-count";
    title.after(counter);
    title.setAttribute("aria-describedby",
      `${title.getAttribute("aria-describedby") || ""} headline-count`.trim());
    const tell = () => {
      const letters = [...title.value.trim()].length, isLong = letters > LONG_HEADLINE;
      counter.textContent = `${letters} of ${LONG_HEADLINE} letters${isLong ? ": long" : ""}`;
      counter.classList.toggle("is-long", isLong);
    };
    title.addEventListener("input", tell);
    tell();
  };

  document.addEventListener("DOMContentLoaded", () => {
    const sheet = form(), here = panel();
    if (!sheet || !here) return;
    shown(Number(here.dataset.must));
    speak(sheet);
    const title = sheet.querySelector("[name=title]");
    if (title) count(title);
    new MutationObserver(() => speak(sheet)).observe(sheet, { childList: true, subtree: true });
    for (const event of ["input", "change", "w-autosave:success"])
      document.addEventListener(event, soon);
    if (location.hash.startsWith("#id_")) jump(location.hash.slice(4), "");
  });
})();
