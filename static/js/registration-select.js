// Choosing who comes: how many are ticked of each city and of all, against the seats that are left.

function attach(form) {
  const sum = form.querySelector("[data-sum]");
  const cities = [...form.querySelectorAll("[data-city]")];
  form.querySelector("[data-count-button]").hidden = true;

  function words(number, left) {
    const said = left === "" ? form.dataset.ticked : number > Number(left) ? form.dataset.over : form.dataset.of;
    return said.replace("#", number).replace("%", left);
  }

  function count() {
    let all = 0;
    for (const city of cities) {
      const ticked = [...city.querySelectorAll("input:checked")];
      // Seats kept for the host's team, speakers and staff are outside their city's.
      const own = ticked.filter((box) => !("kept" in box.dataset)).length;
      all += ticked.length;
      const left = city.dataset.left;
      city.querySelector("[data-count]").textContent = ticked.length ? words(own, left) : "";
      city.classList.toggle("selecting-over", left !== "" && own > Number(left));
    }
    sum.textContent = words(all, form.dataset.free);
  }

  form.addEventListener("change", count);
  count();
}

for (const form of document.querySelectorAll("[data-selecting]")) attach(form);
