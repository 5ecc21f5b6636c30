// Ctrl K opens the finder from anywhere on the desk; the arrow keys walk through what it found, Enter goes there.

const dialog = document.getElementById("jump");
const input = dialog?.querySelector("input");
const goals = () => [...dialog.querySelectorAll(".goals a")];

function open() {
  dialog.showModal();
  input.select();
}

document.addEventListener("keydown", (event) => {
  if (!dialog || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  // Where a text is edited, the same keys make a link.
  if (event.defaultPrevented || event.target.isContentEditable) return;
  event.preventDefault();
  open();
});

document.querySelector("[data-jump]")?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
});

dialog?.addEventListener("keydown", (event) => {
  const places = [input, ...goals()];
  const here = places.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && here !== -1) {
    event.preventDefault();
    places[(here + step + places.length) % places.length].focus();
  }
  if (event.key === "Enter" && here === 0 && places.length > 1) {
    event.preventDefault();
    places[1].click();
  }
});
