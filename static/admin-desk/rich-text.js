// Rich text boxes on the desk: named for screen readers, worded in the page's language, and free of inline styles.

import { Extension } from "django-prose-editor/editor"

import { cleaned, sentence } from "./pasting.js"

const words = JSON.parse(document.getElementById("desk-words")?.textContent ?? "{}")

export const Desk = Extension.create({
  name: "desk",
  // The menu must stand before its words are exchanged.
  priority: 1,

  addStorage() {
    return { note: null }
  },

  onBeforeCreate() {
    const { options } = this.editor
    // The content security policy refuses it; the same rules stand in desk.css.
    options.injectCSS = false
    const textarea = options.element.querySelector("textarea")
    options.editorProps = { ...options.editorProps, attributes: attributesOf(textarea) }
  },

  onCreate() {
    const { element } = this.editor.options
    const menu = element.querySelector(".prose-menubar")
    translate(menu)
    // The opener of the kinds of paragraph gets a new button with every move of the cursor.
    this.editor.on("transaction", () => translate(menu))
    for (const option of element.querySelectorAll(".prose-menubar__option > *")) {
      option.textContent = words[option.textContent.toLowerCase()] ?? option.textContent
    }
    this.storage.note = document.createElement("p")
    this.storage.note.className = "pasted-note"
    this.storage.note.setAttribute("role", "status")
    element.after(this.storage.note)
  },

  transformPastedHTML(html) {
    const { markup, leftOut } = cleaned(html)
    if (this.storage.note) this.storage.note.textContent = sentence(leftOut, words)
    return markup
  },
})

function attributesOf(textarea) {
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`)
  const attributes = {
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": label?.textContent.replace(/[:：]\s*$/, "").trim() || words["text-box"],
  }
  if (textarea.lang) attributes.lang = textarea.lang
  const help = textarea.getAttribute("aria-describedby")
  if (help) attributes["aria-describedby"] = help
  return attributes
}

function translate(menu) {
  for (const button of menu?.querySelectorAll("[title]") ?? []) {
    const word = words[button.title]
    if (!word) continue
    button.title = word
    button.setAttribute("aria-label", word)
  }
}
