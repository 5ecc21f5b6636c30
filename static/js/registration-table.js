// A table of people to tick: one box ticks all on the page, and how many are ticked is said.

function attach(form) {
  const all = form.querySelector("[data-tick-all]");
  const said = form.querySelector("[data-tick-count]");
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];

  function tell() {
    const number = boxes.filter((box) => box.checked).length;
    all.checked = number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    said.textContent = number === 0 ? "" : number === 1 ? form.dataset.one : form.dataset.several.replace("#", number);
  }

  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", (event) => {
    if (boxes.includes(event.target)) tell();
  });
  tell();
}

for (const form of document.querySelectorAll("[data-tick-rows]")) attach(form);
