// A long list of boxes to tick: typing a name narrows it, Enter ticks the first that is left, and says so.

const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", ŋ: "n", ı: "i", æ: "ae", œ: "oe", þ: "th", ß: "ss" };

// As portal/lib/names.py folds names: without case, accents and signs.
function fold(text) {
  const bare = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’‘`´]/g, "");
  const plain = bare.replace(/./gu, (sign) => LETTERS[sign] ?? sign);
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// Better than being somewhere in the name is to begin it, or a word of it.
function nearness(names, wanted) {
  const found = names.split(" | ").map((name) =>
    name.startsWith(wanted) ? 2 : ` ${name}`.includes(` ${wanted}`) ? 1 : 0,
  );
  return Math.max(...found);
}

function attach(form) {
  const box = form.querySelector("[data-tick-search]");
  const search = box.querySelector("input");
  const said = form.querySelector("[data-tick-said]");
  const more = form.querySelector("[data-tick-more]");
  const rows = [...form.querySelectorAll("[data-tick]")];
  const tick = (row) => row.querySelector("input[type=checkbox]");
  const name = (row) => tick(row).parentElement.textContent.trim().split("\n")[0];
  const seen = new Set(rows.filter((row) => tick(row).disabled));

  function matches() {
    const wanted = fold(search.value);
    if (!wanted) return rows;
    const near = rows.map((row) => [nearness(row.dataset.tick, wanted), row]);
    return near.filter(([much]) => much).sort((one, other) => other[0] - one[0]).map(([, row]) => row);
  }

  function narrow() {
    const left = new Set(matches());
    for (const row of rows) row.hidden = !left.has(row);
    if (more) more.open = Boolean(fold(search.value)) && rows.some((row) => more.contains(row) && left.has(row));
    if (!left.size) said.textContent = form.dataset.none;
    else if (said.textContent === form.dataset.none) said.textContent = "";
  }

  function tell(row) {
    const number = rows.filter((each) => tick(each).checked).length;
    const what = tick(row).checked ? form.dataset.ticked : form.dataset.unticked;
    said.textContent = `${name(row)} ${what} (${number}).`;
  }

  function choose(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [first] = search.value.trim() ? matches().filter((row) => !seen.has(row)) : [];
    if (!first) return;
    tick(first).checked = !tick(first).checked;
    search.value = "";
    narrow();
    tell(first);
  }

  box.hidden = false;
  search.addEventListener("input", narrow);
  search.addEventListener("keydown", choose);
  form.addEventListener("change", (event) => event.target.closest("[data-tick]") && tell(event.target.closest("[data-tick]")));
}

for (const form of document.querySelectorAll("[data-tick-list]")) attach(form);
