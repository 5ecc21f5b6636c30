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

// A dialog is open until it is closed in its own way: by a button that says something, by Escape, by Close. What was answered
// is done, and the caret is back, before another key can come: the browser's own word of the closing may come after it.
function open({ editor, dialogs, enter }, which, answered) {
  const dialog = dialogs.querySelector(`[data-dialog="${which}"]`);
  let isOpen = true;
  function close(answer) {
    if (!isOpen) return;
    isOpen = false;
    dialog.close();
    answered(answer);
    enter(editor);
  }
  dialog.querySelector(":scope [data-close]").onclick = () => close();
  dialog.oncancel = (event) => {
    // A choice of files that is broken off says so by the same name.
    if (event.target !== dialog) return;
    event.preventDefault();
    close();
  };
  // Of this one, or of one that was closed a moment before it was opened again.
  dialog.onclose = () => dialog.open || close();
  dialog.showModal();
  return { dialog, close };
}

export function askLink(asked) {
  const { editor } = asked;
  const { empty } = editor.state.selection;
  const isSet = editor.isActive("link");
  const { dialog, close } = open(asked, "link", (answer) => {
    const { to } = editor.state.selection;
    if (answer === "none") editor.chain().extendMarkRange("link").unsetLink().setTextSelection(to).run();
    else if (answer === "done") setLink(addressOf(address.value), to);
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

  // What is written next stands behind the words of the link, neither in their place nor in the link.
  function setLink(href, to) {
    const chain = editor.chain();
    const text = words.value.trim() || address.value.trim();
    if (isSet) chain.extendMarkRange("link").setLink({ href }).setTextSelection(to).run();
    else if (!empty) chain.setLink({ href }).setTextSelection(to).unsetMark("link").run();
    else chain.insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href } }] }).unsetMark("link").run();
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    const answer = event.submitter?.value;
    if (answer === "none" || (!address.value.trim() && isSet)) return close("none");
    if (addressOf(address.value)) return close("done");
    wrong.hidden = false;
    address.setAttribute("aria-invalid", "true");
    address.focus();
  };
  return true;
}

export function askCaption(asked) {
  const { editor } = asked;
  const kind = editor.isActive("figure") ? "figure" : "table";
  const { dialog, close } = open(asked, "caption", (caption) => {
    if (caption !== undefined) editor.commands.updateAttributes(kind, { caption });
  });
  const form = dialog.querySelector("form");
  const { caption } = form.elements;
  caption.value = editor.getAttributes(kind).caption ?? "";
  form.onsubmit = (event) => {
    event.preventDefault();
    close(caption.value.trim());
  };
}

// Pictures -----------------------------------------------------------------------------------------

export function askPicture(asked, address) {
  const { editor } = asked;
  let isAsked = true;
  const { dialog, close } = open(asked, "picture", (picture) => {
    isAsked = false;
    if (picture) insert(picture);
  });
  const choice = dialog.querySelector("[data-choice]");
  const wrong = dialog.querySelector("[data-wrong]");
  const at = `${address}?choose`;
  // What stood here before would be taken away again under whoever writes in it.
  asked.fetching ??= choice.innerHTML;
  choice.innerHTML = asked.fetching;
  wrong.hidden = true;

  function insert({ picture, alt, caption, width, height }) {
    const attrs = { src: `/pictures/${picture}/960.webp`, alt, caption, width, height };
    editor.commands.insertContent({ type: "figure", attrs });
  }

  async function show(sent) {
    const answer = await fetch(at, { redirect: "error", ...sent });
    if (!answer.ok) throw new Error(`The pictures: ${answer.status}`);
    const pictures = await answer.text();
    if (!isAsked) return;
    choice.innerHTML = pictures;
    wrong.hidden = true;
    const added = choice.querySelector("[data-added]");
    if (added) close(added.dataset);
    else choice.querySelector("[role=alert], button, input")?.focus();
  }

  function tell(promise) {
    promise.catch(() => {
      wrong.hidden = !isAsked;
    }).finally(() => choice.removeAttribute("aria-busy"));
  }

  choice.onclick = (event) => {
    const chosen = event.target.closest("[data-picture]");
    if (chosen) close(chosen.dataset);
  };
  choice.onsubmit = (event) => {
    event.preventDefault();
    choice.setAttribute("aria-busy", "true");
    tell(show({ method: "POST", body: new FormData(event.target) }));
  };
  tell(show({ cache: "no-store" }));
}
