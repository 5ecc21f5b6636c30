// Says that a change of the agenda did not reach the portal, or that the portal could not do it. What was typed stays.

const screen = document.querySelector("[data-agenda]");

function say(words) {
  const notice = document.createElement("p");
  notice.className = "notice notice-stop";
  notice.textContent = words;
  document.getElementById("agenda-trouble").replaceChildren(notice);
}

// Who logs in again in another window has another token by then, which the forms here do not know yet.
let isLoggedOut = false;

async function renewToken() {
  if (!isLoggedOut) return;
  const answer = await fetch(screen.dataset.agenda, { redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  screen.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  isLoggedOut = false;
}

function sayLoggedOut() {
  isLoggedOut = true;
  say(screen.dataset.loggedOut);
}

// A whole page where a part was asked for: the session has ended, and the request was led to the login.
function isPage(xhr) {
  return /^\s*<!doctype/i.test(xhr.responseText);
}

if (screen) {
  window.addEventListener("focus", renewToken);
  document.addEventListener("htmx:sendError", () => say(screen.dataset.unsent));
  document.addEventListener("htmx:timeout", () => say(screen.dataset.unsent));
  document.addEventListener("htmx:responseError", (event) => {
    if ([401, 403].includes(event.detail.xhr.status)) sayLoggedOut();
    else say(screen.dataset.failed);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isPage(event.detail.xhr)) return;
    event.detail.shouldSwap = false;
    sayLoggedOut();
    event.target.dispatchEvent(new CustomEvent("agenda:logged-out", { bubbles: true }));
  });
}
