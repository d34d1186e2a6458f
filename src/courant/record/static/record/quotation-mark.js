// The quotation's mark in the text: shown there, found, set and taken off.  What it says is asked
// beside the text: quotations.js answers "quotation:ask".
(() => {
  const TYPE = "QUOTATION", CHANGED = "The text has changed meanwhile. It is read again."
  const MARKS = "“”„\"«»‘’‚'‹›"
  const { EditorState, Modifier, SelectionState } = window.DraftJS
  const { createElement, Component } = window.React
  const names = {} // of people, by number; the panel learns them
  const cut = words => words.length > 60 ? words.slice(0, 59) + "…" : words

  const isGone = element => {
    for (let child = element.closest("[data-streamfield-child]"); child; child = child.parentElement.closest("[data-streamfield-child]")) {
      if (child.querySelector(':scope > input[name$="-deleted"]')?.value === "1") return true
    }
    return false
  }

  const inputs = () => [...document.querySelectorAll("[data-edit-form] input")].filter(input =>
    input.draftailEditor?.props.entityTypes.some(entity => entity.type === TYPE) && !isGone(input))

  const typeOf = (content, key) => key && content.getEntity(key).getType()

  const marksIn = (content, block, input) => {
    const found = []
    block.findEntityRanges(letter => typeOf(content, letter.getEntity()) === TYPE, (start, end) => {
      const entity = block.getEntityAt(start)
      found.push({ input, key: block.getKey(), start, end, entity, words: block.getText().slice(start, end), facts: content.getEntity(entity).getData() })
    })
    return found
  }

  // Every paragraph of the text in which quotations can be marked, in order.
  const paragraphs = () => inputs().flatMap(input => {
    const content = input.draftailEditor.getEditorState().getCurrentContent()
    return content.getBlocksAsArray().map(block => ({ input, key: block.getKey(), text: block.getText(), marks: marksIn(content, block, input) }))
  })

  const rangeOf = place => SelectionState.createEmpty(place.key).merge({ anchorOffset: place.start, focusOffset: place.end })

  const holdsOther = (content, block, start, end) => {
    for (let at = start; at < end; at += 1) {
      const type = typeOf(content, block.getEntityAt(at))
      if (type && type !== TYPE) return true
    }
    return false
  }

  const blockAt = place => {
    if (!place.input.isConnected || !place.input.draftailEditor) return null
    const state = place.input.draftailEditor.getEditorState()
    const block = state.getCurrentContent().getBlockForKey(place.key)
    return block?.getText().slice(place.start, place.end) === place.words ? { state, block } : null
  }

  const entered = (state, range, facts) => {
    const content = state.getCurrentContent().createEntity(TYPE, "MUTABLE", facts)
    const marked = Modifier.applyEntity(content, range, content.getLastCreatedEntityKey())
    return EditorState.push(state, marked, "apply-entity")
  }

  // Returns what hinders it, or nothing.
  const mark = (place, facts) => {
    const found = blockAt(place)
    if (!found) return CHANGED
    if (holdsOther(found.state.getCurrentContent(), found.block, place.start, place.end)) {
      return `There is a link among “${cut(place.words)}”. Take it off these words first.`
    }
    place.input.draftailEditor.onChange(entered(found.state, rangeOf(place), facts))
    return ""
  }

  const unmark = place => {
    const found = blockAt(place)
    if (!found) return CHANGED
    const plain = Modifier.applyEntity(found.state.getCurrentContent(), rangeOf(place), null)
    place.input.draftailEditor.onChange(EditorState.push(found.state, plain, "apply-entity"))
    return ""
  }

  // The words are chosen in the text, as if by hand.
  const show = place => {
    const found = blockAt(place)
    if (!found) return CHANGED
    place.input.closest("[data-panel]")?.querySelector("[data-panel-toggle][aria-expanded=false]")?.click()
    place.input.draftailEditor.onChange(EditorState.forceSelection(found.state, rangeOf(place).set("hasFocus", true)))
    place.input.parentElement.querySelector("[contenteditable]").focus()
    place.input.parentElement.scrollIntoView({ block: "center" })
    return ""
  }

  const ask = detail => document.dispatchEvent(new CustomEvent("quotation:ask", { detail }))

  // Who chooses words with their quotation marks means the words.
  const withoutMarks = (selection, text) => {
    let start = selection.getStartOffset(), end = selection.getEndOffset()
    while (start < end && (MARKS + " \u00a0\u202f").includes(text[start])) start += 1
    while (end > start && (MARKS + " \u00a0\u202f").includes(text[end - 1])) end -= 1
    return selection.merge({ anchorOffset: start, focusOffset: end, isBackward: false })
  }

  class Source extends Component {
    componentDidMount() {
      const { editorState, entity, entityKey, onClose } = this.props
      let range = entityKey ? window.Draftail.DraftUtils.getEntitySelection(editorState, entityKey) : editorState.getSelection()
      const block = editorState.getCurrentContent().getBlockForKey(range.getStartKey())
      const isOne = range.getStartKey() === range.getEndKey()
      if (isOne && !entityKey) range = withoutMarks(range, block.getText())
      const words = isOne ? block.getText().slice(range.getStartOffset(), range.getEndOffset()) : ""
      const isLinked = isOne && holdsOther(editorState.getCurrentContent(), block, range.getStartOffset(), range.getEndOffset())
      const hinders = !words ? "Choose the words of one paragraph first, then press the button." :
        isLinked ? `There is a link among “${cut(words)}”. Take it off these words first.` : ""
      ask({ words, hinders, facts: entity ? entity.getData() : {}, done: facts => this.done(range, facts), left: onClose })
    }

    done(range, facts) {
      this.props.onComplete(entered(this.props.editorState, range, facts))
    }

    render() {
      return null
    }
  }

  const who = facts => names[facts.person] || facts.speaker || (facts.person ? "Somebody on record" : "Nobody yet")

  const Decorator = props => createElement(window.draftail.TooltipEntity, {
    ...props,
    icon: "#icon-openquote",
    label: who(props.contentState.getEntity(props.entityKey).getData()),
  })

  window.draftail.registerPlugin({ type: TYPE, source: Source, decorator: Decorator }, "entityTypes")
  window.quotationMarks = { paragraphs, mark, unmark, show, who, names, isGone }
})()
