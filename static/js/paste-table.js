// Takes the table of a clipboard along with the text that is pasted, and says that it did. Without it the text is read.

const TABLE_CELLS = /<t[dh][\s>]/gi;
const ROWS = /<tr[\s>]/gi;
const UNSAID = [/<!--[\s\S]*?-->/g, /<(style|script|xml|title)\b[\s\S]*?<\/\1\s*>/gi];
// A mark, with quotations in which ">" may stand.
const MARK = /<([a-z][a-z0-9:]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const SPAN = /\b(?:col|row)span\s*=\s*["']?\d{1,3}["']?/gi;
// With more signs than that, as copied and as bare, it is no agenda; its text is read then.
const [MOST, MOST_BARE] = [4_000_000, 500_000];

const count = (text, pattern) => (text.match(pattern) ?? []).length;

// What Word adds for itself stays behind: only the marks themselves are sent, and how far cells reach.
function bare(html) {
  const said = UNSAID.reduce((text, pattern) => text.replace(pattern, ""), html);
  return said.replace(MARK, (_mark, name, rest) => `<${[name, ...(rest.match(SPAN) ?? [])].join(" ")}>`);
}

for (const form of document.querySelectorAll("[data-paste-table]")) {
  const [text, html, said] = [form.elements.text, form.elements.html, form.querySelector("[data-paste-said]")];
  let pasted = false;

  function take(table) {
    html.value = table;
    said.textContent = table && form.dataset.recognised.replace("{rows}", count(table, ROWS));
  }

  text.addEventListener("paste", (event) => {
    const copied = event.clipboardData?.getData("text/html") ?? "";
    const isAll = text.selectionStart === 0 && text.selectionEnd === text.value.length;
    const table = isAll && copied.length <= MOST ? bare(copied) : "";
    const isTable = count(table, TABLE_CELLS) > 1 && table.length <= MOST_BARE;
    pasted = true;
    // What was taken before is part of a larger text now, which is read as a whole.
    take(isTable ? table : "");
  });

  text.addEventListener("input", () => {
    const isPaste = pasted;
    pasted = false;
    if (isPaste || !html.value) return;
    take("");
    said.textContent = form.dataset.dropped;
  });
}
