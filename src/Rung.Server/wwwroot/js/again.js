// Draws what goes on again until it is over; whoever stands on a button keeps standing on it.
let place = document.querySelector("[data-again]");

async function look() {
  try {
    if (!document.hidden) await draw();
  } catch { /* away for a moment */ }
  if (place.dataset.again) setTimeout(look, place.dataset.again * 1000);
}

async function draw() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(place.id);
  if (!fresh) return;
  const held = place.contains(document.activeElement) ? document.activeElement.form?.action : null;
  place.replaceWith(fresh);
  place = fresh;
  if (held) [...place.querySelectorAll("form")].find(form => form.action === held)?.querySelector("button")?.focus();
}

setTimeout(look, place.dataset.again * 1000);
