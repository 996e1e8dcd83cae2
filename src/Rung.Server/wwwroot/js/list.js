// A list of any number of rows: pages are read ahead of the reader, and what is far away keeps its height and nothing else.
import { typing } from "./keys.js";
import { learn, make, say } from "./words.js";

export const grid = document.querySelector("[data-grid]");
learn(grid.dataset.words);
export const fields = new Map(JSON.parse(grid.dataset.fields).map(f => [f.name, f]));
export const columns = [...grid.querySelectorAll("[role=columnheader]")].map(h => h.dataset.column);
export const labelOf = name => (JSON.parse(grid.dataset.columns).find(c => c.field === name) ?? {}).label ?? fields.get(name)?.label ?? name;
const [scroll, state, announcer] = [document.querySelector("[data-scroll]"), document.querySelector("[data-keys-state]"), document.querySelector("[data-announce]")];
const foot = grid.querySelector("[data-foot]");
const chunks = [];
let [next, loading, at, cell, fresh] = [grid.dataset.next, false, -1, 0, new Set()];

const looked = new IntersectionObserver(entries => { for (const e of entries) show(chunks.find(c => c.element === e.target), e.isIntersecting); }, { root: scroll, rootMargin: "1600px 0px" });
adopt(grid.querySelector("[data-rows]"));
scroll.addEventListener("scroll", ahead, { passive: true });
ahead();

function adopt(element) {
  const rows = [...element.querySelectorAll(".row")];
  if (!rows.length && chunks.length) return;
  chunks.push({ element, rows, kept: null, first: chunks.length ? chunks.at(-1).first + chunks.at(-1).rows.length : 0 });
  looked.observe(element);
}

// Far from the eye a chunk gives its rows away and holds only their place.
function show(chunk, near) {
  if (!chunk) return;
  if (near && chunk.kept) {
    chunk.element.replaceChildren(...chunk.kept);
    chunk.element.style.height = "";
    chunk.kept = null;
  } else if (!near && !chunk.kept && !chunk.element.contains(document.activeElement)) {
    chunk.element.style.height = chunk.element.offsetHeight + "px";
    chunk.kept = [...chunk.element.childNodes];
    chunk.element.replaceChildren();
  }
}

export async function ahead() {
  while (next && !loading && scroll.scrollTop + scroll.clientHeight * 5 > scroll.scrollHeight) {
    loading = true;
    const seen = grid.dataset.group ? [...grid.querySelectorAll("[data-group]")].filter(g => g !== grid).at(-1)?.dataset.group : null;
    const response = await fetch(`${grid.dataset.path}?${grid.dataset.query}&rows=1&after=${encodeURIComponent(next)}${seen !== null && seen !== undefined ? "&seen=" + encodeURIComponent(seen) : ""}`).catch(() => null);
    if (!response?.ok) { loading = false; break; }
    next = response.headers.get("Rung-Next");
    const element = make("div", { role: "rowgroup", class: "chunk" });
    element.innerHTML = await response.text();
    foot.before(element);
    adopt(element);
    loading = false;
  }
}

export const count = () => chunks.length ? chunks.at(-1).first + chunks.at(-1).rows.length : 0;
export const rowAt = place => { const chunk = chunks.findLast(c => c.first <= place); return chunk?.rows[place - chunk.first]; };
export const placeOf = row => { const chunk = chunks.find(c => c.rows.includes(row)); return chunk ? chunk.first + chunk.rows.indexOf(row) : -1; };
export const rowOf = id => { for (const c of chunks) { const row = c.rows.find(r => r.dataset.id === id); if (row) return row; } return null; };
export const current = () => rowAt(at);
export const place = () => ({ at, cell });
export const announce = text => { announcer.textContent = text; };

export function go(to, side = cell) {
  if (!count()) return;
  at = Math.max(0, Math.min(to, count() - 1));
  const chunk = chunks.findLast(c => c.first <= at);
  show(chunk, true);
  const row = chunk.rows[at - chunk.first];
  cell = Math.max(0, Math.min(side, row.children.length - 1));
  for (const old of grid.querySelectorAll(".row[aria-current]")) old.removeAttribute("aria-current");
  for (const old of grid.querySelectorAll(".cell-focus")) old.classList.remove("cell-focus");
  row.setAttribute("aria-current", "true");
  row.children[cell].classList.add("cell-focus");
  row.scrollIntoView({ block: "nearest" });
  if (scroll.scrollWidth > scroll.clientWidth) row.children[cell].scrollIntoView({ block: "nearest", inline: "nearest" });
  if (state) state.textContent = say("grid.at", { row: at + 1, column: labelOf(columns[cell]) });
  document.dispatchEvent(new CustomEvent("rung:row", { detail: row }));
  ahead();
}

document.addEventListener("keydown", event => {
  if (typing(event)) return;
  const page = Math.floor(scroll.clientHeight / 32) - 2;
  const step = { j: 1, J: 1, ArrowDown: 1, k: -1, K: -1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1e9, End: 1e9 }[event.key];
  const row = current();
  if (step) {
    event.preventDefault();
    const from = at;
    go(at + step);
    if (event.shiftKey) document.dispatchEvent(new CustomEvent("rung:range", { detail: { from: Math.max(from, 0), to: at } }));
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") { event.preventDefault(); go(Math.max(at, 0), cell + (event.key === "ArrowRight" ? 1 : -1)); }
  else if (event.key === "o" && row) location.assign(row.dataset.href);
  else if (event.key === " " && row) { event.preventDefault(); document.querySelector(".peek") ? unpeek() : peek(row); }
  else if (event.key === "Escape") unpeek();
});

grid.addEventListener("click", event => {
  const row = event.target.closest(".chunk .row");
  if (!row || event.target.closest("a, input, select, textarea, button")) return;
  const from = at;
  go(placeOf(row), [...row.children].indexOf(event.target.closest("[role=gridcell]")));
  if (event.shiftKey) document.dispatchEvent(new CustomEvent("rung:range", { detail: { from: Math.max(from, 0), to: at } }));
});
document.addEventListener("click", event => { if (event.target.closest(".chunk a")) remember(); });

// A record page goes on to the next row of the list it was opened from.
export function remember() {
  const ids = chunks.flatMap(c => c.rows.map(r => r.dataset.id));
  const here = Math.max(0, at - 500);
  sessionStorage.setItem("rung-list", JSON.stringify({ path: grid.dataset.path, query: grid.dataset.query, ids: ids.slice(here, here + 1000) }));
}
addEventListener("pagehide", remember);

/** Draws one row again as the server sees it now; one that no longer fits the filter stays until the list is read again, dimmed. */
export async function refresh(id) {
  const old = rowOf(id);
  if (!old || old.querySelector("[data-editing]")) return null;
  const query = new URLSearchParams(grid.dataset.query);
  for (const gone of ["filter", "q", "group"]) query.delete(gone);
  for (const name of [...query.keys()]) if (!["columns", "sort"].includes(name)) query.delete(name);
  query.set("id", id);
  query.set("rows", "1");
  const response = await fetch(`${grid.dataset.path}?${query}`);
  if (!response.ok) return null;
  const drawn = await response.text();
  if (!drawn) { old.toggleAttribute("data-gone", true); return null; }
  const now = make("div");
  now.innerHTML = drawn;
  const row = now.firstElementChild;
  for (const kept of ["aria-selected", "aria-current", "data-chosen"]) if (old.hasAttribute(kept)) row.setAttribute(kept, old.getAttribute(kept));
  const chunk = chunks.find(c => c.rows.includes(old));
  chunk.rows[chunk.rows.indexOf(old)] = row;
  if (chunk.kept) chunk.kept[chunk.kept.indexOf(old)] = row;
  else old.replaceWith(row);
  if (row.hasAttribute("aria-current")) row.children[cell]?.classList.add("cell-focus");
  return row;
}

// What others change is drawn in place; what they add is announced and waits to be asked for, so that nothing jumps.
document.addEventListener("rung:stir", async event => {
  for (const { kind, id, fact } of event.detail.all ?? [event.detail]) {
    if (kind !== grid.dataset.kind) continue;
    if (rowOf(id)) await refresh(id);
    else if (fact === kind + "-recorded" && document.hidden !== undefined) fresh.add(id);
  }
  footing();
  if (!fresh.size) return;
  let bar = document.querySelector(".fresh");
  if (!bar) scroll.before(bar = make("button", { class: "fresh", type: "button", onclick: () => location.reload() }));
  bar.textContent = say("grid.newRows", { n: fresh.size });
});

export async function peek(row) {
  let panel = document.querySelector(".peek");
  if (!panel) document.body.append(panel = make("aside", { class: "peek", "aria-label": row.querySelector("b")?.textContent ?? "" }));
  panel.dataset.id = row.dataset.id;
  const response = await fetch(row.dataset.href + "?peek=1");
  if (!response.ok || panel.dataset.id !== row.dataset.id) return;
  panel.innerHTML = `<div class="record" data-live="${grid.dataset.kind}:${row.dataset.id}" data-href="${row.dataset.href}">${await response.text()}</div>`;
  document.dispatchEvent(new CustomEvent("rung:drawn", { detail: panel }));
}
export function unpeek() { document.querySelector(".peek")?.remove(); }
let waiting = 0;
document.addEventListener("rung:row", event => {
  if (!document.querySelector(".peek")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => peek(event.detail), 90);
});

/** The line under the list: how many, and what the amounts come to. */
export async function footing(whole = false) {
  if (!count()) return;
  const response = await fetch(`${grid.dataset.path}?${grid.dataset.query}&foot=${whole ? "all" : "1"}`);
  if (!response.ok) return;
  const told = await response.json();
  const first = foot.querySelector("[role=gridcell]");
  first.replaceChildren(say(told.isMore ? "grid.more" : "grid.count", { n: told.count }));
  if (told.isMore) first.append(" ", make("button", { class: "plain link", type: "button", onclick: () => footing(true) }, say("grid.countAll")));
  for (const [field, sum] of Object.entries(told.sums)) { const under = foot.querySelector(`[data-sum="${CSS.escape(field)}"]`); if (under && under !== first) under.textContent = sum; }
  for (const { key, count, sum } of told.groups) { const line = [...grid.querySelectorAll("[data-group]")].find(g => g !== grid && g.dataset.group === key)?.querySelector("[data-group-foot]"); if (line) line.textContent = [count, sum].filter(Boolean).join(" · "); }
  return told;
}
footing();
// Ready is when the last of its keys works; not awaited here, for each of these waits for this module.
Promise.all([import("./list-edit.js"), import("./list-bulk.js"), import("./list-filter.js"), import("./list-columns.js"), import("./list-views.js")]).then(() => { grid.dataset.ready = ""; });
