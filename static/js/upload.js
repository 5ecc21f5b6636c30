// Forms that send files: a title for each file before it is sent, how far it is, and a lost connection that loses nothing.

function say(form, words) {
  form.querySelector("[data-upload-said]").textContent = words;
}

function titled(form, file) {
  const field = document.createElement("div");
  field.className = "field";
  const label = document.createElement("label");
  label.append(`${form.dataset.saidTitle} ${file.name}`);
  const input = document.createElement("input");
  Object.assign(input, { type: "text", name: "titles", maxLength: 200, placeholder: file.name });
  label.append(input);
  field.append(label);
  return field;
}

// Of one file the form's own field is the title; of several each gets its own.
function showTitles(form, files) {
  const box = form.querySelector("[data-upload-titles]");
  const one = form.querySelector("input[name=title]")?.closest(".field");
  if (!box || !one) return;
  const are_several = files.length > 1;
  box.replaceChildren(...(are_several ? files.map((file) => titled(form, file)) : []));
  box.hidden = !are_several;
  one.hidden = are_several;
}

function chosen(form, input) {
  const files = [...input.files];
  const large = files.filter((file) => file.size > Number(input.dataset.mostBytes));
  say(form, large.map((file) => `${file.name} ${form.dataset.saidLarge}.`).join(" "));
  showTitles(form, files);
}

function progressed(form, { loaded, total, lengthComputable }) {
  if (!lengthComputable || !total) return;
  const box = form.querySelector("[data-upload-progress]");
  const share = Math.round((100 * loaded) / total);
  box.hidden = false;
  box.firstElementChild.value = share;
  // Not at every step: it would be read aloud all the time.
  if (loaded === total) say(form, form.dataset.saidLooked);
  else if (share % 25 === 0) say(form, `${form.dataset.saidSent} ${share} %`);
}

function lost(form) {
  form.querySelector("[data-upload-progress]").hidden = true;
  say(form, form.dataset.saidLost);
}

function attach(form) {
  if (form.dataset.upload === "attached") return;
  form.dataset.upload = "attached";
  const input = form.querySelector("input[type=file]");
  let is_sending = false;
  input.addEventListener("change", () => chosen(form, input));
  form.addEventListener("htmx:beforeSend", () => (is_sending = true));
  // The answer's way back is counted by the same event.
  form.addEventListener("htmx:xhr:progress", (event) => {
    if (is_sending) progressed(form, event.detail);
    if (event.detail.loaded === event.detail.total) is_sending = false;
  });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
    form.addEventListener(name, () => lost(form));
  }
  // What is refused comes back with the form and says why.
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 429) event.detail.shouldSwap = true;
  });
}

function attachAll(within) {
  for (const form of within.querySelectorAll("form[data-upload]")) attach(form);
}

// What came with an answer is new: its forms are attached, and it takes the focus, or what is wrong in it does.
document.addEventListener("htmx:load", (event) => {
  attachAll(event.detail.elt);
  const come = event.detail.elt;
  (come.querySelector("[autofocus]") ?? (come.id === "main" ? come : null))?.focus();
});
attachAll(document);
