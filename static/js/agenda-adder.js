// The line at the end of each day: Enter sends what was typed and leaves room for the next at once. What is typed before the
// answer is there waits for its turn; what could not be saved comes back into the line. Without it the page is loaded anew.

const screen = document.querySelector("[data-agenda]");

// Lines that wait, by the form they were typed in.
const waiting = new Map();

async function send(form) {
  const lines = waiting.get(form);
  while (lines.length) {
    const line = lines[0];
    line.isRefused = false;
    const refuse = () => (line.isRefused = true);
    document.addEventListener("agenda:refused", refuse);
    form.dataset.waiting = "";
    try {
      await window.htmx.ajax("POST", form.action, { source: form, swap: "none", values: { starts: line.starts, title: line.title } });
      line.isRefused ||= form.dataset.failed !== undefined;
    } catch {
      line.isRefused = true;
    } finally {
      document.removeEventListener("agenda:refused", refuse);
      delete form.dataset.waiting;
      delete form.dataset.failed;
    }
    if (line.isRefused) {
      giveBack(form, lines);
      return;
    }
    lines.shift();
  }
}

// Nothing that was typed is lost: the lines that were not saved are there again, the first with its start.
function giveBack(form, lines) {
  const { starts, title } = form.elements;
  const typed = [...lines.splice(0).map((line) => line.title), title.value].filter(Boolean);
  title.value = typed.join(" / ");
  title.focus();
  title.setSelectionRange(0, 0);
  starts.dataset.typed = "";
}

function take(event) {
  const form = event.target.closest("[data-adder]");
  if (!form) return;
  event.preventDefault();
  const { starts, title } = form.elements;
  if (!title.value.trim()) return;
  if (!waiting.has(form)) waiting.set(form, []);
  const lines = waiting.get(form);
  // Behind one that waits it begins when that one ends, whatever stood in the field.
  lines.push({ starts: lines.length ? "" : starts.value, title: title.value });
  title.value = "";
  title.focus();
  if (lines.length === 1) send(form);
}

document.addEventListener("submit", take);
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "agenda:logged-out"]) {
  document.addEventListener(failure, (event) => {
    const form = event.target.closest?.("[data-adder]");
    if (form) form.dataset.failed = "";
  });
}
if (screen) screen.dataset.types = "";
