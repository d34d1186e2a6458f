// The Quotations panel: the text as it stands in the editor is read, its quotation marks are listed
// with who may have said the words, and one key marks them.  Nothing is marked by itself, and
// nothing is saved here: a mark is a change of the text like any other, and Ctrl+Z takes it back.
document.addEventListener("DOMContentLoaded", () => {
  const panel = document.querySelector("[data-quoted]"), marks = window.quotationMarks, forms = window.quotationForms
  if (!panel || !marks || !forms || !document.querySelector("[data-edit-form]")) return
  const PAUSE_MS = 900, MOST_LEFT_OUT = 300
  const side = panel.closest("[data-side-panel]"), editor = document.querySelector("[data-edit-form]")
  const at = name => panel.querySelector(`[data-${name}]`)
  const openList = at("open"), doneList = at("done"), keys = at("keys"), again = at("left-out")
  const counter = document.querySelector("[data-side-panel-toggle=quotations] [data-side-panel-toggle-counter]")
  const LEFT_OUT = `quotations-left-out:${panel.dataset.proposals}`
  const SURE = { high: "sure", fair: "likely", low: "a guess" }
  const of = new WeakMap() // what a row is about
  const accepted = []
  let turn = 0, waiting

  const leftOut = () => JSON.parse(localStorage.getItem(LEFT_OUT) || "[]")
  const keepLeftOut = words => localStorage.setItem(LEFT_OUT, JSON.stringify(words.slice(-MOST_LEFT_OUT)))
  const say = words => (at("said").textContent = words)
  const rows = () => [...panel.querySelectorAll(".quoted-row")]
  // The text may have been read again since a form was opened for a row.
  const nowAt = row => rows().find(each => each.dataset.place === row.dataset.place) || row
  const here = () => document.activeElement?.closest?.(".quoted-row")

  const goTo = row => {
    row?.focus()
    row?.scrollIntoView({ block: "nearest" })
  }

  const fresh = (name, words) => {
    const row = panel.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true)
    row.querySelector("blockquote").textContent = words
    return row
  }

  const part = (row, name) => row.querySelector(`[data-${name}]`)

  const openRow = quotation => {
    const { proposal } = quotation, row = fresh("row", quotation.words)
    part(row, "who").textContent = proposal.speaker || (proposal.isSpeech ? "Nobody is named" : "No speech")
    const record = !proposal.speaker ? "" : proposal.person ? "on record" : "not on record yet"
    part(row, "state").textContent = [record, proposal.isSpeech && SURE[proposal.confidence]].filter(Boolean).join(" · ")
    const why = part(row, "why")
    why.textContent = proposal.relied ? `${proposal.why}: ` : proposal.why
    if (proposal.relied) {
      const relied = document.createElement("q")
      relied.dir = "auto"
      relied.textContent = proposal.relied
      why.append(relied)
    }
    row.querySelector("[data-key=a]").hidden = !proposal.speaker
    row.querySelector("[data-key=w]").hidden = !proposal.speaker || proposal.person !== null
    row.dataset.place = `${quotation.key}:${quotation.start}`
    of.set(row, quotation)
    return row
  }

  const lacksOf = facts => [
    !facts.person && !facts.speaker && "nobody is named",
    !facts.source_url && !facts.told && !facts.source_document && "no source",
    !facts.said_on && facts.said_precision !== "unknown" && "no day",
  ].filter(Boolean).join(", ")

  const doneRow = quotation => {
    const { facts } = quotation, row = fresh("done-row", quotation.words)
    part(row, "who").textContent = quotation.who || marks.who(facts)
    part(row, "when").textContent = facts.said_on || ""
    part(row, "lacks").textContent = lacksOf(facts)
    for (const key of ["e", "x"]) row.querySelector(`[data-key=${key}]`).hidden = quotation.isBlock
    row.dataset.place = `${quotation.key}:${quotation.start}:done`
    of.set(row, quotation)
    return row
  }

  // Quotations set apart, whose facts stand in their own fields.
  const blocks = () => [...editor.querySelectorAll('[name$="-value-said_precision"]')].flatMap(input => {
    const stem = input.name.slice(0, -"said_precision".length), field = name => editor.elements[stem + name]
    const text = field("text")?.draftailEditor
    if (!text || marks.isGone(input)) return []
    const facts = { told: field("told")?.checked ? "1" : "" }
    for (const name of ["person", "speaker", "said_on", "said_precision", "source_url", "source_document"]) facts[name] = field(name)?.value
    const named = facts.person && document.getElementById(`${stem}person-chooser`)?.querySelector("[data-chooser-title]")?.textContent
    const content = text.getEditorState().getCurrentContent(), words = content.getPlainText()
    const first = content.getFirstBlock()
    return words.trim() ? [{ input: field("text"), isBlock: true, facts, words, who: named, key: first.getKey(), start: 0, place: { input: field("text"), key: first.getKey(), start: 0, end: first.getLength(), words: first.getText() } }] : []
  })

  const inOrder = (one, other) => one.input === other.input ? 0 : one.input.compareDocumentPosition(other.input) & 4 ? -1 : 1

  const overlaps = (one, other) => one.start < other.end && other.start < one.end

  const replaced = (list, made) => {
    const row = here(), had = list.contains(row) && row.dataset.place, place = [...list.children].indexOf(row)
    list.replaceChildren(...made)
    if (had) goTo(made.find(each => each.dataset.place === had) || made[Math.min(place, made.length - 1)] || rows()[0])
  }

  const render = (paragraphs, answer) => {
    Object.assign(marks.names, answer.people)
    const out = new Set(leftOut())
    const found = answer.quotations.flatMap(proposal => {
      const { input, key, marks: set } = paragraphs[proposal.paragraph]
      const quotation = { input, key, start: proposal.start, end: proposal.end, words: proposal.words, proposal }
      return set.some(each => overlaps(each, quotation)) ? [] : [quotation]
    })
    const shown = found.filter(quotation => !out.has(quotation.words))
    const done = [...paragraphs.flatMap(paragraph => paragraph.marks), ...blocks()].sort(inOrder)
    replaced(openList, shown.map(openRow))
    replaced(doneList, done.map(doneRow))
    at("open-count").textContent = shown.length
    at("done-count").textContent = done.length
    at("none").hidden = shown.length > 0
    again.hidden = shown.length === found.length
    again.querySelector("span").textContent = found.length - shown.length
    if (counter) {
      counter.textContent = shown.length
      counter.hidden = !shown.length
    }
  }

  const read = async () => {
    clearTimeout(waiting)
    const mine = (turn += 1), paragraphs = marks.paragraphs()
    const people = [...new Set(paragraphs.flatMap(each => each.marks.map(one => Number(one.facts.person) || 0)))].filter(Boolean)
    const question = JSON.stringify({ paragraphs: paragraphs.map(each => each.text), people })
    const answer = await forms.post(panel.dataset.proposals, question)
    if (mine !== turn) return
    if (!answer.quotations) return say(answer.fault || "Not done: the text could not be read.")
    render(paragraphs, answer)
  }

  const readSoon = () => {
    if (side.hidden) return
    clearTimeout(waiting)
    waiting = setTimeout(read, PAUSE_MS)
  }

  // What is marked gives way to the next; then the text is read, for it has changed.
  const take = (row, facts) => {
    const quotation = of.get(row)
    row = nowAt(row)
    const next = row.nextElementSibling || row.previousElementSibling
    const hinders = marks.mark(quotation, facts)
    if (!hinders) {
      accepted.push(quotation)
      if (row.isConnected) row.remove()
      goTo(next)
    }
    say(hinders || `${marks.who(facts)} is named for “${quotation.words.slice(0, 40)}”. Nothing is published by this. Undo: u`)
    if (!hinders && !next) at("read").focus()
    return read()
  }

  const edit = row => {
    const quotation = of.get(row), { proposal } = quotation
    const guess = proposal?.person ? { person: String(proposal.person) } : proposal?.speaker ? { speaker: proposal.speaker } : {}
    const left = () => goTo(nowAt(row))
    if (proposal?.person) marks.names[proposal.person] = proposal.speaker
    forms.askFacts({ words: quotation.words, facts: quotation.facts || guess, done: facts => take(row, facts), left })
  }

  const accept = row => {
    const { proposal } = of.get(row)
    if (!proposal.speaker) return edit(row)
    if (proposal.person) {
      marks.names[proposal.person] = proposal.speaker
      return take(row, { person: String(proposal.person) })
    }
    if (!forms.askPerson) return say("They are not on record, and you may not put them there. Keep the name alone with w.")
    const made = facts => {
      const theirs = rows().map(each => of.get(each).proposal).filter(each => each?.speaker === proposal.speaker)
      for (const each of theirs) each.person = Number(facts.person) // nobody is made twice
      take(row, facts)
    }
    forms.askPerson(proposal.speaker, made, () => goTo(nowAt(row)))
  }

  const leaveOut = row => {
    const next = row.nextElementSibling || row.previousElementSibling
    keepLeftOut([...leftOut(), of.get(row).words])
    row.remove()
    next ? goTo(next) : at("read").focus()
    return read()
  }

  const undo = () => {
    const last = accepted.pop()
    if (!last) return say("Nothing was accepted since the page was opened.")
    say(marks.unmark(last) || `Nobody is named for “${last.words.slice(0, 40)}” any more.`)
    return read()
  }

  const step = by => {
    const all = rows(), place = all.indexOf(here())
    goTo(all[place < 0 ? 0 : Math.min(all.length - 1, Math.max(0, place + by))])
  }

  const show = row => {
    const quotation = of.get(row), hinders = marks.show(quotation.place || quotation)
    if (hinders) say(hinders), read()
  }

  const DOES = {
    a: row => of.get(row).proposal && accept(row),
    w: row => of.get(row).proposal?.speaker && take(row, { speaker: of.get(row).proposal.speaker }),
    e: row => !of.get(row).isBlock && edit(row),
    s: row => of.get(row).proposal && leaveOut(row),
    x: row => {
      if (of.get(row).isBlock || of.get(row).proposal) return
      say(marks.unmark(of.get(row)) || "The mark is taken off.")
      read()
    },
    Enter: show,
  }
  const MOVES = { j: () => step(1), k: () => step(-1), u: undo }

  panel.addEventListener("click", event => {
    const button = event.target.closest("[data-key]"), row = event.target.closest(".quoted-row")
    if (button && row) DOES[button.dataset.key](row)
  })

  at("lists").addEventListener("keydown", event => {
    const { key, target } = event
    if (!keys.checked || event.ctrlKey || event.altKey || event.metaKey) return
    if (key === "Enter" && !target.matches(".quoted-row")) return
    const row = here()
    if (!MOVES[key] && !(row && DOES[key])) return
    event.preventDefault()
    MOVES[key] ? MOVES[key]() : DOES[key](row)
  })

  keys.checked = localStorage.getItem("quotation-keys") !== "off"
  keys.addEventListener("change", () => localStorage.setItem("quotation-keys", keys.checked ? "on" : "off"))
  at("read").addEventListener("click", read)
  again.addEventListener("click", () => {
    localStorage.removeItem(LEFT_OUT)
    read().then(() => goTo(rows()[0]))
  })
  for (const kind of ["keyup", "change", "input", "click"]) editor.addEventListener(kind, readSoon)

  // Opened by hand, it takes the focus; remembered as open, it leaves the focus where it is.
  side.addEventListener("show", () => {
    const byHand = document.activeElement !== document.body
    read().then(() => byHand && !at("lists").hidden && (rows().length ? goTo(rows()[0]) : at("read").focus()))
  })

  document.addEventListener("quotation:ask", ({ detail }) => {
    if (!detail.hinders) return forms.askFacts({ ...detail, done: facts => (detail.done(facts), readSoon()) })
    if (side.hidden) side.dispatchEvent(new CustomEvent("open"))
    say(detail.hinders)
    setTimeout(detail.left)
  })
  if (!side.hidden) read()
})
