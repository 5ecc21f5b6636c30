// Where one writes in the editor of formatted texts: it is there again at once after a button or a dialog, and stays there
// while something is put in elsewhere. static/js/rich-text.js fetches it beside the editor's package.

// At once, so that the next key finds the caret where it was: the package's own way waits for the next frame.
export function enter(editor) {
  editor.view.focus();
  editor.commands.scrollIntoView();
}

// On a busy machine the next key may come before the browser says that the last one moved the caret.
export function settle() {
  document.dispatchEvent(new Event("selectionchange"));
}

export const CARET = {
  // Chromium has just put it at the beginning. The package puts it back too, but 20 ms later: too late for the first key,
  // and over what that key did. What says `focused` it takes as done.
  focus(view) {
    view.focused = true;
    view.dom.classList.add("ProseMirror-focused");
    view.focus();
  },
  // From the first key on, whatever moves the caret to the beginning is meant; the package would doubt it for 200 ms.
  keydown(view, event) {
    if (event.isComposing) return;
    settle();
    view.input.lastFocus = 0;
  },
};

// Keeps the place of what is put in when it has come. What is written meanwhile stays, behind it, and so does its caret.
export function keepPlace(editor) {
  let { from, to } = editor.state.selection;
  let isWriting = false;
  const follow = ({ transaction: { docChanged, mapping, selectionSet } }) => {
    const [start, end] = [mapping.map(from, -1), mapping.mapResult(to, -1)];
    // What would have been replaced is gone, or is another.
    const isWhole = end.pos - start === to - from && !end.deletedBefore;
    [from, to] = [start, isWhole ? end.pos : start];
    isWriting ||= docChanged || selectionSet;
  };
  editor.on("transaction", follow);
  return (html) => {
    editor.off("transaction", follow);
    if (!html) return;
    let { anchor, head } = editor.state.selection;
    const shift = ({ transaction: { mapping } }) => {
      [anchor, head] = [mapping.map(anchor), mapping.map(head)];
    };
    editor.on("transaction", shift);
    editor.commands.setTextSelection({ from, to });
    editor.view.pasteHTML(html);
    editor.off("transaction", shift);
    if (isWriting) editor.commands.setTextSelection({ from: anchor, to: head });
  };
}
