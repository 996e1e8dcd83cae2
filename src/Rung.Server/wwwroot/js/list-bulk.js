// Choosing rows and changing them together: X, Shift with an arrow, Shift-click; then one field, one stage or out of view.
import { editor } from "./fields.js";
import { typing } from "./keys.js";
import { announce, current, fields, footing, grid, place, go, rowAt, rowOf } from "./list.js";
import { send } from "./list-edit.js";
import { make, say, icon, drawn } from "./words.js";

const chosen = new Set();
let everything = null;

document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key === "a" && !event.target.closest?.("input, textarea, select, dialog[open]")) { event.preventDefault(); return all(); }
  if (typing(event)) return;
  if (event.key === "x" && current()) { toggle(current().dataset.id); go(place().at); }
  else if (event.key === "Escape") clear();
  else if (event.key === "#" && grid.dataset.bulk && (chosen.size || current())) remove();
});
document.addEventListener("rung:range", event => {
  const [from, to] = [Math.min(event.detail.from, event.detail.to), Math.max(event.detail.from, event.detail.to)];
  for (let i = from; i <= to; i++) chosen.add(rowAt(i).dataset.id);
  draw();
});

function toggle(id) {
  everything = null;
  chosen.has(id) ? chosen.delete(id) : chosen.add(id);
  draw();
}

function all() {
  for (let i = 0, row; (row = rowAt(i)); i++) chosen.add(row.dataset.id);
  draw();
}

function clear() {
  everything = null;
  const were = [...chosen];
  chosen.clear();
  draw(were);
}

const many = () => everything ?? chosen.size;

function draw(were = []) {
  for (const id of [...were, ...chosen]) mark(rowOf(id), chosen.has(id));
  for (const row of grid.querySelectorAll(".row[data-chosen]")) if (!chosen.has(row.dataset.id)) mark(row, false);
  let bar = document.querySelector(".bulk");
  if (!chosen.size) return bar?.remove();
  if (!bar) document.body.append(bar = make("div", { class: "bulk", role: "toolbar", "aria-label": say("bulk.chosen", { n: many() }) }));
  const button = (text, onclick, kind) => make("button", { class: "button", type: "button", "data-kind": kind, onclick }, text);
  bar.replaceChildren(make("b", {}, everything ? say("bulk.allChosen", { n: everything }) : say("bulk.chosen", { n: chosen.size })));
  if (grid.dataset.bulk) {
    if (!everything) bar.append(button(say("bulk.allMatching", { n: "…" }).replace("…", "").replace("  ", " "), matching, "plain"));
    bar.append(button(say("bulk.edit"), () => change(), "primary"));
    if (fields.get("stageId") && grid.dataset.kind === "opportunity") bar.append(button(say("bulk.move"), move));
    bar.append(button(say("bulk.remove"), remove));
  }
  bar.append(make("button", { class: "button", "data-kind": "plain", type: "button", "aria-label": say("bulk.clear"), onclick: clear }, icon(drawn.close)));
  announce(say("bulk.chosen", { n: many() }));
}

function mark(row, on) {
  if (!row) return;
  row.toggleAttribute("data-chosen", on);
  row.setAttribute("aria-selected", String(on));
}

// Everything the filter lets through, counted before anybody says yes.
async function matching() {
  all();
  everything = (await footing(true)).exact;
  draw();
}

const subject = () => everything ? { query: plainQuery() } : { ids: [...(chosen.size ? chosen : [current().dataset.id])] };

// The list's own words are not conditions; the usual conditions are said aloud.
function plainQuery() {
  const parts = JSON.parse(grid.dataset.filter || '{"and":[]}').and;
  const text = new URLSearchParams(grid.dataset.query).get("q");
  if (text) parts.push({ field: grid.dataset.search ?? "name", op: "has", value: text });
  return "filter=" + encodeURIComponent(JSON.stringify({ and: parts }));
}

function change() {
  const choices = [...fields.values()].filter(f => f.edit);
  const pick = make("select", { class: "input", "aria-label": say("bulk.field") }, ...choices.map(f => make("option", { value: f.name }, f.label)));
  const slot = make("div", { class: "field" });
  let at = null;
  pick.onchange = () => { at = editor(fields.get(pick.value), "", ""); slot.replaceChildren(make("label", {}, say("bulk.value")), at.element, make("span", { class: "micro" }, fields.get(pick.value).optional ? say("bulk.emptied") : "")); };
  ask(say("bulk.title", { n: many() }), [make("div", { class: "field" }, make("label", {}, say("bulk.field")), pick), slot], say("bulk.edit").replace("…", ""), () => send({ ...subject(), set: { [pick.value]: at.read() } }));
  pick.onchange();
}

function move() {
  const pick = make("select", { class: "input", "aria-label": say("bulk.move") }, ...fields.get("stageId").options.map(([value, label]) => make("option", { value }, label)));
  ask(say("bulk.title", { n: many() }), [pick], say("bulk.move").replace("…", ""), () => send({ ...subject(), do: "move", stageId: pick.value }));
}

function remove() {
  ask(say("bulk.titleRemove", { n: many() || 1 }), [], say("bulk.remove"), () => send({ ...subject(), do: "remove" }));
}

function ask(title, parts, yes, go_) {
  const dialog = make("dialog", { class: "sheet", "aria-label": title });
  dialog.append(make("form", { method: "dialog", onsubmit: async event => {
    event.preventDefault();
    dialog.querySelector("[data-kind=primary]").setAttribute("aria-busy", "true");
    if (await go_()) clear();
    dialog.close();
  } }, make("h2", {}, title), ...parts, make("p", { class: "small second" }, say("bulk.oneUndo")),
    make("div", { class: "sheet-foot" }, make("button", { class: "button", type: "button", onclick: () => dialog.close() }, say("js.cancel")), make("button", { class: "button", "data-kind": "primary" }, yes))));
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
}
