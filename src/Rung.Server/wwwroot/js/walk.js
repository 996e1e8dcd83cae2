// Rows and cards that are walked by key: J K and arrows go on, Enter opens, a letter presses the card's own button.
import { typing } from "./keys.js";

document.addEventListener("keydown", event => {
  if (typing(event)) return;
  const steps = [...document.querySelectorAll("[data-walk] [data-step]")];
  const here = document.activeElement?.closest?.("[data-step]");
  const key = event.key.toLowerCase();
  const grid = here?.closest("[data-walk=grid]");
  if (key === "j" || key === "arrowdown") return go(event, here ? steps[steps.indexOf(here) + 1] : steps[0]);
  if (key === "k" || key === "arrowup") return go(event, here ? steps[steps.indexOf(here) - 1] : steps[0]);
  if (key === "arrowright" || key === "arrowleft") {
    if (!grid) return here || !document.querySelector("[data-walk=grid]") ? undefined : go(event, steps[0]);
    const lanes = [...grid.children];
    return go(event, lanes[lanes.indexOf(here.parentElement) + (key === "arrowright" ? 1 : -1)]?.querySelector("[data-step]"));
  }
  const act = here?.querySelector(`[data-act="${CSS.escape(key)}"]`);
  if (act) { event.preventDefault(); event.stopImmediatePropagation(); act.click(); }
}, true);

function go(event, to) {
  if (!to) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  to.focus();
  to.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// What others change is drawn anew, unless somebody is in the middle of something; the card in hand stays in hand.
document.addEventListener("rung:stir", async () => {
  const page = document.querySelector(".page[data-live]");
  if (!page?.querySelector("[data-walk]") || document.querySelector("dialog[open]")) return;
  const held = document.activeElement?.closest?.("[data-step-id]")?.dataset.stepId;
  const response = await fetch(location.href);
  if (!response.ok || document.querySelector("dialog[open]")) return;
  const drawn = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".page[data-live]");
  if (drawn) page.replaceChildren(...drawn.childNodes);
  if (held) document.querySelector(`[data-step-id="${CSS.escape(held)}"]`)?.focus();
});
