// What is pasted from Word, WPS and web pages, brought to what a text may hold, and what had to be left out.

const KEPT = new Set(
  "p br h3 h4 strong em u sub sup ul ol li blockquote a table thead tbody tr th td".split(" "),
)
const RENAMED = { b: "strong", i: "em", ins: "u", dir: "ul", menu: "ul" }
const EMBEDDED = "script, iframe, frame, object, embed, form, input, select, textarea, button, video, audio, svg, math"
const UNSEEN = "style, link, meta, title, xml, template, noscript"
const COMMENT_LIST = '[data-css*="mso-element:comment-list" i]'
const COMMENT_TEXTS = '[id^="_com_"]'
const COMMENT_MARKS = '[class*="MsoCommentReference" i], [class*="msocomanchor" i]'
const ATTRIBUTES = { a: ["href", "title"], ol: ["start"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"] }
const FORMATTING = /font-family|font-size|(^|[;\s])color|background|text-align|line-height|letter-spacing|mso-/i
const BULLET = /^[^0-9A-Za-z\u4e00-\u9fff(（]+$|^[ovlnuØ§·]$/u

export function cleaned(html) {
  const body = new DOMParser().parseFromString(quiet(html), "text/html").body
  const leftOut = { pictures: 0, comments: 0, deletions: 0, embedded: 0, links: 0, formatting: 0 }
  dropComments(body, leftOut)
  leftOut.deletions = remove(body, "del")
  leftOut.pictures = remove(body, "img, picture, v\\:imagedata")
  leftOut.embedded = remove(body, EMBEDDED)
  leftOut.formatting = countFormatting(body)
  remove(body, UNSEEN)
  levelHeadings(body)
  gatherLists(body)
  keepEmphasis(body)
  for (const element of [...body.querySelectorAll("*")].reverse()) bare(element, leftOut)
  for (const paragraph of body.querySelectorAll("p")) {
    if (!paragraph.textContent.trim() && !paragraph.closest("td, th, li")) paragraph.remove()
  }
  return { markup: body.innerHTML, leftOut }
}

// Styles and handlers are refused, and reported, by the content security policy even in a document nobody sees.
function quiet(html) {
  const withoutSheets = html.replace(/<style\b[\s\S]*?<\/style>/gi, "")
  return withoutSheets.replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replace(/([\s"'/])style(?=\s*=)/gi, "$1data-css").replace(/([\s"'/])on(?=\w+\s*=)/gi, "$1data-on"),
  )
}

export function sentence(leftOut, words) {
  const list = Object.entries(leftOut)
    .filter(([, count]) => count)
    .map(([what, count]) => words[`left-out-${what}`].replace("{count}", count))
  return list.length ? words["left-out"].replace("{list}", list.join(words.comma)) : ""
}

function remove(body, selector) {
  const found = [...body.querySelectorAll(selector)].filter((element) => !element.parentElement.closest(selector))
  for (const element of found) element.remove()
  return found.length
}

function css(element) {
  return element.dataset.css ?? ""
}

function dropComments(body, leftOut) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const remarks = []
  while (walker.nextNode()) remarks.push(walker.currentNode)
  // Word's conditions, such as <!--[if !supportLists]-->.
  for (const remark of remarks) remark.remove()
  const texts = body.querySelectorAll(COMMENT_TEXTS).length
  remove(body, `${COMMENT_LIST}, ${COMMENT_TEXTS}`)
  leftOut.comments = Math.max(texts, remove(body, COMMENT_MARKS))
}

function countFormatting(body) {
  const styled = [...body.querySelectorAll("[data-css]")].filter((element) => FORMATTING.test(css(element)))
  return styled.length + body.querySelectorAll("font, center").length
}

// A text knows two levels of heading; the highest that was pasted becomes the first.
function levelHeadings(body) {
  for (const paragraph of body.querySelectorAll("p")) {
    const outline = css(paragraph).match(/mso-outline-level:\s*([1-6])/i)
    if (outline) rename(paragraph, `h${outline[1]}`)
    else if (/^MsoTitle$/i.test(paragraph.className)) rename(paragraph, "h1")
  }
  const headings = [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  const highest = Math.min(...headings.map((heading) => Number(heading.localName[1])))
  // What was copied from such a text keeps its levels.
  if (highest >= 3 && headings.every((heading) => /^h[34]$/.test(heading.localName))) return
  for (const heading of headings) rename(heading, Number(heading.localName[1]) === highest ? "h3" : "h4")
}

function rename(element, name) {
  const other = element.ownerDocument.createElement(name)
  for (const { name, value } of element.attributes) if (!name.includes(":")) other.setAttribute(name, value)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

// Word and WPS write a list as paragraphs whose marker is text: <p style="mso-list:l0 level2 lfo1">.
function gatherLists(body) {
  let open = []
  let last = null
  for (const paragraph of [...body.querySelectorAll("p, h3, h4")]) {
    const match = css(paragraph).match(/mso-list:\s*(l\d+)\s+level(\d)/i)
    if (!match) continue
    const level = Number(match[2])
    const marker = takeMarker(paragraph)
    const continues = last?.nextElementSibling === paragraph
    if (!continues) open = []
    open = open.slice(0, level)
    if (!open.length) {
      const list = listFor(body, marker)
      paragraph.before(list)
      open = [list]
    }
    while (open.length < level) {
      const list = listFor(body, marker)
      const parent = open.at(-1).lastElementChild ?? open.at(-1).appendChild(body.ownerDocument.createElement("li"))
      parent.append(list)
      open.push(list)
    }
    const entry = body.ownerDocument.createElement("li")
    const content = body.ownerDocument.createElement("p")
    content.append(...paragraph.childNodes)
    entry.append(content)
    open.at(-1).append(entry)
    paragraph.remove()
    last = open[0]
  }
}

function listFor(body, marker) {
  const list = body.ownerDocument.createElement(BULLET.test(marker) ? "ul" : "ol")
  const start = Number(marker.match(/\d+/)?.[0])
  if (list.localName === "ol" && start > 1) list.setAttribute("start", start)
  return list
}

function takeMarker(paragraph) {
  const ignored = [...paragraph.querySelectorAll("[data-css]")].filter((each) => /mso-list:\s*ignore/i.test(css(each)))
  const marker = ignored.map((each) => each.textContent).join("").replace(/[\s\u00a0]+/g, "")
  for (const each of ignored) each.remove()
  return marker
}

// Bold and italic may be said by style alone; <b style="font-weight:normal"> says nothing.
function keepEmphasis(body) {
  for (const element of body.querySelectorAll("[data-css]")) {
    const style = css(element)
    if (element.localName === "b" && /(^|[;\s])font-weight:\s*(normal|400)/i.test(style)) element.replaceWith(...element.childNodes)
    if (element.localName !== "span") continue
    if (/(^|[;\s])font-weight:\s*(bold|[6-9]00)/i.test(style)) wrapContent(element, "strong")
    if (/(^|[;\s])font-style:\s*italic/i.test(style)) wrapContent(element, "em")
  }
}

function wrapContent(element, name) {
  const wrapper = element.ownerDocument.createElement(name)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

function bare(element, leftOut) {
  if (RENAMED[element.localName]) element = rename(element, RENAMED[element.localName])
  const isLink = element.localName === "a"
  const address = isLink ? (element.getAttribute("href") ?? "") : ""
  if (isLink && !/^(https?:|mailto:)/i.test(address)) {
    // A bookmark is no loss, nor is a link within the document it was copied from.
    if (address && !address.startsWith("#")) leftOut.links += 1
    return element.replaceWith(...element.childNodes)
  }
  if (element.localName === "div" && !element.querySelector("p, ul, ol, table, h3, h4, blockquote, div")) {
    element = rename(element, "p")
  }
  if (!KEPT.has(element.localName)) return element.replaceWith(...element.childNodes)
  const kept = ATTRIBUTES[element.localName] ?? []
  for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name)
}
