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

  const follow = async (input) => {
    const below = told(input);
    below.textContent = "";
    if (!input.value) return;
    const answer = await fetch(`/admin/photos/${input.value}/told/`).catch(() => null);
    if (!answer?.ok) return;
    const { alt, caption, credit } = await answer.json();
    const description = document.querySelector(
      `[name="${input.name.replace(CHOOSER, "$1")}${input.name.includes("-") ? "alt" : "photo_alt"}"]`);
    if (description && alt && !description.value) {
      description.value = alt;
      description.dispatchEvent(new Event("change", { bubbles: true }));
    }
    below.textContent = [credit ? `Photo: ${credit}` : "No credit yet",
      caption ? `Caption offered: ${caption}` : ""].filter(Boolean).join(" · ");
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.matches?.("input[type=hidden]") && CHOOSER.test(input.name)) follow(input);
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const input of document.querySelectorAll("#page-edit-form input[type=hidden]"))
      if (CHOOSER.test(input.name) && input.value) follow(input);
  });
})();
