// Dragging an agenda's items by their grips, with the mouse, a pen or a finger: within a day and across days and tracks.
// What is let go of is placed by the portal, which says where it is now. Keys and forms do the same without it.

const screen = document.querySelector("[data-agenda]");
// Pixels: from the edge of the window at which it begins to scroll, and how far at a time.
const EDGE = 60;
const SCROLL = 12;

let dragged = null;

function clear() {
  for (const mark of ["before", "end"]) {
    document.querySelector(`.agenda-drop-${mark}`)?.classList.remove(`agenda-drop-${mark}`);
  }
}

// The rows among which the pointer is: those under it, or the nearest of the day under it.
function rowsAt(x, y) {
  const under = document.elementFromPoint(x, y);
  const direct = under?.closest("[data-drop]");
  if (direct) return direct;
  const lists = [...(under?.closest("[data-day]")?.querySelectorAll("[data-drop]") ?? [])];
  const distance = (list) => {
    const { top, bottom, left, right } = list.getBoundingClientRect();
    return Math.max(top - y, 0, y - bottom) + Math.max(left - x, 0, x - right);
  };
  return lists.sort((one, other) => distance(one) - distance(other))[0];
}

function aim(x, y) {
  clear();
  const list = rowsAt(x, y);
  dragged.goal = null;
  if (!list) return;
  const rows = [...list.children].filter((row) => row !== dragged.row);
  const before = rows.find((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  dragged.goal = { list, before };
  if (before) before.classList.add("agenda-drop-before");
  else list.classList.add("agenda-drop-end");
}

// At the end of a group of rows it goes before what comes next that day, if that is everybody's or of the same track.
function follower(list) {
  const lists = [...list.closest("[data-day]").querySelectorAll("[data-drop]")];
  const later = lists.slice(lists.indexOf(list) + 1);
  const same = later.find((one) => one.dataset.track === list.dataset.track);
  return [...(same?.children ?? [])].find((row) => row !== dragged.row);
}

function scroll() {
  if (!dragged) return;
  const { y } = dragged;
  if (y < EDGE) window.scrollBy({ top: -SCROLL, behavior: "instant" });
  else if (y > window.innerHeight - EDGE) window.scrollBy({ top: SCROLL, behavior: "instant" });
  requestAnimationFrame(scroll);
}

function start(event) {
  const grip = event.target.closest?.("[data-grip]");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  const row = grip.closest("[data-item]");
  dragged = { row, grip, goal: null, y: event.clientY, pointer: event.pointerId };
  grip.setPointerCapture(event.pointerId);
  row.classList.add("agenda-dragged");
  document.documentElement.classList.add("agenda-dragging");
  requestAnimationFrame(scroll);
}

function move(event) {
  if (dragged?.pointer !== event.pointerId) return;
  dragged.y = event.clientY;
  aim(event.clientX, event.clientY);
}

function stop() {
  clear();
  dragged?.row.classList.remove("agenda-dragged");
  document.documentElement.classList.remove("agenda-dragging");
  const was = dragged;
  dragged = null;
  return was;
}

function drop(event) {
  if (dragged?.pointer !== event.pointerId) return;
  const { row, goal } = dragged;
  const next = goal && (goal.before ?? follower(goal.list));
  stop();
  if (!goal) return;
  const { drop: day, track } = goal.list.dataset;
  const values = { day, track, before: next?.dataset.item ?? "", version: row.dataset.version };
  window.htmx.ajax("POST", `${screen.dataset.agenda}items/${row.dataset.item}/place/`, { source: row, swap: "none", values });
}

if (screen) {
  document.addEventListener("pointerdown", start);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && dragged && stop());
}
