// A list that scrolls through any number of rows: the server drew the first ones, more come ahead of the reader.
import { command } from "./api.js";
import { money } from "./forms.js";
import { typing } from "./keys.js";
import { toast } from "./toast.js";

const grid = document.querySelector("[data-grid]");
const [rows, scroll, state] = [grid.querySelector("[data-rows]"), document.querySelector("[data-scroll]"), document.querySelector("[data-keys-state]")];
let [next, loading, at, cell] = [grid.dataset.next, false, -1, 0];
const chosen = new Set();

scroll.addEventListener("scroll", ahead, { passive: true });
ahead();

async function ahead() {
  while (next && !loading && scroll.scrollTop + scroll.clientHeight * 4 > scroll.scrollHeight) {
    loading = true;
    const response = await fetch(`${grid.dataset.path}?${grid.dataset.query}&rows=1&after=${encodeURIComponent(next)}`);
    if (!response.ok) break;
    next = response.headers.get("Rung-Next");
    rows.insertAdjacentHTML("beforeend", await response.text());
    loading = false;
  }
}

const all = () => rows.children;
const fields = row => [...row.children];

function go(to, side = cell) {
  const list = all();
  if (!list.length) return;
  at = Math.max(0, Math.min(to, list.length - 1));
  cell = Math.max(0, Math.min(side, list[at].children.length - 1));
  grid.querySelector("[aria-current=true]")?.removeAttribute("aria-current");
  grid.querySelector(".cell-focus")?.classList.remove("cell-focus");
  const row = list[at];
  row.setAttribute("aria-current", "true");
  row.children[cell].classList.add("cell-focus");
  row.scrollIntoView({ block: "nearest" });
  if (state) state.textContent = `${at + 1} · ${grid.querySelectorAll("[role=columnheader]")[cell]?.textContent ?? ""}`;
  if (document.querySelector(".peek")) peek(row);
}

document.addEventListener("keydown", event => {
  if (typing(event)) return;
  const row = all()[at];
  const page = Math.floor(scroll.clientHeight / 32) - 1;
  const move = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1e9, End: 1e9 }[event.key];
  if (move) { event.preventDefault(); go(at + move); ahead(); }
  else if (event.key === "ArrowRight") go(at, cell + 1);
  else if (event.key === "ArrowLeft") go(at, cell - 1);
  else if (event.key === "Enter" && row) { event.preventDefault(); location.assign(row.dataset.href); }
  else if (event.key === "e" && row) { event.preventDefault(); edit(row.children[cell]); }
  else if (event.key === "x" && row) select(row);
  else if (event.key === " " && row) { event.preventDefault(); document.querySelector(".peek") ? unpeek() : peek(row); }
  else if (event.key === "Escape") { unpeek(); for (const r of [...chosen]) select(r); }
});

rows.addEventListener("click", event => {
  const row = event.target.closest(".row");
  if (!row || event.target.closest("a, input")) return;
  go([...all()].indexOf(row), fields(row).indexOf(event.target.closest("[role=gridcell]")));
});
rows.addEventListener("dblclick", event => { const at = event.target.closest("[data-edit]"); if (at) edit(at); });

function edit(place) {
  if (!place.hasAttribute("data-edit") || place.querySelector("input")) return;
  const [row, name, before] = [place.closest(".row"), place.dataset.field, place.innerHTML];
  const input = document.createElement("input");
  input.className = "input";
  input.type = /On$/.test(name) ? "date" : "text";
  input.value = place.dataset.edit;
  input.setAttribute("aria-label", name);
  place.replaceChildren(input);
  input.focus();
  input.select?.();
  let done = false;
  const stop = () => { done = true; place.innerHTML = before; };
  input.addEventListener("blur", () => { if (!done) stop(); });
  input.addEventListener("keydown", async event => {
    if (event.isComposing) return;
    if (event.key === "Escape") return stop();
    if (event.key !== "Enter" && event.key !== "Tab") return;
    event.preventDefault();
    done = true;
    const value = input.value.trim();
    const isMoney = place.classList.contains("num") && !/On$/.test(name);
    const answer = await command("PATCH", `/api/v1${grid.dataset.path}/${row.dataset.id}`, { [name]: value === "" ? null : isMoney ? money(value, currency(row)) : value }, row.dataset.version);
    if (!answer.ok) {
      place.innerHTML = before;
      toast(answer.problem.detail ?? answer.problem.title);
      if (answer.status === 412) refresh(row.dataset.id);
      return;
    }
    toast(document.querySelector(`[role=columnheader]:nth-child(${fields(row).indexOf(place) + 1})`).textContent.trim(), answer.decision);
    await refresh(row.dataset.id);
    if (event.key === "Tab") go(at, cell + 1);
  });
}

const currency = () => grid.dataset.currency ?? "USD";

async function refresh(id) {
  const old = rows.querySelector(`[data-id="${id}"]`);
  if (!old) return;
  const query = new URLSearchParams(grid.dataset.query);
  query.set("id", id);
  query.set("rows", "1");
  const response = await fetch(`${grid.dataset.path}?${query}`);
  if (!response.ok) return;
  const drawn = await response.text();
  if (!drawn) return old.remove();
  old.insertAdjacentHTML("afterend", drawn);
  const [index, now] = [[...all()].indexOf(old), old.nextElementSibling];
  old.remove();
  if (index === at) go(at);
  return now;
}
document.addEventListener("rung:stir", event => refresh(event.detail.id));

function select(row) {
  chosen.has(row) ? chosen.delete(row) : chosen.add(row);
  row.toggleAttribute("data-chosen", chosen.has(row));
  row.setAttribute("aria-selected", String(chosen.has(row)));
}

async function peek(row) {
  let panel = document.querySelector(".peek");
  if (!panel) {
    panel = document.createElement("aside");
    panel.className = "peek";
    document.body.append(panel);
  }
  const response = await fetch(row.dataset.href + "?peek=1");
  if (response.ok) panel.innerHTML = `<div class="record">${await response.text()}</div>`;
}

function unpeek() { document.querySelector(".peek")?.remove(); }
grid.dataset.ready = "";
