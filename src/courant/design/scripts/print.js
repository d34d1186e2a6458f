"use strict";
// When a page was printed stands at its foot, beside its address.
addEventListener("beforeprint", () => {
  const foot = document.querySelector(".printed[data-printed]")
  if (!foot) return
  const { lang } = document.documentElement
  const today = new Date().toLocaleDateString(lang, { dateStyle: "long" })
  const said = foot.querySelector("span") || foot.appendChild(document.createElement("span"))
  said.textContent = ` · ${foot.dataset.printed.replace("%s", today)}`
})
