// The ticker desk, live: forms are sent without leaving the page, keys do what buttons do, and
// what colleagues do comes in by itself.  Without this script every form works as a plain one.
//
// Rows are known by their line, never by their place: what comes in meanwhile moves or redraws
// rows around the one that has the focus, and a line that went stays there, struck through, until
// the focus leaves it, so that no key press ever meets another line than it was meant for.
(() => {
  const desk = document.querySelector(".ticker-desk")
  if (!desk) return
  const POLL_MS = 2000, SAID_MS = 6000, SILENT_AFTER = 3
  const WARN_LETTERS = 90, MOST_LETTERS = 140, SOON_SECONDS = 600
  const NOT_ANSWERED = "Not done: the newsroom does not answer. What you typed is still here; try again."
  const SIGNED_OUT = "Not done. You may be signed out: sign in in another tab, then try again here."

  const saying = desk.querySelector("[data-said]")
  const struck = [] // the lines struck from this desk, the last one last
  let mark = `"${desk.dataset.mark}"`, turn = 0, timer, fading, dragged = null, failures = 0

  const rowOf = element => element.closest?.("li[id]")
  const lineOf = row => row.id.split("-")[1]
  const columnOf = element => element.closest("[data-column]")
  const isTyping = element => element.matches("input, textarea, select")
  const isEdited = row => Boolean(row.querySelector(".ticker-change[open]"))
  const element = (tag, className, ...inside) => {
    const made = Object.assign(document.createElement(tag), { className })
    made.append(...inside)
    return made
  }

  const say = (words, isFault = false) => {
    clearTimeout(fading)
    saying.hidden = false
    saying.textContent = words
    saying.classList.toggle("is-fault", isFault)
    if (!isFault) fading = setTimeout(() => (saying.hidden = true), SAID_MS)
  }

  // Sending.

  const post = async (url, data) => {
    const headers = { "X-Requested-With": "XMLHttpRequest" }
    const answer = await fetch(url, { method: "POST", body: data, headers }).catch(() => null)
    if (!answer) return { faults: { "": NOT_ANSWERED } }
    return answer.json().catch(() => ({ faults: { "": SIGNED_OUT } }))
  }

  const showFaults = (form, faults) => {
    let first = null
    for (const [name, words] of Object.entries(faults)) {
      const place = form.querySelector(`[data-fault="${name}"]`) || form.querySelector('[data-fault=""]')
      if (!place) {
        say(words, true)
        continue
      }
      const field = form.elements[name]
      place.textContent = words
      place.hidden = false
      if (!field?.setAttribute) continue
      field.setAttribute("aria-invalid", "true")
      if (place.id) field.setAttribute("aria-describedby", place.id)
      for (let up = field.closest("details"); up; up = up.parentElement.closest("details")) up.open = true
      first ||= field
    }
    first?.focus()
  }

  const clearFault = (form, name) => {
    for (const place of form.querySelectorAll("[data-fault]"))
      if (name === undefined || ["", name].includes(place.dataset.fault)) place.hidden = true
    for (const field of form.querySelectorAll("[aria-invalid]"))
      if (name === undefined || field.name === name) field.removeAttribute("aria-invalid")
  }

  const send = async (form, button) => {
    if (form.dataset.busy) return
    const data = new FormData(form, button), row = rowOf(form)
    form.dataset.busy = "1"
    row?.classList.add("is-busy")
    clearFault(form)
    const told = await post(form.action, data)
    delete form.dataset.busy
    row?.classList.remove("is-busy")
    if (told.faults) {
      showFaults(form, told.faults)
      return refresh()
    }
    say(told.said)
    if (data.get("act") === "strike") struck.push(`${told.line}`)
    if (form.matches("[data-box]") && form.elements.text.value === data.get("text")) empty(form)
    const change = form.closest(".ticker-change")
    if (change) {
      change.open = false
      row.focus()
    }
    refresh()
  }

  desk.addEventListener("submit", event => {
    event.preventDefault()
    send(event.target, event.submitter)
  })

  // What comes in.

  const refresh = async () => {
    const mine = ++turn
    clearTimeout(timer)
    timer = setTimeout(refresh, POLL_MS)
    if (dragged || document.hidden) return
    const asked = { headers: { "If-None-Match": mark, "X-Requested-With": "XMLHttpRequest" }, cache: "no-store" }
    const answer = await fetch(desk.dataset.rows, asked).catch(() => null)
    const html = answer?.status === 200 ? await answer.text() : ""
    if (mine !== turn || dragged) return
    const isHeard = html || answer?.status === 304
    failures = isHeard ? 0 : failures + 1
    if (failures === SILENT_AFTER) say("The newsroom does not answer, or you are signed out: what you see may be old.", true)
    if (!html) return
    mark = answer.headers.get("etag") || ""
    draw(new DOMParser().parseFromString(html, "text/html"))
  }

  const draw = fresh => {
    for (const news of fresh.querySelectorAll("[data-column]")) {
      const column = desk.querySelector(`[data-column="${news.dataset.column}"]`)
      if (!column) continue
      for (const list of [...news.querySelectorAll("[data-list]")].reverse())
        merge(column.querySelector(`[data-list="${list.dataset.list}"]`), list)
      for (const group of news.querySelectorAll("[data-group]")) {
        const own = column.querySelector(`[data-group="${group.dataset.group}"]`)
        own.hidden = group.hidden && !own.querySelector("li")
      }
      for (const bit of news.querySelectorAll("[data-bit]")) {
        const own = column.querySelector(`[data-bit="${bit.dataset.bit}"]`)
        if (own.innerHTML !== bit.innerHTML) own.innerHTML = bit.innerHTML
        own.hidden = bit.hidden
      }
      freshen(news)
    }
    tick()
  }

  // The preview follows by itself, but a strip that was empty has nothing to follow with.
  const freshen = news => {
    const preview = desk.querySelector(`[data-preview="${news.dataset.column}"]`)
    const isEmpty = `${!news.querySelector('[data-list="live"] > li')}`
    const was = preview.dataset.isEmpty
    preview.dataset.isEmpty = isEmpty
    if (was && was !== isEmpty) preview.querySelector("iframe").contentWindow.location.reload()
  }

  const merge = (list, fresh) => {
    const before = [...list.children]
    const known = new Map(before.map(row => [row.id, row]))
    const held = before.find(row => row.contains(document.activeElement))
    const wanted = [...fresh.children].map(row => {
      const old = known.get(row.id)
      known.delete(row.id)
      return old ? renewed(old, row) : document.adoptNode(row)
    })
    for (const row of known.values()) {
      if (row !== held && !isEdited(row)) row.remove()
      else wanted.splice(Math.min(before.indexOf(row), wanted.length), 0, gone(row))
    }
    if (wanted.every((row, at) => list.children[at] === row)) return
    // The row with the focus is not touched; the others are put around it.
    const at = held ? wanted.indexOf(held) : -1
    for (const row of wanted.slice(0, Math.max(at, 0))) list.insertBefore(row, held)
    list.append(...wanted.slice(at + 1))
  }

  const renewed = (old, fresh) => {
    if (old.dataset.print === fresh.dataset.print && !old.classList.contains("is-gone")) return old
    if (isEdited(old)) {
      const words = "A colleague changed this line meanwhile. What you leave as it is here stays as they made it."
      showFaults(old.querySelector(".ticker-change form"), { "": words })
      return old
    }
    const focused = old.contains(document.activeElement) && document.activeElement
    old.className = fresh.className
    old.dataset.print = fresh.dataset.print
    old.replaceChildren(...fresh.childNodes)
    if (!focused) return old
    const same = focused.value && old.querySelector(`button[value="${focused.value}"]:not(:disabled)`)
    const next = focused === old || !same ? old : same
    next.focus({ preventScroll: true })
    return old
  }

  const gone = row => {
    const over = document.getElementById(`over-${lineOf(row)}`)
    const how = over?.querySelector(".ticker-facts").textContent.trim() || "It is no longer here"
    if (isEdited(row)) {
      showFaults(row.querySelector(".ticker-change form"), { "": `${how}. What you typed is still here.` })
      row.classList.add("is-gone")
      return row
    }
    if (row.classList.contains("is-gone")) return row
    row.classList.add("is-gone")
    const facts = element("p", "ticker-facts", `${how}. `)
    if (over?.querySelector("[value=restore]")) {
      const undo = element("button", "button button-small button-secondary", "Undo ", element("kbd", "", "u"))
      undo.type = "button"
      undo.onclick = () => takeBack(row)
      facts.append(undo)
    }
    row.replaceChildren(row.querySelector(".ticker-text") || "", facts)
    row.focus({ preventScroll: true })
    return row
  }

  desk.addEventListener("focusout", event => {
    const row = rowOf(event.target)
    if (!row?.classList.contains("is-gone") || isEdited(row)) return
    setTimeout(() => row.contains(document.activeElement) || !row.classList.contains("is-gone") || row.remove())
  })

  desk.addEventListener("toggle", event => {
    if (!event.target.matches(".ticker-change") || event.target.open) return
    mark = "" // what came in while it was open was not drawn
    refresh()
  }, true)

  const takeBack = row => {
    const isGone = row?.classList.contains("is-gone")
    const line = isGone ? lineOf(row) : struck.pop()
    const button = document.querySelector(`#over-${line} [value=restore]`)
    if (!button) return say("There is nothing of yours to take back.")
    button.form.requestSubmit(button)
  }

  // The box.

  const inBox = form => {
    const { text, href, level, lasts } = form.elements
    const counter = form.querySelector("[data-counter]"), ends = form.querySelector("[data-ends]")
    const hours = form.dataset.hours.split(" ")
    const zone = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: desk.dataset.zone }
    const clock = new Intl.DateTimeFormat("en-GB", zone)
    const byLevel = () => 60 * hours[[...level].findIndex(radio => radio.checked)]
    const minutes = () => Number(lasts.value) || byLevel()

    const count = () => {
      if (!text.value.trim()) form.elements.suggestion.value = ""
      form.querySelector("[data-outlet]").hidden = !form.elements.suggestion.value
      const letters = [...text.value.normalize("NFC").trim().replace(/\s+/g, " ")].length
      counter.textContent = `${letters} of ${MOST_LETTERS}`
      counter.className = letters > MOST_LETTERS ? "is-too-long" : letters >= WARN_LETTERS ? "is-long" : ""
      if (letters >= WARN_LETTERS && letters <= MOST_LETTERS) counter.textContent += ": long for a strip"
      if (letters > MOST_LETTERS) counter.textContent += `: ${letters - MOST_LETTERS} too many`
      lasts.options[0].textContent = `${byLevel() / 60} h, by level`
      const from = form.elements.starts_at.value ? null : Date.now()
      ends.textContent = from && !form.elements.ends_at.value ? `until ${clock.format(from + minutes() * 60_000)}` : ""
    }

    const last = longer => {
      const all = [...lasts.options].slice(1).map(option => Number(option.value))
      const next = longer ? all.find(each => each > minutes()) : all.findLast(each => each < minutes())
      if (next) lasts.value = next === byLevel() ? "" : `${next}`
    }

    form.addEventListener("keydown", event => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return
      const at = ["1", "2", "3"].indexOf(event.code.replace(/Digit|Numpad/, ""))
      if (event.altKey && at >= 0) level[at].checked = true
      else if (event.altKey && /^Arrow(Up|Down)$/.test(event.key) && !event.target.matches("select")) last(event.key === "ArrowUp")
      else if (event.key === "Enter" && event.target === text) form.requestSubmit()
      else if (event.key === "Escape") columnOf(form).querySelector("[data-list] > li")?.focus()
      else return
      event.preventDefault()
      count()
    })
    form.addEventListener("input", event => {
      clearFault(form, event.target.name)
      count()
    })
    // An address is where the line leads, not what it says.
    text.addEventListener("paste", event => {
      const pasted = event.clipboardData.getData("text").trim()
      if (!/^(https?:\/\/|\/)\S+$/i.test(pasted)) return
      event.preventDefault()
      href.value = pasted
      clearFault(form, "href")
      say("The address is the line's link.")
    })
    form.count = count
    count()
  }

  const empty = form => {
    const { text, href, level, lasts, starts_at, ends_at, as_draft } = form.elements
    for (const field of [text, href, lasts, starts_at, ends_at]) field.value = ""
    level[0].checked = true
    as_draft.checked = false
    form.querySelector(".ticker-later").open = false
    form.count()
    text.focus()
  }

  // Keys on a line.

  const KEYS = { s: ["strike"], x: ["dismiss"], Delete: ["strike", "dismiss"], f: ["use"], p: ["pin", "unpin"], "+": ["hour"], "=": ["hour"], l: ["looked"], r: ["release"] }
  const MOVES = { ArrowUp: ["up"], ArrowDown: ["down"] }

  const press = (row, names) => {
    const buttons = names.map(name => row.querySelector(`button[value="${name}"]:not(:disabled)`))
    const button = buttons.find(Boolean)
    if (button) button.form.requestSubmit(button)
  }

  const step = (row, by) => {
    const rows = [...columnOf(row).querySelectorAll(".ticker-line, .ticker-suggestion")].filter(each => each.offsetParent)
    rows[rows.indexOf(row) + by]?.focus()
  }

  desk.addEventListener("keydown", event => {
    const row = rowOf(event.target), change = event.target.closest?.(".ticker-change")
    if (!row || event.isComposing || event.ctrlKey || event.metaKey) return
    if (change && event.key === "Escape") {
      change.open = false
      row.focus()
    } else if (change && event.key === "Enter" && event.target.matches("textarea")) event.target.form.requestSubmit()
    else if (isTyping(event.target)) return
    else if (event.altKey && MOVES[event.key]) press(row, MOVES[event.key])
    else if (event.altKey) return
    else if (MOVES[event.key]) step(row, event.key === "ArrowUp" ? -1 : 1)
    else if (event.repeat) return
    else if (KEYS[event.key]) press(row, KEYS[event.key])
    else if (event.key === "u") takeBack(row)
    else if (event.key === "n") columnOf(row).querySelector("textarea").focus()
    else if (event.key === "e" && row.querySelector(".ticker-change")) {
      row.querySelector(".ticker-change").open = true
      row.querySelector(".ticker-change textarea").focus()
    } else if (event.key === "e" && row.matches(".ticker-suggestion")) takeWords(row)
    else return
    event.preventDefault()
  })

  // A headline of another outlet, to be filed in other words.
  const takeWords = row => {
    const form = columnOf(row).querySelector("[data-box]"), { text, href, suggestion } = form.elements
    if (text.value.trim() && !suggestion.value) return say("There is something in the box. File it first, or empty the box.", true)
    text.value = row.querySelector(".ticker-text").textContent.trim()
    href.value = row.dataset.href
    suggestion.value = lineOf(row)
    form.querySelector("[data-outlet]").textContent = `Readers will see that it is news of ${row.dataset.outlet}. Empty the box to write your own.`
    form.count()
    text.focus()
  }
  desk.addEventListener("click", event => {
    if (event.target.closest?.("[data-words]")) takeWords(rowOf(event.target))
  })

  // Dragging: onto a pinned line, above or below its middle.

  const target = event => {
    const row = rowOf(event.target)
    const isOne = dragged && row && row !== dragged && row.parentElement === dragged.parentElement
    return isOne && row.classList.contains("is-pinned") ? row : null
  }
  const unmark = () => desk.querySelectorAll(".is-over-here").forEach(row => row.classList.remove("is-over-here"))
  const above = (row, event) => {
    const box = row.getBoundingClientRect()
    if (event.clientY < box.top + box.height / 2) return row
    let next = row.nextElementSibling
    if (next === dragged) next = next.nextElementSibling
    return next?.classList.contains("is-pinned") ? next : null
  }

  desk.addEventListener("dragstart", event => {
    if (!event.target.matches?.(".ticker-grip")) return
    dragged = rowOf(event.target)
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", dragged.querySelector(".ticker-text").textContent)
    event.dataTransfer.setDragImage(dragged, 0, 0)
  })
  desk.addEventListener("dragover", event => {
    const row = target(event)
    unmark()
    if (!row) return
    event.preventDefault()
    row.classList.add("is-over-here")
  })
  desk.addEventListener("drop", async event => {
    const row = target(event), moved = dragged
    if (!row) return
    event.preventDefault()
    const form = moved.querySelector(".ticker-acts"), data = new FormData(form), anchor = above(row, event)
    data.set("act", "pin")
    data.set("above", anchor ? lineOf(anchor) : "")
    const told = await post(form.action, data)
    say(told.said || Object.values(told.faults).join(" "), !told.said)
    refresh()
  })
  desk.addEventListener("dragend", () => {
    dragged = null
    unmark()
    refresh()
  })

  // Time left.

  const left = seconds => {
    const two = number => `${number}`.padStart(2, "0")
    const days = Math.floor(seconds / 86_400), hours = Math.floor(seconds / 3600) % 24
    const minutes = Math.floor(seconds / 60) % 60
    if (days) return `${days} d ${hours} h left`
    if (hours) return `${hours} h ${two(minutes)} min left`
    return minutes ? `${minutes} min ${two(Math.floor(seconds) % 60)} s left` : `${Math.max(0, Math.floor(seconds))} s left`
  }
  const tick = () => {
    const now = Date.now() / 1000 - Number(desk.dataset.ahead)
    for (const span of desk.querySelectorAll("[data-until]")) {
      const seconds = span.dataset.until - now
      span.textContent = left(seconds)
      span.classList.toggle("is-soon", seconds < SOON_SECONDS)
    }
  }

  desk.classList.add("is-scripted")
  // The editors' clocks may be wrong; the newsroom's counts.
  desk.dataset.ahead = Math.round(Date.now() / 1000 - Number(desk.dataset.now))
  for (const form of desk.querySelectorAll("[data-box]")) inBox(form)
  for (const preview of desk.querySelectorAll(".ticker-preview"))
    preview.addEventListener("click", event => {
      if (!event.target.matches("a")) return
      preview.querySelector("[aria-current]")?.removeAttribute("aria-current")
      event.target.setAttribute("aria-current", "true")
    })
  document.addEventListener("visibilitychange", () => document.hidden || refresh())
  setInterval(tick, 1000)
  tick()
  timer = setTimeout(refresh, POLL_MS)
})()
