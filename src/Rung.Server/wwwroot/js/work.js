// Shows how far background work has come, and the page anew when it is over.
const lines = [...document.querySelectorAll("[data-work]")];

async function look(line) {
  const answer = await fetch(`/api/v1/work/${line.dataset.work}`);
  if (!answer.ok) return;
  const { state, done, total } = await answer.json();
  if (state !== "waiting" && state !== "running") return location.reload();
  const place = line.querySelector("[data-progress]");
  if (place && total > 0) place.textContent = ` · ${Math.floor(done * 100 / total)}%`;
  setTimeout(() => look(line), 700);
}

lines.forEach(look);
