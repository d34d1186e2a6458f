"use strict";
// On any screen: copy what a field holds.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
  button.textContent = "Copied";
});

// Where a translation is written sentence by sentence, its fields follow its language.
const sentences = document.querySelector(".js-translation-editor");
if (sentences) {
  const { code } = JSON.parse(sentences.dataset.props).locale;
  const language = new Intl.Locale(code);
  const direction = (language.getTextInfo?.() ?? language.textInfo)?.direction ?? "auto";
  const follow = () => {
    for (const field of sentences.querySelectorAll("textarea:not([dir])")) {
      field.dir = direction;
      field.lang = code;
    }
    for (const words of sentences.querySelectorAll("li p:not([dir])")) words.dir = "auto";
  };
  new MutationObserver(follow).observe(sentences, { childList: true, subtree: true });
  follow();
}
