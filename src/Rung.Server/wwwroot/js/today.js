// The queue of a day and the leak list: one sheet for every next step, and the record in hand beside the queue.
const seen = new Map();

document.addEventListener("click", event => {
  const asks = event.target.closest?.("[data-next-step]");
  if (!asks) return;
  const form = document.querySelector("#next-step form");
  form.action = `/api/v1/${asks.dataset.kindOf === "lead" ? "leads" : "opportunities"}/${asks.dataset.nextStep}`;
  form.dataset.version = asks.dataset.version;
  document.getElementById("next-step-head").textContent = asks.dataset.name;
  form.elements.nextStep.value = asks.dataset.text ?? "";
  const sheet = document.getElementById("next-step");
  if (!sheet.open) sheet.showModal();
  form.elements.nextStep.select();
}, true);

// The next record is there before it is asked for.
document.addEventListener("focusin", async event => {
  const side = document.querySelector("[data-in-hand]");
  const row = event.target.closest?.(".queue [data-step]");
  if (!side || !row || getComputedStyle(side).display === "none") return;
  for (const other of document.querySelectorAll(".queue [aria-selected=true]")) other.removeAttribute("aria-selected");
  row.setAttribute("aria-selected", "true");
  const steps = [...document.querySelectorAll(".queue [data-step]")];
  const next = steps[steps.indexOf(row) + 1];
  side.dataset.shown = row.dataset.href;
  const drawn = await load(row);
  if (next) load(next);
  if (side.dataset.shown === row.dataset.href) side.innerHTML = drawn;
});

function load(row) {
  const href = row.dataset.peek ? row.dataset.peek + "?peek=1" : row.dataset.href;
  if (!seen.has(href)) seen.set(href, draw(href, !!row.dataset.peek));
  return seen.get(href);
}

async function draw(href, whole) {
  const response = await fetch(href);
  if (!response.ok || response.redirected) return "";
  const text = await response.text();
  if (whole) return text;
  const page = new DOMParser().parseFromString(text, "text/html").querySelector(".record-side, .page");
  return page ? page.innerHTML : "";
}

document.addEventListener("rung:stir", () => seen.clear());
