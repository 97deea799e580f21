// The desk's forms: which languages are shown, saving by keyboard, a warning before leaving, word counts as one writes.

{
  const words = JSON.parse(document.getElementById("desk-words")?.textContent ?? "{}")
  const form = document.querySelector("#content-main > form[id$='_form']")
  const OF_A_LANGUAGE = /^(?:field|column)-.+_(zh)_hans$|^(?:field|column)-.+_(en)$/
  const REMEMBERED = "desk-languages"

  // The dialogs of the editor ask Django's catalogue for their words.
  if (window.django?.catalog) Object.assign(window.django.catalog, words)

  // One language or both

  const languageOf = (element) => {
    for (const name of element.classList) {
      const match = name.match(OF_A_LANGUAGE)
      if (match) return match[1] ?? match[2]
    }
  }

  const markLanguages = (within) => {
    for (const element of within.querySelectorAll(".fieldBox, .tabular th, .tabular td")) {
      const language = languageOf(element)
      if (!language) continue
      const shown = element.classList.contains("fieldBox") ? element.parentElement : element
      shown.dataset.language = language
    }
  }

  const remembered = () => {
    try {
      return localStorage.getItem(REMEMBERED) ?? "both"
    } catch {
      // Storage may be forbidden; then the choice holds for the page.
      return "both"
    }
  }

  const show = (choice) => {
    document.documentElement.dataset.languages = choice
    try {
      localStorage.setItem(REMEMBERED, choice)
    } catch {
      return
    }
  }

  const languageChoice = () => {
    const group = document.createElement("fieldset")
    group.className = "languages-shown"
    const legend = document.createElement("legend")
    legend.textContent = words.languages
    group.append(legend)
    for (const choice of ["both", "zh", "en"]) {
      const label = document.createElement("label")
      const button = document.createElement("input")
      Object.assign(button, { type: "radio", name: "languages-shown", checked: choice === remembered() })
      // No part of what is saved.
      button.setAttribute("form", "")
      button.addEventListener("change", () => show(choice))
      label.append(button, words[`languages-${choice}`])
      group.append(label)
    }
    return group
  }

  // Rows of tables as cards on a phone

  const labelCells = (within) => {
    for (const table of within.querySelectorAll(".tabular table")) {
      const heads = [...table.querySelectorAll("thead th")].flatMap((head) => Array(head.colSpan).fill(head))
      for (const row of table.querySelectorAll("tbody tr")) {
        for (const [index, cell] of [...row.cells].entries()) {
          const label = heads[index]?.firstChild?.textContent.trim()
          if (label && !cell.classList.contains("original")) cell.dataset.label = label
        }
      }
    }
  }

  // Words written, of the most a form asks for. uccn/texts/counting.py counts likewise.

  const CHINESE = /[\p{Script=Han}]/gu
  const WORD = /[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu

  const wordsIn = (text) => (text.match(CHINESE) ?? []).length + (text.replace(CHINESE, " ").match(WORD) ?? []).length

  const plain = (markup) => {
    const body = new DOMParser().parseFromString(markup, "text/html").body
    for (const block of body.querySelectorAll("p, br, li, h3, h4, td, th, tr, blockquote")) block.after(" ")
    return body.textContent
  }

  const recount = (box) => {
    const count = document.querySelector(`[data-counts="${CSS.escape(box.name)}"]`)
    if (!count) return
    const written = wordsIn(plain(box.value))
    const most = Number(count.dataset.most)
    count.querySelector(".written").textContent = written
    count.classList.toggle("too-many", written > most)
  }

  // Leaving and saving

  const watchChanges = () => {
    let isChanged = false
    const touch = (event) => {
      isChanged ||= !event.target.matches?.(".languages-shown *")
    }
    form.addEventListener("input", touch)
    form.addEventListener("change", touch)
    document.addEventListener("formset:added", touch)
    form.addEventListener("submit", () => {
      isChanged = false
    })
    // Choices with a search box tell of a change to jQuery only.
    window.django?.jQuery?.(form).on("select2:select select2:unselect", touch)
    window.addEventListener("beforeunload", (event) => {
      if (isChanged) event.preventDefault()
    })
  }

  const saveByKeyboard = () => {
    const button = form.querySelector("[name=_continue]") ?? form.querySelector("[name=_save]")
    if (!button) return
    const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
    const hint = document.createElement("p")
    hint.className = "save-key"
    hint.textContent = words["save-key"].replace("{key}", isApple ? "⌘S" : "Ctrl+S")
    form.querySelector(".submit-row:last-of-type")?.append(hint)
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "s" || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      button.click()
    })
  }

  // What the form asks for: on a phone one line of it, until somebody wants more

  const shortenHelp = (help) => {
    const more = document.createElement("button")
    Object.assign(more, { type: "button", className: "outline-more" })
    const clip = (isClipped) => {
      help.classList.toggle("clipped", isClipped)
      more.textContent = isClipped ? words.more : words.less
      more.setAttribute("aria-expanded", String(!isClipped))
    }
    const isCut = (line) => line.scrollWidth > line.clientWidth
    const look = () => {
      const lines = [...help.querySelectorAll("p")]
      if (help.classList.contains("clipped")) more.hidden = lines.length < 2 && !lines.some(isCut)
    }
    more.addEventListener("click", () => clip(!help.classList.contains("clipped")))
    clip(true)
    help.append(more)
    new ResizeObserver(look).observe(help)
  }

  // Names that Django's choices with a search box lack

  const nameChoices = () => {
    for (const box of form.querySelectorAll("select.select2-hidden-accessible")) {
      const label = form.querySelector(`label[for="${CSS.escape(box.id)}"]`)
      if (!label) continue
      label.id ||= `${box.id}-label`
      for (const part of box.nextElementSibling.querySelectorAll("[role=textbox], [role=combobox], input")) {
        part.setAttribute("aria-labelledby", [label.id, part.getAttribute("aria-labelledby")].join(" ").trim())
      }
    }
    for (const mark of form.querySelectorAll(".help-tooltip[aria-label]")) mark.setAttribute("role", "img")
  }

  if (form) {
    markLanguages(form)
    labelCells(form)
    document.addEventListener("formset:added", (event) => markLanguages(event.target))
    if (form.querySelector("[data-language]")) {
      document.documentElement.dataset.languages = remembered()
      form.prepend(languageChoice())
    }
    form.addEventListener("input", (event) => recount(event.target))
    // After Django has made its choices from the boxes, which it does in a function of the same kind.
    window.django?.jQuery?.(() => setTimeout(nameChoices))
    for (const help of form.querySelectorAll(".outline-help")) shortenHelp(help)
    watchChanges()
    saveByKeyboard()
    // What kept the form from being saved may stand far below the head of a report.
    const note = form.querySelector(".errornote")
    if (note) {
      note.tabIndex = -1
      note.focus()
    }
  }
}
