// What the agenda's screen does around the changes that the portal sends: forms that are open stay open with what is typed
// in them, the focus goes where the portal says, menus and forms close, a duration fills the end.
// Without it each form has a page of its own.

const screen = document.querySelector("[data-agenda]");
const MINUTES_A_DAY = 24 * 60;

// Forms that are open --------------------------------------------------------------------------------

// What is put in the place of a part of the screen takes over the forms that are open there.
function keepOpened(event) {
  const { fragment, target } = event.detail;
  const focused = document.activeElement;
  for (const slot of target.querySelectorAll(".agenda-opened:not(:empty)")) {
    const next = fragment.querySelector(`#${slot.id}`);
    if (next) next.replaceChildren(...slot.childNodes);
  }
  // Taken out of the page, even for a moment, it loses the focus.
  if (focused !== document.activeElement) queueMicrotask(() => focused.focus({ preventScroll: true }));
}

function isTyped(form) {
  return form.dataset.typed !== undefined;
}

// A form with something typed in it is not pushed aside by another.
function guard(event) {
  const slot = event.detail.target;
  const form = slot.matches?.(".agenda-opened") && slot.querySelector("[data-form]");
  if (!form) return;
  if (!isTyped(form)) return;
  event.preventDefault();
  say(screen.dataset.open);
  form.querySelector("input:not([type=hidden])").focus();
}

function close(link) {
  const form = link.closest("[data-form]");
  const row = form.closest("[data-item]");
  form.remove();
  if (row) focus(`item-${row.dataset.item}-title`);
}

function say(words) {
  document.getElementById("agenda-said").textContent = words;
}

// The focus ------------------------------------------------------------------------------------------

function focus(id) {
  const found = document.getElementById(id);
  if (!found) return;
  const around = found.closest("[data-item], [data-day]");
  if (!around.contains(document.activeElement)) found.focus({ preventScroll: true });
  const isCalm = matchMedia("(prefers-reduced-motion: no-preference)").matches;
  found.scrollIntoView({ block: "nearest", behavior: isCalm ? "smooth" : "instant" });
}

// A form that has just opened has the focus in its first field; one that came back has it where it says what is wrong.
function enter(event) {
  const form = event.target.matches?.(".agenda-opened, [data-form]") && event.target.closest(".agenda-opened")?.querySelector("[data-form]");
  if (!form || form.contains(document.activeElement)) return;
  (form.querySelector("input:not([type=hidden]), select, textarea") ?? form.querySelector("button")).focus();
}

// Hours ----------------------------------------------------------------------------------------------

function minutesOf(text) {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?h?$/i.exec(text.trim());
  if (!match || Number(match[1]) > 24 || Number(match[2] ?? 0) > 59) return null;
  return Number(match[1]) * 60 + Number(match[2] ?? 0);
}

function durationOf(text) {
  const match = /^(?:(\d{1,2})\s?(?:[:.]|h)\s?)?(?:(\d{1,3})\s?(?:m|min)?)?$/i.exec(text.trim());
  if (!match || !text.trim()) return null;
  return Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0) || null;
}

function clock(minutes) {
  const rest = minutes % MINUTES_A_DAY;
  return [Math.floor(rest / 60), rest % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function inWords(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${String(rest).padStart(2, "0")}` : `${hours} h`;
}

// Another start takes the end along, a duration makes it, an end makes the duration.
function fillHours(field) {
  const form = field.form;
  const { starts, ends, duration } = form.elements;
  if (!duration || !["starts", "ends", "duration"].includes(field.name)) return;
  const begins = minutesOf(starts.value);
  if (begins === null) return;
  if (field.name === "ends") {
    const until = minutesOf(ends.value);
    if (until !== null) duration.value = inWords((until - begins + MINUTES_A_DAY) % MINUTES_A_DAY || MINUTES_A_DAY - 1);
    return;
  }
  const lasts = durationOf(duration.value);
  if (lasts) ends.value = clock(begins + lasts);
}

// Menus ----------------------------------------------------------------------------------------------

function closeMenus(except) {
  for (const menu of document.querySelectorAll("[data-more][open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

function chosen(event) {
  const menu = event.target.closest(".agenda-menu");
  if (menu && event.target.closest("a, button")) menu.closest("[data-more]").open = false;
  else closeMenus(event.target);
}

document.addEventListener("change", (event) => event.target.form?.matches("[data-form]") && fillHours(event.target));
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-form]");
  if (form) form.dataset.typed = "";
});
if (screen) {
  screen.dataset.ready = "";
  document.addEventListener("htmx:oobBeforeSwap", keepOpened);
  document.addEventListener("htmx:beforeRequest", guard);
  document.addEventListener("htmx:afterSwap", enter);
  document.addEventListener("agenda:focus", (event) => focus(event.detail.id));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-close]");
    if (link) {
      event.preventDefault();
      close(link);
    }
    chosen(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("[data-more][open]");
    closeMenus(null);
    menu?.querySelector("summary").focus();
  });
}
