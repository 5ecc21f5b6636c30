// What the editor of formatted texts asks for: where a link leads, what a table or a picture shows, which picture.
// static/js/rich-text.js fetches it beside the editor's package; the dialogs come with the tools.

const PAGE = /^(?:https?:\/\/|mailto:|tel:|\/(?!\/)|#)[^\s]+$/i;
const MAIL = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/:?#][^\s]*)?$/i;

// As people write addresses; empty when it is none.
function addressOf(written) {
  const address = written.trim();
  if (PAGE.test(address)) return address;
  if (MAIL.test(address)) return `mailto:${address}`;
  return HOST.test(address) ? `https://${address}` : "";
}

// A dialog is open until it is closed in its own way: by a button that says something, by Escape, by Close.
function open(dialogs, which, closed) {
  const dialog = dialogs.querySelector(`[data-dialog="${which}"]`);
  dialog.returnValue = "";
  dialog.addEventListener("close", () => closed(dialog.returnValue), { once: true });
  dialog.querySelector(":scope [data-close]").onclick = () => dialog.close("");
  dialog.showModal();
  return dialog;
}

export function askLink(editor, dialogs) {
  const { from, to, empty } = editor.state.selection;
  const isSet = editor.isActive("link");
  const dialog = open(dialogs, "link", (answer) => {
    if (answer === "none") editor.chain().focus().extendMarkRange("link").unsetLink().run();
    else if (answer === "done") setLink();
    else editor.commands.focus();
  });
  const form = dialog.querySelector("form");
  const { words, address } = form.elements;
  const wrong = dialog.querySelector("[data-wrong]");
  words.closest("[data-field]").hidden = !empty || isSet;
  dialog.querySelector("[data-if-set]").hidden = !isSet;
  words.value = "";
  address.value = editor.getAttributes("link").href ?? "";
  wrong.hidden = true;
  address.removeAttribute("aria-invalid");
  address.focus();

  function setLink() {
    const href = addressOf(address.value);
    const chain = editor.chain().focus().setTextSelection({ from, to });
    if (!empty || isSet) chain.extendMarkRange("link").setLink({ href }).run();
    else chain.insertContent({ type: "text", text: words.value.trim() || address.value.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
  }

  form.onsubmit = (event) => {
    if (event.submitter?.value === "none") return;
    if (!address.value.trim() && isSet) event.submitter.value = "none";
    else if (!addressOf(address.value)) {
      event.preventDefault();
      wrong.hidden = false;
      address.setAttribute("aria-invalid", "true");
      address.focus();
    }
  };
  return true;
}

export function askCaption(editor, dialogs) {
  const kind = editor.isActive("figure") ? "figure" : "table";
  const dialog = open(dialogs, "caption", (answer) => {
    const caption = dialog.querySelector("[name=caption]").value.trim();
    if (answer === "done") editor.chain().focus().updateAttributes(kind, { caption }).run();
    else editor.commands.focus();
  });
  dialog.querySelector("[name=caption]").value = editor.getAttributes(kind).caption ?? "";
}

// Pictures -----------------------------------------------------------------------------------------

export function askPicture(editor, dialogs, address) {
  const dialog = open(dialogs, "picture", () => editor.commands.focus());
  const choice = dialog.querySelector("[data-choice]");
  const wrong = dialog.querySelector("[data-wrong]");
  const at = `${address}?choose`;

  function insert({ picture, alt, caption, width, height }) {
    dialog.close("");
    const attrs = { src: `/pictures/${picture}/960.webp`, alt, caption, width, height };
    editor.chain().focus().insertContent({ type: "figure", attrs }).run();
  }

  async function show(sent) {
    const answer = await fetch(at, { redirect: "error", ...sent });
    if (!answer.ok) throw new Error(`The pictures: ${answer.status}`);
    choice.innerHTML = await answer.text();
    wrong.hidden = true;
    const added = choice.querySelector("[data-added]");
    if (added) insert(added.dataset);
    else choice.querySelector("[role=alert], button, input")?.focus();
  }

  function tell(promise) {
    promise.catch(() => {
      wrong.hidden = false;
    }).finally(() => choice.removeAttribute("aria-busy"));
  }

  choice.onclick = (event) => {
    const chosen = event.target.closest("[data-picture]");
    if (chosen) insert(chosen.dataset);
  };
  choice.onsubmit = (event) => {
    event.preventDefault();
    choice.setAttribute("aria-busy", "true");
    tell(show({ method: "POST", body: new FormData(event.target) }));
  };
  tell(show({ cache: "no-store" }));
}
