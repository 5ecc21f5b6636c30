// Keeps what is being written: at the portal some seconds after the last key and when the page is left, and on this
// device as long as the portal cannot be reached. Says what became of it, and what others saved meanwhile.
// Without it a text is kept when it is saved.

const QUIET = 2_000;
const AGAIN = 5_000;
// Browsers send no more than this after a page was left.
const MOST_WHEN_LEFT = 60_000;
const MONTH = 31 * 24 * 3_600_000;
const NAMES = "text:";

const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long" });

// On this device -----------------------------------------------------------------------------------

function readFromDevice(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

// Whether it is there now: a device may be full, or keep nothing.
function writeToDevice(name, kept) {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

function removeFromDevice(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Where nothing can be kept, there is nothing to remove.
  }
}

// What others wrote on this device, and what nobody came back to, goes.
function tidyDevice(person) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(NAMES)) continue;
      const kept = readFromDevice(name);
      const isOld = !kept || Date.now() - Date.parse(kept.at) > MONTH;
      if (isOld || !name.startsWith(`${NAMES}${person}/`)) localStorage.removeItem(name);
    }
  } catch {
    // Nothing is kept here.
  }
}

// One form ---------------------------------------------------------------------------------------

function follow(form, about) {
  const { autosave: address, person, subjectType, subjectId, field } = about;
  const text = form.querySelector('[name="text"]');
  const base = form.querySelector('[name="base"]');
  const said = form.querySelector("[data-autosave-said]");
  const meanwhile = form.querySelector("[data-autosave-meanwhile]");
  if (!text || !base) return;
  const name = `${NAMES}${person}/${subjectType}/${subjectId}/${field}`;
  let safe = text.value;
  let isSent = false;
  let isLeaving = false;
  let waiting;
  let pending;
  let sending = Promise.resolve();

  function say(words, time) {
    const spoken = words.replace("{time}", time ?? "");
    if (said && said.textContent !== spoken) said.textContent = spoken;
  }

  function sentence(key) {
    return about[key] ?? "";
  }

  function bodyOf(written, typedAt) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "");
    body.set("subject_type", subjectType);
    body.set("subject_id", subjectId);
    body.set("field", field);
    body.set("base", base.value);
    body.set("text", written);
    if (typedAt) body.set("typed_at", typedAt);
    return body;
  }

  async function post(written, typedAt) {
    const isShort = written.length + base.value.length < MOST_WHEN_LEFT;
    pending = new AbortController();
    return fetch(address, {
      method: "POST",
      signal: pending.signal,
      body: bodyOf(written, typedAt),
      headers: { Accept: "application/json" },
      redirect: "error",
      keepalive: isShort && (isLeaving || document.hidden),
    });
  }

  // Somebody who logged in again in another window has another token there.
  async function renewToken() {
    const answer = await fetch(address, { cache: "no-store", redirect: "error" });
    if (!answer.ok) return false;
    for (const one of document.querySelectorAll('[name="csrfmiddlewaretoken"]')) one.value = (await answer.clone().json()).token;
    return true;
  }

  function keepOnDevice(written) {
    return writeToDevice(name, { text: written, base: base.value, at: new Date().toISOString() });
  }

  function keepHere(written, words) {
    say(keepOnDevice(written) ? words : sentence("saidFull"));
    clearTimeout(waiting);
    waiting = setTimeout(send, AGAIN);
  }

  async function send() {
    clearTimeout(waiting);
    const written = text.value;
    if (written === safe || isSent) return;
    // Should this page end before the answer comes.
    if (isLeaving || document.hidden) keepOnDevice(written);
    let answer;
    try {
      answer = await post(written);
    } catch {
      return isSent || keepHere(written, sentence("saidDevice"));
    }
    if (answer.status === 403) {
      // Asked for the token, the portal leads whoever is not logged in elsewhere.
      const isRenewed = await renewToken().catch(() => false);
      if (isRenewed) answer = await post(written).catch(() => answer);
    }
    if (answer.status === 413) return say(sentence("saidFull"));
    if (answer.status === 403) return keepHere(written, sentence("saidEnded"));
    if (!answer.ok) return keepHere(written, sentence("saidDevice"));
    const told = await answer.json();
    safe = written;
    removeFromDevice(name);
    say(sentence("saidKept"), clock.format(new Date()));
    if (meanwhile && told.meanwhile && meanwhile.innerHTML !== told.meanwhile) meanwhile.innerHTML = told.meanwhile;
  }

  function sendSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => (sending = sending.then(send)), QUIET);
  }

  // What this device kept goes to the portal first, which then offers it as it offers what it kept itself.
  async function handIn() {
    const kept = readFromDevice(name);
    if (!kept) return;
    if (kept.text === text.value) return removeFromDevice(name);
    const begunFrom = base.value;
    base.value = kept.base;
    try {
      const answer = await post(kept.text, kept.at);
      if (!answer.ok) return;
      const told = await answer.json();
      if (told.is_saved) return removeFromDevice(name);
      if (told.kept) {
        removeFromDevice(name);
        isSent = true;
        location.assign(form.action);
      } else {
        showBeside(kept);
      }
    } catch {
      // It stays where it is.
    } finally {
      base.value = begunFrom;
    }
  }

  function showBeside(kept) {
    const at = new Date(kept.at);
    const words = document.createElement("p");
    words.textContent = sentence("saidOther").replace("{time}", `${day.format(at)}, ${clock.format(at)}`);
    const box = document.createElement("textarea");
    box.readOnly = true;
    box.rows = 8;
    box.value = kept.text;
    box.setAttribute("aria-label", words.textContent);
    meanwhile?.append(words, box);
  }

  form.addEventListener("input", sendSoon);
  form.addEventListener("change", sendSoon);
  // Without a line the browser would show a page of its own instead of this one.
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      isSent = true;
      // What is still on its way is older than what is sent now, and must not come after it.
      pending?.abort();
    } else {
      event.preventDefault();
      keepHere(text.value, sentence("saidDevice"));
    }
  });
  document.addEventListener("visibilitychange", () => document.hidden && send());
  addEventListener("online", () => send());
  // Before whatever comes next is asked for: it may be the end of the session.
  addEventListener("beforeunload", (event) => {
    if (isSent || !text.isConnected || text.value === safe) return;
    isLeaving = true;
    if (!keepOnDevice(text.value)) event.preventDefault();
    send().finally(() => (isLeaving = false));
  });
  addEventListener("pagehide", () => send());

  tidyDevice(person);
  handIn();
}

function followAll(within) {
  for (const mark of within.querySelectorAll("[data-autosave]:not([data-autosave-on])")) {
    mark.dataset.autosaveOn = "";
    follow(mark.closest("form"), mark.dataset);
  }
}

followAll(document);
// A form that came in the place of a text.
document.addEventListener("htmx:load", (event) => followAll(event.target));
