// Cells edited in place: Enter begins and saves, Tab goes on to the next, Esc gives up; a pasted column fills downwards.
import { amend } from "./amend.js";
import { command } from "./api.js";
import { editor } from "./fields.js";
import { typing } from "./keys.js";
import { announce, columns, current, fields, go, grid, place, refresh, rowAt } from "./list.js";
import { major, money, toInstant } from "./money.js";
import { toast } from "./toast.js";
import { make, say } from "./words.js";

document.addEventListener("keydown", event => {
  const row = current();
  if (typing(event) || !row) return;
  if (event.key === "Enter" || event.key === "e") {
    event.preventDefault();
    const { cell } = place();
    if (event.key === "Enter" && !row.children[cell].hasAttribute("data-edit")) return location.assign(row.dataset.href);
    if (row.children[cell].classList.contains("name") && row.children[cell].querySelector("a") && event.key === "Enter") return location.assign(row.dataset.href);
    edit(row.children[cell]);
  }
});
grid.addEventListener("dblclick", event => { const at = event.target.closest("[data-edit]"); if (at) edit(at); });

export function edit(cell) {
  if (!cell.hasAttribute("data-edit")) return announce(say("grid.once"));
  if (cell.hasAttribute("data-editing")) return;
  const [row, field] = [cell.closest(".row"), fields.get(cell.dataset.field)];
  const before = [...cell.childNodes];
  const shown = field.type === "reference" && cell.dataset.edit ? (cell.querySelector(".person") ? cell.lastChild.textContent : cell.textContent).trim() : "";
  const at = editor(field.type === "lines" ? { ...field, type: "text" } : field, cell.dataset.edit, shown);
  let [done, was, version] = [false, cell.dataset.edit, row.dataset.version];
  cell.dataset.editing = "";
  cell.replaceChildren(at.element);
  at.input.focus();
  at.input.select?.();

  const stop = () => {
    if (done) return;
    done = true;
    delete cell.dataset.editing;
    cell.replaceChildren(...before);
    grid.focus({ preventScroll: true });
  };
  at.input.addEventListener("blur", () => setTimeout(() => { if (!done && !cell.contains(document.activeElement) && document.hasFocus()) save(0); }, 0));
  at.input.addEventListener("keydown", event => {
    if (event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); stop(); refresh(row.dataset.id); }
    else if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); event.stopPropagation(); save(event.key === "Tab" ? (event.shiftKey ? -1 : 1) : 0); }
  });

  async function save(onward) {
    if (done || cell.hasAttribute("aria-busy")) return;
    const value = at.read();
    if (same(field, value, was)) { stop(); return next(onward); }
    cell.setAttribute("aria-busy", "true");
    const answer = await amend(`/api/v1${grid.dataset.path}/${row.dataset.id}`, version, field.name, value, field.type === "money" ? minorOf(was) : was);
    cell.removeAttribute("aria-busy");
    if (answer.conflict) {
      [version, was] = [answer.conflict.version, answer.conflict.now];
      at.input.setAttribute("aria-invalid", "true");
      at.input.focus();
      return toast(say("js.theirs", { field: field.label, value: shownRaw(field, answer.conflict.now) || say("js.empty") }));
    }
    if (!answer.ok) {
      at.input.setAttribute("aria-invalid", "true");
      at.input.focus();
      announce(answer.problem.detail ?? answer.problem.title);
      return toast(answer.problem.detail ?? answer.problem.title);
    }
    stop();
    toast(say("js.saved", { field: field.label }), answer.decision);
    await refresh(row.dataset.id);
    next(onward);
  }

  function next(onward) {
    if (!onward) return;
    const start = [...columns.keys()].find(i => columns[i] === field.name);
    for (let i = start + onward; i >= 0 && i < columns.length; i += onward)
      if (current().children[i].hasAttribute("data-edit")) { go(place().at, i); return edit(current().children[i]); }
  }
}

const minorOf = text => text === "" ? "" : String(money(text, document.body.dataset.currency).minor);
const shownRaw = (field, raw) => field.type === "money" && raw !== "" ? major(raw, document.body.dataset.currency) : (field.options.find(([v]) => v === raw) ?? [])[1] ?? raw;

function same(field, value, was) {
  if (value === null) return was === "";
  if (field.type === "money") return was !== "" && String(value.minor) === minorOf(was);
  if (field.type === "instant") return was !== "" && Date.parse(value) === Math.floor(Date.parse(was) / 60000) * 60000;
  return String(value) === was;
}

// A column copied from a sheet goes down the list from the focused cell: one act, one undo.
document.addEventListener("paste", event => {
  if (event.target.closest?.("input, textarea, select, dialog[open]") || !current()) return;
  const { at, cell } = place();
  const field = fields.get(columns[cell]);
  if (!field?.edit) return announce(say("grid.once"));
  const lines = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map(l => l.split("\t")[0]);
  const each = [];
  for (const [i, line] of lines.entries()) {
    const row = rowAt(at + i);
    if (row) each.push({ id: row.dataset.id, set: { [field.name]: pasted(field, line.trim()) } });
  }
  if (!each.length) return;
  event.preventDefault();
  const dialog = make("dialog", { class: "sheet", "aria-label": say("bulk.paste", { n: each.length, field: field.label }) },
    make("h2", {}, say("bulk.paste", { n: each.length, field: field.label })), make("p", { class: "second" }, say("bulk.oneUndo")),
    make("div", { class: "sheet-foot" }, make("button", { class: "button", type: "button", onclick: () => dialog.close() }, say("js.cancel")),
      make("button", { class: "button", "data-kind": "primary", type: "button", onclick: () => { dialog.close(); send({ each }); } }, say("bulk.pasteGo"))));
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[data-kind=primary]").focus();
});

function pasted(field, line) {
  if (line === "") return null;
  switch (field.type) {
    case "money": return money(line, document.body.dataset.currency);
    case "number": return Number(line.replace(",", "."));
    case "instant": return toInstant(line);
    case "flag": case "choice": { const known = field.options.find(([v, label]) => v === line || label.toLowerCase() === line.toLowerCase()); return known ? (field.type === "flag" ? known[0] === "true" : known[0]) : line; }
    default: return line;
  }
}

/** Asks for many changes at once and says what came of them. */
export async function send(ask) {
  announce(say("bulk.working"));
  const answer = await command("POST", `/api/v1${grid.dataset.path}/bulk`, ask);
  if (!answer.ok) { toast(answer.problem.detail ?? answer.problem.title); return false; }
  const told = answer.record;
  const said = [told.changed ? say("bulk.done", { n: told.changed }) : say("bulk.nothing")];
  if (told.refusedInAll) said.push(say("bulk.refused", { n: told.refusedInAll, why: told.refused[0].why }));
  toast(said.join(". "), told.changed ? told.batchId : null);
  announce(said.join(". "));
  const touched = ask.each?.map(e => e.id) ?? ask.ids;
  if (!touched || touched.length > 60 || ask.do === "remove") setTimeout(() => reload(said.join(". "), told.changed ? told.batchId : null), 0);
  else for (const id of touched) await refresh(id);
  return true;
}

async function reload(text, decision) {
  (await import("./toast.js")).carry(text, decision);
  location.reload();
}
