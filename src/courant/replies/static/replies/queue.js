// The replies queue by keys: forms are sent without leaving the page, a decided row gives way to
// the next, and for ten seconds the last decision can be taken back.  Without this script every
// form works as a plain one.
(() => {
  const queue = document.querySelector(".queue")
  if (!queue) return
  const UNDO_MS = 10_000
  const SILENT = "Not done: the newsroom does not answer. Nothing is lost; try again."
  const saying = queue.querySelector("[data-said]"), keys = queue.querySelector("[data-keys]")
  const list = queue.querySelector(".queue-rows"), help = queue.querySelector(".queue-help")
  const over = queue.querySelector("[data-over]")
  const token = () => queue.querySelector("[name=csrfmiddlewaretoken]").value
  let fading, lastGone = []

  const rows = () => [...list.querySelectorAll(".queue-row:not(.is-done)")]
  const here = () => document.activeElement?.closest?.(".queue-row") || list.querySelector(".is-here")

  const say = (words, undoable = false) => {
    clearTimeout(fading)
    saying.hidden = false
    saying.textContent = words
    if (undoable) {
      const button = document.createElement("button")
      button.type = "button"
      button.textContent = "Undo (u)"
      button.addEventListener("click", undo)
      saying.append(button)
    }
    fading = setTimeout(fade, UNDO_MS)
  }

  // The focus goes nowhere with what vanishes.
  const fade = () => {
    if (saying.contains(document.activeElement)) goTo(here() || rows()[0])
    saying.hidden = true
  }

  const post = async (url, data) => {
    const headers = { "X-Requested-With": "XMLHttpRequest", "X-CSRFToken": token() }
    const answer = await fetch(url, { method: "POST", body: data, headers }).catch(() => null)
    return answer ? answer.json().catch(() => ({ fault: SILENT })) : { fault: SILENT }
  }

  const recount = difference => {
    const count = queue.querySelector(".queue-tabs [aria-current] .queue-count")
    count.textContent = Math.max(0, Number(count.textContent) + difference)
  }

  const goTo = row => {
    if (!row) return
    list.querySelector(".is-here")?.classList.remove("is-here")
    row.classList.add("is-here")
    row.focus()
    row.scrollIntoView({ block: "nearest" })
  }

  const step = by => {
    const all = rows(), at = all.indexOf(here())
    goTo(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))])
  }

  const undo = async () => {
    const told = await post(queue.dataset.undo, new FormData())
    say(told.fault || told.said)
    if (told.fault) return
    for (const row of lastGone) {
      row.classList.remove("is-done")
      row.hidden = false
      recount(row.dataset.numbers.split(",").length)
    }
    over.hidden = true
    goTo(lastGone[0])
    lastGone = []
  }

  const gone = decided => {
    const next = rows().find(row => !decided.includes(row) && decided[0].compareDocumentPosition(row) & 4)
    for (const row of decided) {
      row.classList.add("is-done")
      row.hidden = true
      recount(-row.dataset.numbers.split(",").length)
    }
    lastGone = decided
    over.hidden = rows().length > 0
    if (over.hidden) goTo(next || rows().at(-1))
    else over.querySelector("a").focus()
  }

  const MOVES = ["publish", "trust", "remove", "spam"]

  const send = async (form, button) => {
    if (form.dataset.busy) return
    form.dataset.busy = "1"
    const chosen = form.id === "bulk" ? rows().filter(row => row.querySelector(".queue-choose input").checked) : [form.closest(".queue-row")]
    const told = await post(form.action, new FormData(form, button))
    delete form.dataset.busy
    const moves = MOVES.includes(button.value)
    const isDecided = row => !row.dataset.numbers.split(",").some(number => told.left.includes(Number(number)))
    const decided = told.fault || !moves ? [] : chosen.filter(isDecided)
    say(told.fault || told.said, decided.length > 0)
    if (decided.length) gone(decided)
  }

  queue.addEventListener("submit", event => {
    const form = event.target
    if (!form.matches(".queue-acts, .queue-bulk") || !event.submitter) return
    event.preventDefault()
    send(form, event.submitter)
  })

  queue.querySelector(".queue-undo").addEventListener("submit", event => {
    event.preventDefault()
    undo()
  })

  list.addEventListener("focusin", async event => {
    const row = event.target.closest(".queue-row")
    if (!row || row.classList.contains("is-looked-at")) return
    list.querySelector(".is-here")?.classList.remove("is-here")
    row.classList.add("is-here", "is-looked-at")
    setTimeout(() => row.classList.remove("is-looked-at"), 30_000)
    const data = new FormData()
    data.append("numbers", row.dataset.numbers)
    data.append("seen", row.dataset.state)
    const told = await post(queue.dataset.look, data)
    for (const what of ["busy", "decided"]) {
      const note = row.querySelector(`[data-${what}]`)
      note.hidden = !told[what]
      note.querySelector("b").textContent = told[what] || ""
    }
  })

  const press = (row, key) => row?.querySelector(`[data-key="${key}"]`)?.click()

  const DOES = {
    j: () => step(1),
    k: () => step(-1),
    f: () => press(here(), "f"),
    d: () => press(here(), "d"),
    s: () => press(here(), "s"),
    b: () => {
      const row = here()
      press(row, "b")
      if (row?.querySelector(".queue-more").open) row.querySelector(".queue-more fieldset button").focus()
      else goTo(row)
    },
    o: () => {
      const covered = here()?.querySelector(".queue-covered")
      if (covered) covered.open = !covered.open
    },
    x: () => here()?.querySelector(".queue-choose input").click(),
    z: () => {
      const one = queue.classList.toggle("queue-one")
      queue.querySelector("[data-one]").setAttribute("aria-pressed", one)
      goTo(here() || rows()[0])
    },
    u: undo,
    "?": () => (help.open = !help.open),
  }

  queue.querySelector("[data-one]").addEventListener("click", DOES.z)

  // A keyboard set to Persian or Russian has the same keys in the same places.
  const isOther = event => /^[^\x00-\x7f]$/.test(event.key) && !event.shiftKey && /^Key[A-Z]$/.test(event.code)
  const doing = event => DOES[event.key] || DOES[isOther(event) ? event.code[3].toLowerCase() : ""]

  keys.checked = localStorage.getItem("queue-keys") !== "off"
  keys.addEventListener("change", () => localStorage.setItem("queue-keys", keys.checked ? "on" : "off"))

  document.addEventListener("keydown", event => {
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select")
    const does = doing(event)
    if (!keys.checked || typing || event.ctrlKey || event.altKey || event.metaKey || !does) return
    event.preventDefault()
    does()
  })
})()
