// Makes an editor of each text area for formatted text, with the buttons and dialogs that the portal gives it. What is
// sent is the text area's, as without it. docs/decisions/0106 and 0107 say how, and what stays of what is pasted.

const AREAS = "textarea[data-rich-text]";
const TAG = /<\/?[a-z][^>]*>/i;
// Long before it is read, what nobody keeps goes: style sheets, notes to Word, pictures as letters.
const BALLAST = [
  [/<!--[\s\S]*?-->/g, ""],
  [/<(style|xml|script)\b[\s\S]*?<\/\1>/gi, ""],
  [/src\s*=\s*(["'])data:[^"']*\1/gi, 'src="data:,"'],
];

const editors = new WeakMap();
let loading;
// Where one writes; known from the first editor on.
let caret;

// What it is made of -------------------------------------------------------------------------------

const words = (text) => new Option(text).innerHTML;

// As the portal does: blank lines part paragraphs.
function asHTML(text) {
  if (TAG.test(text)) return text;
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim());
  return paragraphs.map((paragraph) => `<p>${words(paragraph.trim()).replaceAll("\n", "<br>")}</p>`).join("");
}

function addSheet(address) {
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });
}

async function fetchTools(address) {
  const answer = await fetch(address, { redirect: "error" });
  if (!answer.ok) throw new Error(`The tools of the editor: ${answer.status}`);
  return answer.text();
}

function load({ editor, kinds, dialogs, caret, tools, sheet }) {
  loading ??= Promise.all([import(editor), import(kinds), import(dialogs), import(caret), fetchTools(tools), addSheet(sheet)]);
  return loading;
}

// One text -----------------------------------------------------------------------------------------

function name(area, editable) {
  const label = area.labels[0];
  if (label) label.id ||= `${area.id}_label`;
  const described = (area.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== `${area.id}_typing`);
  const said = {
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label?.id,
    "aria-label": label ? null : area.getAttribute("aria-label"),
    "aria-describedby": described.join(" "),
    "aria-invalid": area.getAttribute("aria-invalid"),
    "aria-required": area.required ? "true" : null,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value));
}

async function start(area) {
  if (editors.has(area) || area.disabled || !area.isConnected) return;
  editors.set(area, null);
  const [kit, { extensionsOf }, { askLink, askCaption, askPicture }, place, tools] = await load(area.dataset);
  caret = place;
  const box = document.createElement("div");
  box.className = "rich";
  box.innerHTML = tools;
  const holder = document.createElement("div");
  holder.className = "rich-text prose";
  holder.style.setProperty("--rows", area.rows);
  box.querySelector("[data-toolbar]").after(holder);
  if (!area.dataset.pictures) box.querySelector('[data-do="picture"]').remove();
  area.after(box);
  const ask = {};
  const editor = new kit.Editor({
    element: holder,
    injectCSS: false,
    content: asHTML(area.value),
    extensions: extensionsOf(kit, () => ask.link()),
    editorProps: {
      attributes: name(area),
      // Before the editor reads it: even reading a style is against the policy of our pages.
      handleDOMEvents: {
        ...caret.CARET,
        paste: (_view, event) => take(area, editor, box, event, event.clipboardData),
        drop(view, event) {
          if (view.dragging) return false;
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (at) editor.commands.setTextSelection(at.pos);
          return take(area, editor, box, event, event.dataTransfer);
        },
      },
    },
    onUpdate() {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  editors.set(area, editor);
  // Forms do not stand within forms: the dialogs stand beside the page.
  const dialogs = document.createElement("div");
  dialogs.append(...box.querySelectorAll("dialog"));
  document.body.append(dialogs);
  editor.on("destroy", () => dialogs.remove());
  const asked = { editor, dialogs, enter: caret.enter };
  ask.link = () => askLink(asked);
  ask.caption = () => askCaption(asked);
  ask.picture = () => askPicture(asked, area.dataset.pictures);
  hide(area, editor);
  work(editor, box.querySelector("[data-toolbar]"), ask);
}

// The text area goes on being what is sent. One that is required and not seen would keep the form from being sent.
function hide(area, editor) {
  // The browser may not have come to it yet.
  const isNext = area.autofocus && document.activeElement === document.body;
  const isBeingWritten = isNext || document.activeElement === area;
  area.required = false;
  area.hidden = true;
  document.getElementById(`${area.id}_typing`)?.remove();
  for (const label of area.labels) label.addEventListener("click", () => caret.enter(editor));
  if (isBeingWritten && area.selectionEnd) editor.commands.setTextSelection(editor.state.doc.content.size);
  if (isBeingWritten) caret.enter(editor);
  area.addEventListener("rich-text:set", () => editor.commands.setContent(asHTML(area.value), { emitUpdate: false }));
  area.form?.addEventListener("reset", () => setTimeout(() => editor.commands.setContent(asHTML(area.value), { emitUpdate: false })));
}

// Pasting ------------------------------------------------------------------------------------------

function say(box, sentence) {
  box.querySelector("[data-said]").textContent = sentence;
}

// Whether it is ours to put in: what was copied within an editor is clean, and plain words are the editor's own affair.
function take(area, editor, box, event, transfer) {
  const html = transfer?.getData("text/html") ?? "";
  if (html.includes("data-pm-slice") || (!html && !transfer?.files.length)) return false;
  event.preventDefault();
  if (html) pasteCleaned(area, editor, box, BALLAST.reduce((text, [ballast, left]) => text.replace(ballast, left), html));
  else say(box, box.querySelector("[data-said]").dataset.noFile);
  return true;
}

async function pasteCleaned(area, editor, box, html) {
  const put = caret.keepPlace(editor);
  const { html: cleaned, said } = await askClean(area, box, html.replaceAll(`${location.origin}/`, "/"));
  say(box, said);
  if (!editor.isDestroyed) put(cleaned);
}

// When the portal cannot be asked, the editor keeps what it knows; the portal cleans again when the text is saved.
async function askClean(area, box, html) {
  const unstyled = () => ({ html: html.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, ""), said: box.querySelector("[data-said]").dataset.failed });
  try {
    const answer = await fetch(area.dataset.pasted, {
      method: "POST",
      body: html,
      headers: { "Content-Type": "text/html", "X-CSRFToken": document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "" },
      redirect: "error",
    });
    if (answer.ok || answer.status === 413) return await answer.json();
    return unstyled();
  } catch {
    return unstyled();
  }
}

// Buttons ------------------------------------------------------------------------------------------

const COMMANDS = {
  heading2: (chain) => chain.toggleHeading({ level: 2 }),
  heading3: (chain) => chain.toggleHeading({ level: 3 }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
  rowAfter: (chain) => chain.addRowAfter(),
  columnAfter: (chain) => chain.addColumnAfter(),
  headerRow: (chain) => chain.toggleHeaderRow(),
  deleteRow: (chain) => chain.deleteRow(),
  deleteColumn: (chain) => chain.deleteColumn(),
  deleteTable: (chain) => chain.deleteTable(),
  deleteFigure: (chain) => chain.deleteSelection(),
};
const ACTIVE = { heading2: ["heading", { level: 2 }], heading3: ["heading", { level: 3 }], picture: ["figure"] };

function work(editor, toolbar, ask) {
  const shown = () => [...toolbar.querySelectorAll("button")].filter((button) => !button.closest("[hidden]"));
  const reach = (button) => {
    for (const one of toolbar.querySelectorAll("button")) one.tabIndex = one === button ? 0 : -1;
  };
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    reach(button);
    const { do: what } = button.dataset;
    if (ask[what]) ask[what]();
    else {
      COMMANDS[what](editor.chain()).run();
      caret.enter(editor);
    }
  });
  toolbar.addEventListener("pointerdown", caret.settle);
  toolbar.addEventListener("keydown", (event) => {
    const all = shown();
    const here = all.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") caret.enter(editor);
    if (to === undefined || here === -1) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    reach(next);
    next.focus();
  });
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") toolbar.querySelector('[tabindex="0"]').focus();
  });
  const show = () => {
    for (const group of toolbar.querySelectorAll("[data-only]")) group.hidden = !editor.isActive(group.dataset.only);
    for (const button of toolbar.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(editor.isActive(...(ACTIVE[button.dataset.do] ?? [button.dataset.do]))));
    }
    for (const way of ["undo", "redo"]) {
      toolbar.querySelector(`[data-do="${way}"]`).setAttribute("aria-disabled", String(!editor.can()[way]()));
    }
    if (!shown().some((button) => button.tabIndex === 0)) reach(shown()[0]);
  };
  reach(shown()[0]);
  show();
  editor.on("transaction", show);
}

// When -------------------------------------------------------------------------------------------

function startWithin(part) {
  for (const area of part.querySelectorAll(AREAS)) {
    start(area).catch((error) => {
      // The text area stays as it is, and can be written in.
      loading = undefined;
      console.info(error);
    });
  }
}

startWithin(document);
document.addEventListener("htmx:load", (event) => startWithin(event.detail.elt));
document.addEventListener("htmx:beforeCleanupElement", (event) => {
  if (event.target.matches?.(AREAS)) editors.get(event.target)?.destroy();
});
// What leads to the text area, as the list of what is wrong does, leads to its editor.
document.addEventListener("click", (event) => {
  const id = event.target.closest?.('a[href^="#"]')?.hash.slice(1);
  const editor = id && editors.get(document.getElementById(id));
  if (!editor) return;
  event.preventDefault();
  caret.enter(editor);
});
