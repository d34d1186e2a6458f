// The News Ticker in a reader's browser: one line at a time, live, and never in the way.
//
// Loaded before the strip and not deferred: whether readers hid it is said on <html> before the
// strip is first painted; all else begins when the page is there.  Texts become text nodes only.
// Comments stand on lines of their own: design/assets.py takes those lines out.
(() => {
  if (window.tickerRuns) return
  window.tickerRuns = true
  const root = document.documentElement
  const PAUSED = "ticker-paused", AWAY = "ticker-away", TOLD = "ticker-told"
  const AWAY_MS = 24 * 3600e3, LINGER_MS = 2000
  const SHOW_AGE_AFTER = 3, SLOWER_AFTER = 5, STOP_AFTER = 20

  // Where storage is forbidden, the page remembers for itself.
  const memory = {}
  const recall = (where, key) => {
    try { return window[where].getItem(key) } catch { return memory[key] }
  }
  const keep = (where, key, value) => {
    memory[key] = value
    try { window[where].setItem(key, value) } catch {}
  }
  const isAway = () => recall("localStorage", AWAY) > Date.now()
  const isPaused = () => recall("sessionStorage", PAUSED) > 0

  const element = (tag, ...inside) => {
    const made = document.createElement(tag)
    made.append(...inside)
    return made
  }
  const link = (href, inside) => {
    const made = element("a", inside)
    made.href = href
    return made
  }
  const isolated = text => {
    const made = element("bdi", text)
    made.dir = "auto"
    return made
  }

  const run = strip => {
    const told = strip.dataset
    const [
      PAUSE, PLAY, OF, AS_OF, SHOW, ONE_NEW, MANY_NEW, BREAKING, IMPORTANT, UPDATED, CORRECTED
    ] = told.words.split("|")
    const part = name => strip.querySelector(".ticker-" + name)
    const list = part("lines"), pause = part("pause"), hide = part("hide"), age = part("as-of")
    const home = part("label").firstChild
    const wide = matchMedia("(min-width: 40em)")
    const still = matchMedia("(prefers-reduced-motion: reduce)")
    const digits = new Intl.NumberFormat(root.lang)
    const holds = {}

    let { label, motion, seconds, refresh, number } = { ...told, label: strip.ariaLabel }
    let current = list.firstElementChild
    // What the current line will say when it is no longer being read.
    let later, timer, leaving, held, passing, hasPassed
    // What joined after the current line and was not read yet stays there, whatever else changes.
    let unread = []
    let source, asking, turn = 0, isRefused, failures = 0, seenAt = new Date()

    const status = element("p")
    status.role = "status"
    status.className = "hidden"
    strip.append(status)

    const say = (text, ...values) => text.replace(/%s/g, () => values.shift())
    const named = (button, word) => button.setAttribute("aria-label", `${word}: ${label}`)
    const lines = () => [...list.children]
    const mayMove = () =>
      lines().length > 1 && motion != "none" && wide.matches && !still.matches && !isAway()

    // The same as templates/ticker-line.html.
    const made = line => {
      const li = element("li")
      const level = { breaking: BREAKING, important: IMPORTANT }[line.level]
      const mark = { updated: UPDATED, corrected: CORRECTED }[line.mark]
      li.dataset.id = line.id
      if (level) li.append(element("b", level), " ")
      if (mark)
        li.append(element("i", line.note ? link(`${told.home}#line-${line.id}`, mark) : mark), " ")
      li.append(line.href ? link(line.href, isolated(line.text)) : isolated(line.text))
      if (line.outlet) li.append(" ", element("small", "— ", isolated(line.outlet)))
      return li
    }

    const draw = () => {
      const all = lines()
      strip.classList.toggle("ticker-several", all.length > 1)
      strip.classList.toggle("ticker-link", !number)
      strip.classList.toggle("ticker-blank", number && !current)
      list.hidden = !current
      for (const li of all) li.hidden = wide.matches && li != current
      part("count").textContent =
        say(OF, digits.format(all.indexOf(current) + 1), digits.format(all.length))
      pause.hidden = motion == "none" || still.matches
      pause.textContent = isPaused() ? PLAY : PAUSE
      named(pause, pause.textContent)
      named(hide, hide.textContent)
      plan()
    }

    // Whatever begins or ends movement comes through here.
    const plan = () => {
      clearTimeout(timer)
      const moves = mayMove() && !document.hidden && !isPaused()
      if (passing && (!moves || holds.focus)) {
        passing.cancel()
        passing = null
      }
      strip.classList.toggle("ticker-passing", moves && motion == "scroll" && !holds.focus)
      if (moves && held) passing?.pause()
      else if (moves && motion == "scroll") pass()
      else if (moves || (later && lines().length == 1 && !document.hidden && !held))
        timer = setTimeout(step, seconds * 1000, 1)
    }

    // The line comes in at the reading end and leaves at the reading start; the first is there.
    const pass = () => {
      if (passing) return passing.play()
      const range = document.createRange(), room = list.clientWidth
      range.selectNodeContents(current)
      const long = range.getBoundingClientRect().width
      const from = hasPassed ? room : 0
      const way = getComputedStyle(list).direction == "rtl" ? -1 : 1
      hasPassed = 1
      passing = current.animate(
        { translate: [`${way * from}px`, `${-way * long}px`] },
        seconds * 1000 * (from + long) / room
      )
      passing.onfinish = () => step(1)
    }

    const step = by => {
      const all = lines(), at = all.indexOf(current)
      passing?.cancel()
      passing = null
      if (later) current.replaceWith(all[at] = later)
      later = null
      current = all.at((at + by) % all.length)
      unread = unread.filter(one => one != current.dataset.id)
      draw()
    }

    const setPaused = is => {
      keep("sessionStorage", PAUSED, +is)
      // Who presses Play wants it to play, though pointer and focus are on the button.
      held = holds.pointer = holds.focus = false
      draw()
    }

    const hold = (what, is) => () => {
      holds[what] = is
      clearTimeout(leaving)
      if (is) held = true
      else leaving = setTimeout(() => {
        held = holds.pointer || holds.focus
        plan()
      }, LINGER_MS)
      plan()
    }

    // On a narrow screen the line being read is the one that was swiped to.
    const beingRead = () => {
      const middle = box => box.left + box.right
      const off = li =>
        Math.abs(middle(li.getBoundingClientRect()) - middle(list.getBoundingClientRect()))
      return wide.matches ? current : lines().sort((a, b) => off(a) - off(b))[0]
    }

    // New lines join after the current one, which stays as it is, unless it was withdrawn.
    const apply = state => {
      const id = li => li.dataset.id
      const given = new Map(state.lines.map(line => [`${line.id}`, made(line)]))
      const shown = new Map(lines().map(li => [id(li), li]))
      const order = (state.order || state.lines.map(line => line.id)).map(String)
      const was = current = beingRead()
      const place = was?.offsetLeft - list.scrollLeft
      number = state.number

      if (was && !order.includes(id(was))) {
        const all = lines(), at = all.indexOf(was)
        later = null
        current = [...all.slice(at), ...all.slice(0, at)].find(li => order.includes(id(li)))
      }
      const added = order.filter(one => !shown.has(one) && given.has(one))
      unread = [...added, ...unread].filter(one =>
        order.includes(one) && !(current && one == id(current)))
      const known = order.filter(one => shown.has(one) && !unread.includes(one))
      for (const one of order.filter(one => shown.has(one))) {
        const old = shown.get(one), fresh = given.get(one)
        if (!fresh) continue
        fresh.hidden = old.hidden
        if (old == was) later = old.isEqualNode(fresh) ? null : fresh
        else if (!old.isEqualNode(fresh)) {
          old.replaceWith(fresh)
          shown.set(one, fresh)
          if (old == current) current = fresh
        }
      }
      known.splice(current ? known.indexOf(id(current)) + 1 : 0, 0, ...unread)
      const next = known.map(one => shown.get(one) || given.get(one))
      current ||= next[0]
      const hadFocus = was != current && was?.contains(document.activeElement)
      for (const li of lines()) if (!next.includes(li)) li.remove()
      current?.before(...next.slice(0, next.indexOf(current)))
      list.append(...next.slice(was == current ? next.indexOf(current) + 1 : 0))
      if (was != current) passing?.cancel(), passing = null
      draw()
      if (hadFocus) (current?.querySelector("a") || home).focus()
      if (was == current && current) list.scrollLeft = current.offsetLeft - place
      if (shown.size && added.length && recall("localStorage", TOLD) > 0) {
        status.textContent =
          added.length > 1 ? say(MANY_NEW, digits.format(added.length)) : ONE_NEW
        setTimeout(() => status.textContent = "", 9000)
      }
    }

    const failed = () => {
      if (++failures < SHOW_AGE_AFTER || !current) return
      const time = { hour: "2-digit", minute: "2-digit" }
      age.textContent = say(AS_OF, seenAt.toLocaleTimeString(root.lang, time))
    }
    const succeeded = () => {
      failures = 0
      seenAt = new Date()
      age.textContent = ""
    }

    const ask = () => {
      const mine = turn
      fetch(told.file).then(answer => {
        // No file: this language has no ticker any more.
        if (/404|410/.test(answer.status)) return { number: number || 0, lines: [] }
        return answer.ok ? answer.json() : Promise.reject()
      }).then(state => {
        if (mine != turn) return
        succeeded()
        if (state.label) {
          ({ label, motion, seconds, refresh } = state)
          home.textContent = strip.ariaLabel = label
        }
        if (!(state.number <= number) || !state.label) apply(state)
        isRefused || !state.label ? askLater() : listen()
      }).catch(() => {
        if (mine != turn) return
        failed()
        if (failures < STOP_AFTER) askLater()
      })
    }
    const askLater = () =>
      asking = setTimeout(ask, (refresh || 30) * (failures > SLOWER_AFTER ? 2000 : 1000))

    const listen = () => {
      source = new EventSource(told.stream + (number ? "?after=" + number : ""))
      source.onopen = succeeded
      source.addEventListener("state", event => apply(JSON.parse(event.data)))
      source.addEventListener("lines", event => {
        const act = JSON.parse(event.data)
        if (act.number > number) apply(act)
      })
      source.onerror = () => {
        if (!failures) seenAt = new Date()
        isRefused = source.readyState == EventSource.CLOSED
        if (!isRefused) failed()
        // The browser tries again by itself; when that is of no use, or not allowed, ask for the file.
        if (isRefused || failures > SLOWER_AFTER) stop(), isRefused ? ask() : askLater()
      }
    }
    const stop = () => {
      turn++
      clearTimeout(asking)
      source?.close()
      source = null
    }

    // At the start, and whenever readers come back to the page or leave it.
    const begin = () => {
      stop()
      root.classList.toggle(AWAY, isAway())
      if (!document.hidden && !isAway()) number && !isRefused ? listen() : ask()
      draw()
    }

    const offer = () => {
      const button = element("button", SHOW), item = element("li", button)
      item.className = "ticker-show"
      document.querySelector(".foot-links").append(item)
      button.onclick = () => {
        keep("localStorage", AWAY, 0)
        item.remove()
        begin()
        home.focus()
      }
      return button
    }

    part("controls").hidden = false
    pause.onclick = () => setPaused(!isPaused())
    for (const [name, by] of [["previous", -1], ["next", 1]])
      part(name).onclick = () => {
        keep("sessionStorage", PAUSED, 1)
        step(by)
      }
    hide.onclick = () => {
      keep("localStorage", AWAY, Date.now() + AWAY_MS)
      begin()
      offer().focus({ preventScroll: true })
    }
    document.addEventListener("keydown", event => {
      if (event.key == "Escape" && mayMove() && !isPaused()) setPaused(true)
    })
    strip.onpointerenter = hold("pointer", true)
    strip.onpointerleave = hold("pointer", false)
    strip.addEventListener("focusin", hold("focus", true))
    strip.addEventListener("focusout", hold("focus", false))
    wide.onchange = still.onchange = draw
    document.addEventListener("visibilitychange", begin)
    if (isAway()) offer()
    begin()
  }

  root.classList.add("ticker-js")
  root.classList.toggle(AWAY, isAway())
  document.addEventListener("DOMContentLoaded", () => {
    const strip = document.querySelector(".ticker"), announce = document.querySelector(".ticker-announce")
    if (strip) run(strip)
    if (!announce) return
    const box = announce.querySelector("input")
    announce.hidden = false
    box.checked = recall("localStorage", TOLD) > 0
    box.onchange = () => keep("localStorage", TOLD, +box.checked)
  })
})()
