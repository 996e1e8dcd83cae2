import { command } from "./api.js";

const region = () => document.querySelector("[data-toasts]");
const words = document.body.dataset;
let last = null;

export function toast(text, decision) {
  const line = document.createElement("div");
  line.className = "toast-line";
  line.append(text);
  if (decision) {
    last = decision;
    const button = document.createElement("button");
    button.textContent = words.undo;
    button.onclick = () => undo(decision, line);
    line.append(button);
  }
  if (decision) {
    const time = document.createElement("span");
    time.className = "toast-left";
    time.setAttribute("aria-hidden", "true");
    line.append(time);
  }
  for (const old of [...region()?.children ?? []].slice(0, -2)) old.remove();
  region()?.append(line);
  setTimeout(() => line.remove(), decision ? 30000 : 6000);
}

async function undo(decision, line) {
  line?.remove();
  last = null;
  const answer = await command("POST", `/api/v1/decisions/${decision}/undo`);
  // What changed since stands there, field by field, with the choice.
  if (answer.problem?.title === "changed-since") return location.assign(`/changes/${decision}`);
  // Asked again because the first answer was lost on its way.
  const done = answer.ok || (answer.again && answer.problem.title === "undone-already");
  if (!done) return toast(answer.problem.detail ?? answer.problem.title);
  sessionStorage.setItem("rung-toast", JSON.stringify({ text: words.undone }));
  location.reload();
}

// A change that leads to another page says so there.
export function carry(text, decision) { sessionStorage.setItem("rung-toast", JSON.stringify({ text, decision })); }

export function undoable() {
  const kept = sessionStorage.getItem("rung-toast");
  if (kept) {
    sessionStorage.removeItem("rung-toast");
    const { text, decision } = JSON.parse(kept);
    toast(text, decision);
  }
  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && last && !event.target.closest("input, textarea, [contenteditable]")) undo(last);
  });
}
