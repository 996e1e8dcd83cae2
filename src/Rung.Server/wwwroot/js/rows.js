// A table worked by keys: J and K go from row to row, O or Enter opens. The address of a row is in it.
import { typing } from "./keys.js";

const rows = () => [...document.querySelectorAll("[data-rows-table] [data-row]")];

document.addEventListener("keydown", event => {
  if (typing(event) || event.defaultPrevented) return;
  const all = rows(), here = all.indexOf(document.activeElement?.closest?.("[data-row]"));
  const to = { j: here + 1, ArrowDown: here + 1, k: here - 1, ArrowUp: here - 1 }[event.key];
  if (to !== undefined && all.length && (here >= 0 || event.key === "j" || event.key === "k")) {
    event.preventDefault();
    const row = all[Math.max(0, Math.min(all.length - 1, to))];
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  } else if (here >= 0 && (event.key === "o" || (event.key === "Enter" && document.activeElement === all[here]))) {
    event.preventDefault();
    location.assign(all[here].dataset.href);
  }
});

document.addEventListener("change", event => { if (event.target.matches("[data-submit]")) event.target.form.requestSubmit(); });
document.querySelector("[data-rows-table]")?.setAttribute("data-ready", "");
