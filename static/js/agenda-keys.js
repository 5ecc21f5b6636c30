// Keys for an agenda's items. They work while an item has the focus, not in a field; one act waits for the other.

const screen = document.querySelector("[data-agenda]");
const FIELD = "input, textarea, select, [contenteditable]";

// Acts that were asked for before the one before them was answered.
const asked = [];
// The request of that one: other parts of the screen are answered meanwhile, and one answer settles in several places.
let sent = null;

const note = (event) => (sent = event.detail.xhr);

function begin(act) {
  document.addEventListener("htmx:beforeSend", note);
  act();
  document.removeEventListener("htmx:beforeSend", note);
  if (!sent) next();
}

function next() {
  sent = null;
  const act = asked.shift();
  if (act) begin(act);
}

function inTurn(act) {
  if (sent) asked.push(act);
  else begin(act);
}

function rowOf(id) {
  return document.getElementById(`item-${id}`);
}

function press(id, name) {
  inTurn(() => document.getElementById(`item-${id}-${name}`)?.click());
}

// Alt with an arrow to the side: to the day before or after, at the same time.
function toDay(id, step) {
  inTurn(() => {
    const row = rowOf(id);
    const days = [...document.querySelectorAll("[data-day]")];
    const day = days[days.indexOf(row?.closest("[data-day]")) + step];
    if (!row || !day) return;
    const values = { day: day.dataset.day, track: row.closest("[data-track]").dataset.track, version: row.dataset.version };
    window.htmx.ajax("POST", `${screen.dataset.agenda}items/${id}/place/`, { source: row, swap: "none", values });
  });
}

function open(row, way) {
  window.htmx.ajax("GET", `${screen.dataset.agenda}${way}`, { source: row, target: `#${row.id}-opened`, swap: "innerHTML" });
}

function step(row, by) {
  const rows = [...document.querySelectorAll("[data-item]")];
  rows[rows.indexOf(row) + by]?.querySelector("[data-title]").focus();
}

function help() {
  const keys = document.getElementById("agenda-keys");
  keys.open = true;
  keys.querySelector("summary").focus();
}

function moving(event, row) {
  const id = row.dataset.item;
  const acts = {
    ArrowUp: () => press(id, "earlier"),
    ArrowDown: () => press(id, "later"),
    ArrowLeft: () => toDay(id, -1),
    ArrowRight: () => toDay(id, 1),
  };
  return acts[event.key];
}

function plain(event, row) {
  const id = row.dataset.item;
  const day = row.closest("[data-day]").dataset.day;
  const acts = {
    ArrowUp: () => step(row, -1),
    ArrowDown: () => step(row, 1),
    e: () => open(row, `items/${id}/`),
    n: () => open(row, `days/${day}/items/add/?after=${id}`),
    Delete: () => open(row, `items/${id}/remove/`),
    "?": help,
  };
  return acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

function backOrForth(event) {
  if (event.key.toLowerCase() !== "z" || event.altKey) return undefined;
  const name = event.shiftKey ? "redo" : "undo";
  return () => inTurn(() => document.getElementById(`agenda-${name}-button`).click());
}

function actFor(event) {
  if (event.target.closest(FIELD)) return undefined;
  if (event.ctrlKey || event.metaKey) return backOrForth(event);
  const row = event.target.closest("[data-item]");
  // In a menu that is open, and in a form, keys mean what they mean there.
  if (!row || event.target.closest(".agenda-menu, .agenda-opened")) return undefined;
  return event.altKey ? moving(event, row) : plain(event, row);
}

if (screen) {
  document.addEventListener("keydown", (event) => {
    const act = actFor(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("htmx:afterSettle", (event) => sent && event.detail.xhr === sent && next());
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "agenda:logged-out"]) {
    document.addEventListener(failure, () => {
      asked.length = 0;
      sent = null;
    });
  }
}
