// Looks now and then whether a document's pages are ready, and shows them then. Without it a link does.

const FIRST = 2_000;
const SLOWER = 1.5;
const LONGEST = 30_000;
const MOST_LOOKS = 120;

const isPreparing = (page) => page.querySelector("[data-preparing]") !== null;

async function isStillPreparing() {
  const response = await fetch(location.pathname, { cache: "no-store", redirect: "error" });
  // Whatever else is answered, the reader should see.
  if (!response.ok) return false;
  return isPreparing(new DOMParser().parseFromString(await response.text(), "text/html"));
}

function lookAgain(wait, left) {
  setTimeout(async () => {
    // Nobody is looking, or the line is down: later.
    const isPending = document.hidden || (await isStillPreparing().catch(() => true));
    if (!isPending) location.reload();
    else if (left > 0) lookAgain(Math.min(wait * SLOWER, LONGEST), left - 1);
  }, wait);
}

if (isPreparing(document)) lookAgain(FIRST, MOST_LOOKS);
