"use strict";
// What a photo is offered with is taken over where it is used: a description into an empty field,
// caption and credit below it, as readers will see the credit.
(() => {
  const CHOOSER = /(^|-)photo$/;

  const told = (input) => {
    const field = input.closest("[data-contentpath], .w-field") || input.parentElement;
    const below = field.querySelector(".photo-told") || document.createElement("p");
    below.className = "help photo-told";
    below.dir = "auto";
    field.append(below);
    return below;
  };

  // The field of the same use.
  const beside = (input, alone, within) => document.querySelector(
    `[name="${input.name.replace(CHOOSER, "$1")}${input.name.includes("-") ? within : alone}"]`);

  // Looking changes nothing: only who chooses a photo is given its description.
  const follow = async (input, isChosen) => {
    const below = told(input), photo = input.value;
    below.textContent = "";
    if (!photo) return;
    const answer = await fetch(`/admin/photos/${photo}/told/`).catch(() => null);
    if (!answer?.ok) return;
    const { alt, caption, credit } = await answer.json();
    if (input.value !== photo) return; // another was chosen meanwhile
    const description = beside(input, "photo_alt", "alt");
    const isDecorative = beside(input, "photo_alt_decision", "alt_decision")?.value === "decorative";
    if (isChosen && description && alt && !description.value && !isDecorative) {
      description.value = alt;
      description.dispatchEvent(new Event("change", { bubbles: true }));
    }
    below.textContent = [credit ? `Photo: ${credit}` : "No credit yet",
      caption ? `Caption offered: ${caption}` : ""].filter(Boolean).join(" · ");
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.matches?.("input[type=hidden]") && CHOOSER.test(input.name)) follow(input, true);
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const input of document.querySelectorAll("#page-edit-form input[type=hidden]"))
      if (CHOOSER.test(input.name) && input.value) follow(input, false);
  });
})();
