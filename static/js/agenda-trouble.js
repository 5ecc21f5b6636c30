// Says that a change of the agenda did not reach the portal, or that the portal could not do it. What was typed stays.

const screen = document.querySelector("[data-agenda]");

function say(words) {
  const notice = document.createElement("p");
  notice.className = "notice notice-stop";
  notice.textContent = words;
  document.getElementById("agenda-trouble").replaceChildren(notice);
}

// A whole page where a part was asked for: the session has ended, and the request was led to the login.
function isPage(xhr) {
  return /^\s*<!doctype/i.test(xhr.responseText);
}

if (screen) {
  document.addEventListener("htmx:sendError", () => say(screen.dataset.unsent));
  document.addEventListener("htmx:timeout", () => say(screen.dataset.unsent));
  document.addEventListener("htmx:responseError", (event) => {
    const isRefused = [401, 403].includes(event.detail.xhr.status);
    say(isRefused ? screen.dataset.loggedOut : screen.dataset.failed);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isPage(event.detail.xhr)) return;
    event.detail.shouldSwap = false;
    say(screen.dataset.loggedOut);
    event.target.dispatchEvent(new CustomEvent("agenda:logged-out", { bubbles: true }));
  });
}
