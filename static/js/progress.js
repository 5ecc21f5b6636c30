// Brings the progress of long work up to date while one looks at it. Without it a link does.

const WAIT = 2_000;

async function lookAgain() {
  const shown = document.querySelector("[data-progress]");
  if (!shown?.hasAttribute("data-unfinished")) return;
  if (!document.hidden) {
    const response = await fetch(location.pathname, { cache: "no-store", redirect: "error" });
    // Whatever else is answered, the reader should see.
    if (!response.ok) return location.reload();
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const newer = page.querySelector("[data-progress]");
    // Its heading and the rest of the page say that it is done.
    if (!newer?.hasAttribute("data-unfinished")) return location.reload();
    shown.replaceWith(document.adoptNode(newer));
  }
  later();
}

// A line that is down is tried again.
const later = () => setTimeout(() => lookAgain().catch(later), WAIT);

later();
