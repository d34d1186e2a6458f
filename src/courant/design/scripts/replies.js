// The form under an article, with scripts: it moves to what is answered, shows the reply before it
// is sent, counts what is left, and remembers a name if asked to. Without this everything works,
// on pages of its own.
(() => {
  const replies = document.getElementById("replies")
  // The first time round the page has not come so far.
  if (!document.getElementById("reply-words") || window.repliesRun) return
  window.repliesRun = true
  const respond = document.getElementById("respond")
  const facts = JSON.parse(document.getElementById("thread").textContent)
  const words = JSON.parse(document.getElementById("reply-words").textContent)
  const NEAR_THE_END = 200, LOOK_MS = 60_000, PAUSE_MS = 700, NAME = "courant-name"

  const number = value => value.toLocaleString(document.documentElement.lang)

  const made = (tag, className, ...inside) => {
    const element = document.createElement(tag)
    element.className = className
    element.append(...inside)
    return element
  }

  const withName = (text, name) => {
    const [before, after] = text.split("%s")
    return [before, made("bdi", "", name), after]
  }

  // What came while the page was read: said, never put in.

  let keepDraft = () => true
  const news = made("p", "replies-news")
  news.setAttribute("role", "status")
  document.getElementById("replies-title").after(news)

  const look = async () => {
    if (document.hidden) return
    const answer = await fetch(location.pathname, { cache: "no-cache" }).catch(() => null)
    if (!answer?.ok) return
    const ids = [...(await answer.text()).matchAll(/id="(reply-\d+)"/g)].map(found => found[1])
    const fresh = ids.filter(id => !document.getElementById(id))
    if (!fresh.length || news.dataset.count === String(fresh.length)) return
    news.dataset.count = fresh.length
    const said = fresh.length === 1 ? words.one : words.news.replace("%s", number(fresh.length))
    const link = made("a", "", said)
    link.href = `${location.pathname}#${fresh[0]}`
    link.addEventListener("click", () => {
      if (keepDraft()) setTimeout(() => location.reload())
      else link.target = "_blank"
    })
    news.replaceChildren(link)
  }
  setInterval(look, LOOK_MS)

  if (!respond) return
  const form = respond.querySelector("form"), title = document.getElementById("respond-title")
  const home = document.createComment(""), plainTitle = title.textContent
  const text = form.elements.text, send = form.querySelector(".form-send button")
  respond.before(home)

  // To what is answered, and back.

  const cancel = made("button", "respond-cancel", words.cancel)
  cancel.type = "button"
  let askedBy = null

  const answerTo = (link, focused = true) => {
    const asked = new URL(link.href).searchParams.get("reply_to"), reply = link.closest("article")
    back()
    askedBy = link
    form.elements.answers.value = asked
    title.replaceChildren(...withName(words.to, facts.names[asked] || ""))
    title.after(cancel)
    reply.after(respond)
    if (focused) text.focus()
  }

  const back = () => {
    close()
    form.elements.answers.value = 0
    title.textContent = plainTitle
    cancel.remove()
    home.after(respond)
  }

  replies.addEventListener("click", event => {
    const link = event.target.closest(".reply-answer")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    answerTo(link)
  })
  cancel.addEventListener("click", () => {
    back()
    askedBy?.focus()
  })
  // A browser that loads a page again fills its forms in again, but leaves them where they were
  // baked: what was an answer would become a reply to the article.
  addEventListener("pageshow", () => {
    const asked = form.elements.answers.value
    if (asked === "0" || title.textContent !== plainTitle) return
    const link = replies.querySelector(`.reply-answer[href$="reply_to=${asked}#respond"]`)
    if (link) answerTo(link, false)
    else form.elements.answers.value = 0
  })

  // What is half written comes along when the page is asked for again; then it is forgotten.

  const DRAFT = "courant-draft", FIELDS = ["text", "name", "email", "answers"]
  keepDraft = () => {
    const typed = FIELDS.map(field => [field, form.elements[field]?.value || ""])
    try {
      if (text.value) sessionStorage.setItem(DRAFT, JSON.stringify(typed))
      return true
    } catch {
      return !text.value
    }
  }
  try {
    for (const [field, value] of JSON.parse(sessionStorage.getItem(DRAFT) || "[]"))
      if (form.elements[field]) form.elements[field].value = value
    sessionStorage.removeItem(DRAFT)
  } catch {
    // No storage, no draft.
  }

  // How many letters are left, near the end.

  const left = made("span", "form-help"), most = Number(text.dataset.most)
  left.setAttribute("role", "status")
  text.after(left)
  let counting = 0
  text.addEventListener("input", () => {
    clearTimeout(counting)
    counting = setTimeout(() => {
      const rest = most - [...text.value].length
      left.textContent = rest < NEAR_THE_END ? words.left.replace("%s", number(rest)) : ""
    }, PAUSE_MS)
  })

  // A name, in this browser's own storage, if asked to.

  const stored = (act, ...rest) => {
    try {
      return localStorage[act](NAME, ...rest)
    } catch {
      return null
    }
  }
  const remember = made("input", "")
  remember.type = "checkbox"
  const name = form.elements.name
  if (stored("getItem")) {
    name.value ||= stored("getItem")
    remember.checked = true
  }
  const label = made("label", "", remember, ` ${words.remember}`)
  name.closest("p").after(made("p", "form-choice", label))
  const keepName = () => (remember.checked ? stored("setItem", name.value) : stored("removeItem"))
  remember.addEventListener("change", keepName)

  // What is wrong, beside its field and first of all.

  let troubles = null

  const clear = () => {
    troubles?.remove()
    for (const fault of form.querySelectorAll(".form-fault")) fault.remove()
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid")
      field.removeAttribute("aria-describedby")
    }
  }

  const tell = ({ problems = [], notice }) => {
    clear()
    const list = made("ul", "")
    for (const { field, message } of problems) {
      const place = form.elements[field], link = made("a", "", message)
      link.href = `#reply-${field}`
      list.append(made("li", "", link))
      const fault = made("span", "form-fault", message)
      fault.id = `reply-${field}-fault`
      place.after(fault)
      place.setAttribute("aria-invalid", "true")
      place.setAttribute("aria-describedby", fault.id)
      const folded = place.closest("details")
      if (folded) folded.open = true
    }
    troubles = made("div", "letter-troubles")
    if (notice) troubles.append(made("p", "", notice.message))
    if (problems.length) troubles.append(made("p", "", words.again), list)
    troubles.setAttribute("role", "alert")
    troubles.tabIndex = -1
    form.before(troubles)
    troubles.focus()
  }

  // The reply as it will look, and the one button that sends it.

  let shown = null

  const close = () => {
    shown?.remove()
    shown = null
    form.hidden = false
  }

  const rulesFor = ({ pass, no_code, sealed }) => {
    const code = pass ? "" : no_code ? words.nocode : words.code
    const said = [words[facts.mode], words.rules, code, sealed ? words.sealed : "", words.address]
    return made("ul", "letter-rules", ...said.filter(Boolean).map(each => made("li", "", each)))
  }

  const show = told => {
    clear()
    close()
    const head = made("p", "reply-head", made("b", "reply-name", made("bdi", "", told.preview.name)))
    const to = facts.names[told.send.answers]
    if (to) head.append(" ", made("span", "reply-to", ...withName(words.answers, to)))
    const paragraphs = told.preview.paragraphs.map(words => {
      const paragraph = made("p", "")
      words.split("\n").forEach((line, at) => paragraph.append(...(at ? [made("br", "")] : []), line))
      return paragraph
    })
    const body = made("div", "reply-text", ...paragraphs)
    body.dir = "auto"
    const button = made("button", "", words.send), change = made("button", "respond-cancel", words.change)
    const waiting = made("span", "form-help")
    waiting.setAttribute("role", "status")
    button.type = change.type = "button"
    shown = made("div", "letter-check", made("p", "form-note", words.look),
      made("article", "reply letter-preview", head, body), made("p", "form-send", button, waiting), rulesFor(told.send), change)
    shown.tabIndex = -1
    shown.setAttribute("role", "group")
    shown.setAttribute("aria-label", words.check)
    form.hidden = true
    form.after(shown)
    shown.focus()
    change.addEventListener("click", () => {
      close()
      text.focus()
    })
    const begun = Date.now(), here = shown
    const until = seconds => new Promise(done => setTimeout(done, Math.max(0, begun + seconds * 1000 - Date.now())))
    // What the device may do while its reader looks: a sign in the reply's favour, waited for by nobody.
    let work = ""
    const worked = told.work && window.workFor(told.work, () => here !== shown).then(found => {
      work = found
      return until(found ? told.worked_wait_seconds : told.wait_seconds)
    }).catch(() => until(told.wait_seconds))
    button.addEventListener("click", async () => {
      button.setAttribute("aria-disabled", "true")
      waiting.textContent = words.waiting
      // A machine would not read it first; a reader who did has waited already.
      await Promise.race([until(told.wait_seconds), worked || until(told.wait_seconds)])
      const answer = await post(`${form.getAttribute("action")}/send`, work ? { ...told.send, work } : told.send)
      if (answer?.receipt) return location.assign(answer.receipt)
      button.removeAttribute("aria-disabled")
      waiting.textContent = ""
      if (answer?.send) show(answer)
      else if (answer) close()
      tell(answer || { notice: { message: words.silent } })
    })
  }

  // What the kiosk says; null if that is no JSON, undefined if it says nothing at all.
  const post = async (url, fields) => {
    const request = { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } }
    const answer = await fetch(url, request).catch(() => null)
    return answer?.json().catch(() => null)
  }

  form.addEventListener("submit", async event => {
    event.preventDefault()
    if (send.getAttribute("aria-disabled")) return
    const letters = [...text.value].length
    if (letters > most) {
      const message = [letters, most].reduce((said, count) => said.replace("%s", number(count)), words.long)
      return tell({ problems: [{ field: "text", message }] })
    }
    send.setAttribute("aria-disabled", "true")
    keepName()
    const told = await post(form.getAttribute("action"), new FormData(form))
    send.removeAttribute("aria-disabled")
    if (told?.preview) show(told)
    else if (told?.problems || told?.notice) tell(told)
    else if (told === undefined) tell({ notice: { message: words.silent } })
    else form.submit()
  })
})()
