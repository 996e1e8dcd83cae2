// A record page and the peek beside a list: fields changed in place, their history, what happened, files, neighbours.
import { amend } from "./amend.js";
import { editor } from "./fields.js";
import { typing } from "./keys.js";
import { major, money } from "./money.js";
import { command } from "./api.js";
import { carry, toast } from "./toast.js";
import { make, say } from "./words.js";

document.addEventListener("click", event => {
  const value = event.target.closest(".pair-value[data-edit]");
  if (value && !event.target.closest("[data-editing]")) return edit(value);
  const asked = event.target.closest("[data-edit-field]");
  if (asked) { const found = document.querySelector(`.pair-value[data-field="${asked.dataset.editField}"]`); found?.closest("details")?.setAttribute("open", ""); return found && edit(found); }
  const history_ = event.target.closest("[data-history]");
  if (history_) return past(history_);
  const tab = event.target.closest("[data-write]");
  if (tab) return write(tab);
  const show = event.target.closest("[data-show]");
  if (show && show.getAttribute("role") === "tab") {
    for (const other of show.parentElement.children) other.setAttribute("aria-selected", String(other === show));
    show.closest(".record-main").querySelector("[data-timeline]").dataset.only = show.dataset.show;
  }
});

document.addEventListener("keydown", event => {
  const value = document.activeElement?.closest?.(".pair-value[data-edit]");
  if (value && !value.hasAttribute("data-editing")) {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); return edit(value); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...(value.closest(".record-side") ?? value.closest("table")).querySelectorAll(".pair-value[data-edit]")].filter(v => v.offsetParent);
      event.preventDefault();
      return all[all.indexOf(value) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    }
  }
  if (typing(event) || !document.querySelector("[data-record]")) return;
  if (event.key === "e") { event.preventDefault(); document.querySelector("[data-details] .pair-value[data-edit]")?.focus(); }
  if (event.key === "[" || event.key === "]") neighbour(event.key === "]" ? 1 : -1);
});

// The composer's sheets: one sort of thing each, arrows go between them.
function write(tab) {
  const box = tab.closest("[data-composer]");
  for (const other of box.querySelectorAll("[data-write]")) other.setAttribute("aria-selected", String(other === tab));
  for (const form of box.querySelectorAll(".composer-form")) form.hidden = form.id !== tab.getAttribute("aria-controls");
  box.querySelector(".composer-form:not([hidden])").querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

function edit(place) {
  const details = place.closest("[data-details]") ?? place.closest(".record-side").querySelector("[data-details]");
  const field = JSON.parse(details.closest("[data-fields]").dataset.fields).find(f => f.name === place.dataset.field);
  if (!field || place.hasAttribute("data-editing")) return;
  const before = [...place.childNodes];
  let [done, was, version] = [false, place.dataset.edit, details.dataset.version];
  const at = editor(field, was, field.type === "reference" && was ? place.textContent.trim() : "");
  place.dataset.editing = "";
  place.removeAttribute("role");
  place.replaceChildren(at.element);
  at.input.focus();
  at.input.select?.();

  const stop = () => { done = true; delete place.dataset.editing; place.setAttribute("role", "button"); place.replaceChildren(...before); place.focus(); };
  at.input.addEventListener("blur", () => setTimeout(() => { if (!done && !place.contains(document.activeElement) && document.hasFocus()) save(false); }, 0));
  place.addEventListener("keydown", function keys(event) {
    if (done) return place.removeEventListener("keydown", keys);
    if (event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); stop(); }
    else if ((event.key === "Enter" && (field.type !== "lines" || event.ctrlKey || event.metaKey)) || event.key === "Tab") { event.preventDefault(); event.stopPropagation(); save(event.key === "Tab"); }
  });

  async function save(onward) {
    if (done || place.hasAttribute("aria-busy")) return;
    const value = at.read();
    const unchanged = value === null ? was === "" : field.type === "money" ? was !== "" && String(value.minor) === minor(was) : field.type === "instant" ? was !== "" && Math.abs(Date.parse(value) - Date.parse(was)) < 60000 : String(value) === was;
    if (unchanged) return stop();
    place.setAttribute("aria-busy", "true");
    const answer = await amend(details.dataset.apiPath, version, field.name, value, field.type === "money" ? minor(was) : was);
    place.removeAttribute("aria-busy");
    if (answer.conflict) {
      [version, was] = [answer.conflict.version, field.type === "money" && answer.conflict.now !== "" ? major(answer.conflict.now, document.body.dataset.currency) : answer.conflict.now];
      at.input.setAttribute("aria-invalid", "true");
      at.input.focus();
      return toast(say("js.theirs", { field: field.label, value: (field.options.find(([v]) => v === was) ?? [])[1] ?? (was || say("js.empty")) }));
    }
    if (!answer.ok) {
      at.input.setAttribute("aria-invalid", "true");
      at.input.focus();
      return toast(answer.problem.detail ?? answer.problem.title);
    }
    if (!place.closest(".record")) { carry(say("js.saved", { field: field.label }), answer.decision); return location.reload(); }
    const next = onward ? nextOf(place) : null;
    stop();
    toast(say("js.saved", { field: field.label }), answer.decision);
    await draw(place.closest(".record"));
    const again = document.querySelector(`.pair-value[data-field="${CSS.escape(next ?? field.name)}"]`);
    if (next && again) edit(again); else again?.focus();
  }
}

const minor = text => text === "" ? "" : String(money(text, document.body.dataset.currency).minor);
const nextOf = place => { const all = [...place.closest(".record-side").querySelectorAll(".pair-value[data-edit]")].filter(v => v.offsetParent); return all[all.indexOf(place) + 1]?.dataset.field; };

/** Draws the record again where it stands. */
export async function draw(record) {
  if (!record) return;
  const response = await fetch((record.dataset.href ?? location.pathname) + "?peek=1");
  if (!response.ok) return;
  const [main, side, open] = [record.querySelector(".record-main")?.scrollTop, record.querySelector(".record-side")?.scrollTop, record.querySelector(".more-pairs")?.open];
  record.innerHTML = await response.text();
  if (main) record.querySelector(".record-main").scrollTop = main;
  if (side) record.querySelector(".record-side").scrollTop = side;
  if (open) record.querySelector(".more-pairs")?.setAttribute("open", "");
}

async function past(button) {
  const details = button.closest("[data-details]");
  const response = await fetch(`/ui/history/${details.dataset.kind}/${details.dataset.id}/${encodeURIComponent(button.dataset.history)}`);
  if (!response.ok) return;
  const dialog = make("dialog", { class: "sheet", "aria-label": button.getAttribute("aria-label") }, make("h2", {}, button.getAttribute("aria-label")));
  const body = make("div", { class: "turns-box" });
  body.innerHTML = await response.text();
  dialog.append(body, make("div", { class: "sheet-foot" }, make("button", { class: "button", type: "button", onclick: () => dialog.close() }, say("js.close"))));
  dialog.onclose = () => dialog.remove();
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  document.body.append(dialog);
  dialog.showModal();
}

// Stages change places: all ranks of the pipeline in one act.
document.addEventListener("click", async event => {
  const button = event.target.closest("[data-rank-by]");
  if (!button) return;
  const [row, table] = [button.closest("tr"), button.closest("table")];
  const rows = [...table.querySelectorAll("tbody tr")];
  const [from, to] = [rows.indexOf(row), rows.indexOf(row) + Number(button.dataset.rankBy)];
  if (to < 0 || to >= rows.length) return;
  rows.splice(to, 0, rows.splice(from, 1)[0]);
  const answer = await command("POST", table.dataset.rank + "/bulk", { each: rows.map((r, i) => ({ id: r.dataset.id, set: { rank: (i + 1) * 10 } })) });
  if (!answer.ok) return toast(answer.problem.detail ?? answer.problem.title);
  carry(row.querySelector("td").textContent.trim(), answer.record.batchId);
  location.reload();
});

// Files are sent one after the other, chosen or dropped.
document.addEventListener("change", event => { if (event.target.matches("[data-upload-input]")) send(event.target.closest("[data-files]"), [...event.target.files]); });
document.addEventListener("dragover", event => { const box = event.target.closest?.("[data-files]"); if (box && event.dataTransfer.types.includes("Files")) event.preventDefault(); });
document.addEventListener("drop", event => {
  const box = event.target.closest?.("[data-files]");
  if (!box || !event.dataTransfer.files.length) return;
  event.preventDefault();
  send(box, [...event.dataTransfer.files]);
});

async function send(box, files) {
  const state = box.querySelector("[data-upload-state]");
  const token = document.cookie.split("; ").find(c => c.startsWith("rung-xsrf="))?.slice(10);
  for (const file of files) {
    state.textContent = say("js.uploading", { name: file.name });
    const response = await fetch(`${box.dataset.upload}&name=${encodeURIComponent(file.name)}`, { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream", "Accept-Language": document.documentElement.lang, ...(token ? { "X-XSRF-TOKEN": token } : {}) } }).catch(() => null);
    if (response?.ok) { toast(file.name, response.headers.get("Rung-Decision")); continue; }
    const problem = response?.headers.get("content-type")?.includes("json") ? await response.json() : { detail: document.body.dataset.failed };
    toast(`${file.name}: ${problem.detail}`);
  }
  await draw(box.closest(".record"));
}

// The list this record was opened from lends its order: [ and ] go on in it.
const list = JSON.parse(sessionStorage.getItem("rung-list") || "null");
const here = document.querySelector("[data-record]");
const at = here && list?.path === here.dataset.path ? list.ids.indexOf(here.dataset.id) : -1;
if (at >= 0) {
  const shown = document.querySelector("[data-neighbours]");
  shown.textContent = say("js.ofList", { at: at + 1, n: list.ids.length });
  shown.hidden = false;
}
function neighbour(step) { if (at >= 0 && list.ids[at + step]) location.assign(`${list.path}/${list.ids[at + step]}`); }
