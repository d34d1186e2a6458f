// The Publish button says what it will publish; of a typo readers are not told.
document.addEventListener("DOMContentLoaded", () => {
  const kinds = [...document.querySelectorAll("input[name=change_kind]")]
  if (!kinds.length) return

  const say = () => {
    const kind = kinds.find(kind => kind.checked)
    const label = document.querySelector("[name=action-publish] em")
    // Another wording of the button, such as that of a schedule, is left alone.
    if (label && /^Publish( \w+)?$/.test(label.textContent.trim())) {
      label.textContent = kind && kind.value !== "typo" ? `Publish ${kind.value}` : "Publish"
    }
  }
  kinds.forEach(kind => kind.addEventListener("change", say))
  say()
})
