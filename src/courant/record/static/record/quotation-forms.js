// The two forms of the Quotations panel: what is known of marked words, and who is new on record.
// One is open at a time, in place of the lists; the newsroom answers what is wrong with it.
document.addEventListener("DOMContentLoaded", () => {
  const panel = document.querySelector("[data-quoted]")
  if (!panel || !window.SnippetChooser || !document.querySelector("[data-edit-form]")) return
  const SILENT = "Not done: the newsroom does not answer. Nothing is lost; try again."
  const NOT_YOURS = "Not done: this page is not yours to edit now. It may be locked, or you are signed out."
  const side = panel.closest("[data-side-panel]"), lists = panel.querySelector("[data-lists]")
  const facts = panel.querySelector("[data-facts-form]"), person = panel.querySelector("[data-person-form]")
  const chooser = new window.SnippetChooser("quotation-facts-person", {})
  const token = document.querySelector("[data-edit-form] [name=csrfmiddlewaretoken]").value
  let open = null // { form, done, left }

  const post = async (url, body) => {
    const headers = { "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token }
    const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" }).catch(() => null)
    if (!answer) return { fault: SILENT }
    if (answer.status === 403 || answer.type === "opaqueredirect") return { fault: NOT_YOURS }
    return answer.json().catch(() => ({ fault: SILENT }))
  }

  const field = (form, name) => form.elements[`${form === facts ? "facts" : "new-person"}-${name}`]

  const withoutFaults = form => {
    form.querySelectorAll("[data-one-fault]").forEach(fault => fault.remove())
    form.querySelectorAll("[aria-invalid]").forEach(input => input.removeAttribute("aria-invalid"))
    form.querySelector("[data-fault]").hidden = true
  }

  const tell = (form, errors) => {
    withoutFaults(form)
    const unplaced = []
    let first
    for (const [name, words] of Object.entries(errors)) {
      const input = field(form, name)
      const place = input?.closest("[data-field]") || input?.closest(".w-field")
      if (!place) {
        unplaced.push(...words)
        continue
      }
      const fault = document.createElement("p")
      fault.className = "quoted-fault"
      fault.dataset.oneFault = ""
      fault.textContent = words.join(" ")
      place.append(fault)
      input.setAttribute("aria-invalid", "true")
      first ||= place.querySelector(":is(input:not([type=hidden]), select, textarea, button):not([hidden])")
    }
    const general = form.querySelector("[data-fault]")
    general.textContent = unplaced.join(" ") || "Something is to be put right below."
    general.hidden = false
    first?.focus()
  }

  const shut = () => {
    if (!open) return
    open.form.hidden = true
    lists.hidden = false
    open = null
  }

  const leave = () => {
    const left = open?.left
    shut()
    left?.()
  }

  const show = (form, done, left) => {
    leave()
    if (side.hidden) side.dispatchEvent(new CustomEvent("open"))
    open = { form, done, left }
    withoutFaults(form)
    lists.hidden = true
    form.hidden = false
  }

  const fill = said => {
    facts.reset()
    chooser.setState(said.person ? { id: said.person, string: window.quotationMarks.who({ person: said.person }) } : null)
    for (const [name, value] of Object.entries(said)) {
      const input = field(facts, name)
      if (input && name !== "person") input.type === "checkbox" ? (input.checked = true) : (input.value = value)
    }
  }

  const askFacts = ({ words, facts: said, done, left }) => {
    show(facts, done, left)
    facts.querySelector("[data-words]").textContent = words
    fill(said)
    // After the text, which takes the focus back when it gives way.
    setTimeout(() => chooser.focus(), 60)
  }

  const askPerson = (name, done, left) => {
    show(person, done, left)
    person.reset()
    const input = field(person, "name")
    input.value = name
    input.focus()
  }

  const send = async (form, url, take) => {
    const answer = await post(url, new FormData(form))
    if (open?.form !== form) return
    if (answer.errors) return tell(form, answer.errors)
    if (answer.fault) return tell(form, { __all__: [answer.fault] })
    const { done } = open
    shut()
    take(answer, done)
  }

  facts.addEventListener("submit", event => {
    event.preventDefault()
    send(facts, panel.dataset.facts, (answer, done) => {
      if (answer.name) window.quotationMarks.names[answer.facts.person] = answer.name
      done(answer.facts)
    })
  })

  person?.addEventListener("submit", event => {
    event.preventDefault()
    send(person, panel.dataset.people, (answer, done) => {
      window.quotationMarks.names[answer.person] = answer.name
      done({ person: String(answer.person) })
    })
  })

  panel.querySelectorAll("[data-cancel]").forEach(button => button.addEventListener("click", leave))
  panel.addEventListener("keydown", event => {
    if (event.key === "Escape" && open) leave()
  })
  side.addEventListener("hide", leave)

  window.quotationForms = { askFacts, askPerson: person && askPerson, post }
})
