// More rows of a form without asking the server: the button that would ask for them adds one, and puts the caret there.

function attach(form) {
  const rows = form.querySelector(".naming-rows");
  const number = form.querySelector("input[name=rows]");
  const most = Number(form.dataset.most);
  const made = form.querySelector("template").innerHTML;

  form.querySelector("[data-more]")?.addEventListener("click", (event) => {
    event.preventDefault();
    const next = Number(number.value);
    const shown = rows.children.length + 1;
    rows.insertAdjacentHTML("beforeend", made.replaceAll("__row__", next).replaceAll("__number__", shown));
    number.value = next + 1;
    event.currentTarget.hidden = next + 1 >= most;
    rows.lastElementChild.querySelector("select, input").focus();
  });
}

document.querySelectorAll("[data-more-rows]").forEach(attach);
