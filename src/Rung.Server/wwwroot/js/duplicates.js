// Says what may exist already while a new account or contact is being entered, and sends a merge with the values chosen.
import { command } from "./api.js";
import { carry } from "./toast.js";

const form = document.querySelector("form[data-duplicates]");
const place = form?.querySelector("[data-duplicates-found]");
let asking = 0;

form?.addEventListener("change", async () => {
  const query = new URLSearchParams();
  for (const name of ["name", "email", "domain", "website", "phone", "mobile", "city", "country", "accountId"]) {
    const value = form.elements[name]?.value?.trim();
    if (value) query.set(name, value);
  }
  if (!query.has("name")) return show([]);
  const mine = ++asking;
  const answer = await fetch(`${form.dataset.duplicates}?${query}`);
  if (answer.ok && mine === asking) show((await answer.json()).items);
});

function show(items) {
  place.hidden = items.length === 0;
  place.querySelector("ul").replaceChildren(...items.slice(0, 3).map(item => {
    if (item.isHidden) {
      const line = document.createElement("li");
      line.textContent = item.ask ? place.dataset.ask.replace("{name}", item.ask) : place.dataset.askFounder;
      return line;
    }
    const [line, link] = [document.createElement("li"), document.createElement("a")];
    link.className = "link";
    link.href = `${form.dataset.then}${item.id}`;
    link.textContent = item.title;
    line.append(link, item.beside ? ` · ${item.beside}` : "");
    return line;
  }));
}

document.querySelector("form[data-merge]")?.addEventListener("submit", async event => {
  event.preventDefault();
  const merge = event.target;
  if (merge.dataset.busy) return;
  merge.dataset.busy = "1";
  const take = [...merge.querySelectorAll("input[value=goes]:checked")].map(choice => choice.name);
  const answer = await command("POST", merge.getAttribute("action"), { gone: merge.dataset.gone, take });
  delete merge.dataset.busy;
  if (answer.ok) {
    carry(merge.querySelector("button").firstChild.textContent.trim(), answer.decision);
    return location.assign(merge.dataset.then);
  }
  const error = merge.querySelector("[data-form-error]");
  error.textContent = answer.problem.detail ?? answer.problem.title;
  error.hidden = false;
});
