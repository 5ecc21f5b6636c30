// Says beside the times of an agenda what the reader's own clock shows then, where it shows anything else.
// Without it the page names the zone of its times, and that is all.

const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });

// The day on the reader's calendar, as ISO 8601 has it.
function ownDay(moment) {
  const [month, date] = [moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${moment.getFullYear()}-${month}-${date}`;
}

function own(time) {
  const moment = new Date(time.dateTime);
  const isSameDay = time.dateTime.startsWith(ownDay(moment));
  return isSameDay ? clock.format(moment) : `${day.format(moment)}, ${clock.format(moment)}`;
}

for (const slots of document.querySelectorAll("[data-own-times]")) {
  for (const slot of slots.querySelectorAll("[data-times]")) {
    const times = [...slot.querySelectorAll("time")];
    const owns = times.map(own);
    if (owns.every((shown, index) => shown === times[index].textContent)) continue;
    const beside = document.createElement("small");
    beside.className = "own-time";
    beside.textContent = slots.dataset.ownTimes.replace("{times}", owns.join("–"));
    slot.append(beside);
  }
}
