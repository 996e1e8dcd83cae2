// Bringing a file, saying what its columns are, watching it come in.
import { command } from "./api.js";

const drop = document.querySelector("[data-upload]");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  const chosen = () => input.files[0] && upload(input.files[0]);
  input.addEventListener("change", chosen);
  for (const over of ["dragenter", "dragover"]) drop.addEventListener(over, event => { event.preventDefault(); drop.dataset.over = ""; });
  for (const off of ["dragleave", "drop"]) drop.addEventListener(off, () => delete drop.dataset.over);
  drop.addEventListener("drop", event => { event.preventDefault(); event.dataTransfer.files[0] && upload(event.dataTransfer.files[0]); });
  // Somebody may have chosen before this module was there.
  chosen();
}

function upload(file) {
  const [error, progress] = [drop.querySelector("[data-form-error]"), drop.querySelector("[data-progress]")];
  error.hidden = true;
  if (file.size > Number(drop.dataset.limit)) return say(error, drop.dataset.tooLarge);
  // fetch cannot tell how much of a body has gone.
  const request = new XMLHttpRequest();
  request.open("POST", `${drop.dataset.upload}?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("Accept-Language", document.documentElement.lang);
  const token = document.cookie.split("; ").find(c => c.startsWith("rung-xsrf="))?.slice(10);
  if (token) request.setRequestHeader("X-XSRF-TOKEN", token);
  progress.hidden = false;
  request.upload.onprogress = event => { progress.firstElementChild.style.width = `${100 * event.loaded / event.total}%`; };
  request.onerror = () => say(error, document.body.dataset.failed);
  request.onload = () => {
    progress.hidden = true;
    const answer = JSON.parse(request.responseText || "{}");
    if (request.status === 201) location.assign(drop.dataset.then + answer.fileId);
    else say(error, answer.detail ?? answer.title ?? String(request.status));
  };
  request.send(file);
}

function say(place, text) {
  place.textContent = text;
  place.hidden = false;
}

const page = document.querySelector("[data-map]");
const value = name => page.querySelector(`[name=${name}]`)?.value.trim() ?? "";

// The map of this file, as the command line would read it.
function map() {
  const [chosen, fields, story, ignore] = [new Map(), {}, {}, []];
  for (const select of page.querySelectorAll("[data-column]")) {
    if (select.value === "ignore") ignore.push(select.dataset.column);
    else if (select.value) chosen.set(select.value, select.dataset.column);
  }
  const money = page.dataset.money.split(",");
  const cash = column => chosen.has("currency") ? { column, currencyFrom: chosen.get("currency") } : { column, currency: value("currency").toUpperCase() };
  const words = kind => Object.fromEntries([...page.querySelectorAll(`[data-${kind}]`)].filter(s => s.value).map(s => [s.dataset[kind], s.value]));
  for (const [field, column] of chosen) {
    if (["externalId", "began", "currency", "first", "last"].includes(field)) continue;
    if (["stage", "closed", "reason"].includes(field) && page.dataset.kind === "opportunity") story[field] = field === "stage" ? { column, values: words("stage") } : column;
    else if (field === "value" && page.dataset.kind === "opportunity") story.value = cash(column);
    else if (money.includes(field)) fields[field] = cash(column);
    else if (field === "accountableId") fields[field] = { column, values: words("owner") };
    else if (field === "accountId") fields[field] = { column, make: "true" };
    else fields[field] = column;
  }
  if (!fields.name && (chosen.has("first") || chosen.has("last"))) fields.name = { text: ["first", "last"].filter(p => chosen.has(p)).map(p => `{${chosen.get(p)}}`).join(" ") };
  const file = { file: page.dataset.name, record: page.dataset.kind, mode: value("mode"), key: value("key"), fields, ignore };
  if (page.querySelector("[name=duplicates]")) file.duplicates = value("duplicates");
  if (chosen.has("currency")) ignore.push(chosen.get("currency"));
  for (const part of ["first", "last"]) if (chosen.has(part)) ignore.push(chosen.get(part));
  if (chosen.has("externalId")) file.id = chosen.get("externalId");
  if (page.dataset.kind === "opportunity") file.story = chosen.has("began") ? { began: chosen.get("began"), ...story } : story;
  else if (chosen.has("began")) file.began = chosen.get("began");
  const read = Object.fromEntries(["encoding", "delimiter", "sheet"].map(n => [n, value(n)]).filter(([, v]) => v));
  if (value("headerRow")) read.headerRow = Number(value("headerRow"));
  if (Object.keys(read).length) file.read = read;
  const whole = { source: value("source") || "file", decimals: value("decimals"), files: [file] };
  const days = page.querySelector("[name=days]:checked")?.value ?? page.dataset.days;
  if (days) whole.days = days;
  return whole;
}

// What was chosen last time for a file like this.
function recall(saved) {
  const file = saved.files[0];
  const set = (column, field) => { const select = [...page.querySelectorAll("[data-column]")].find(s => s.dataset.column.toLowerCase() === column?.toLowerCase()); if (select) select.value = field; };
  for (const select of page.querySelectorAll("[data-column]")) select.value = "";
  for (const [field, from] of Object.entries({ ...file.fields, ...file.story })) {
    set(from.column ?? from, field);
    if (from.currencyFrom) set(from.currencyFrom, "currency");
    for (const [said, meant] of Object.entries(from.values ?? {})) {
      const select = [...page.querySelectorAll("[data-stage], [data-owner]")].find(s => (s.dataset.stage ?? s.dataset.owner) === said);
      if (select) select.value = meant;
    }
  }
  const named = file.fields.name?.text?.match(/\{([^}]+)\}/g)?.map(n => n.slice(1, -1)) ?? [];
  if (named.length) ["first", "last"].forEach((part, i) => named[i] && set(named[i], part));
  for (const column of file.ignore ?? []) if (!named.includes(column) && ![...page.querySelectorAll("[data-column]")].some(s => s.dataset.column === column && s.value)) set(column, "ignore");
  set(file.id, "externalId");
  set(file.began, "began");
  for (const name of ["mode", "key", "decimals", ...(page.querySelector("[name=duplicates]") ? ["duplicates"] : [])]) if (file[name] ?? saved[name]) page.querySelector(`[name=${name}]`).value = file[name] ?? saved[name];
  const day = saved.days && page.querySelector(`[name=days][value=${saved.days}]`);
  if (day) day.checked = true;
}

const order = dryRun => ({ files: [{ name: page.dataset.name, id: page.dataset.file }], map: JSON.stringify(map()), dryRun });

let asked = 0;
async function preview() {
  const mine = ++asked;
  const answer = await command("POST", "/api/v1/imports/preview", order(true));
  if (mine !== asked) return;
  const place = page.querySelector("[data-preview]");
  const error = page.querySelector("[data-form-error]");
  error.hidden = true;
  if (!answer.ok) return say(error, answer.problem.detail ?? answer.problem.title);
  const table = document.createElement("table");
  const names = new Map([...page.querySelectorAll("[data-column] option")].map(o => [o.value, o.textContent]));
  const head = table.createTHead().insertRow();
  const label = text => { const cell = document.createElement("th"); cell.textContent = text; head.append(cell); };
  label(place.dataset.line);
  for (const { field } of answer.record[0]?.values ?? []) label(names.get({ createdAt: "began", stageId: "stage", closedOn: "closed" }[field] ?? field) ?? field);
  const body = table.createTBody();
  for (const { line, values } of answer.record) {
    const row = body.insertRow();
    row.insertCell().textContent = line;
    for (const v of values) {
      const cell = row.insertCell();
      cell.textContent = v.refusal ?? v.shown ?? (v.told ? `${v.told} ?` : "");
      if (v.refusal || (v.told && !v.shown)) cell.dataset.refused = "";
    }
  }
  place.replaceChildren(table);
}

async function start(dryRun) {
  const error = page.querySelector("[data-form-error]");
  const answer = await command("POST", "/api/v1/imports", order(dryRun));
  if (answer.ok) return location.assign("/imports/" + answer.record.id);
  say(error, answer.problem.detail ?? answer.problem.title);
  error.scrollIntoView({ block: "center" });
}

if (page) {
  if (page.dataset.saved) recall(JSON.parse(page.dataset.saved));
  page.addEventListener("change", event => {
    if (event.target.matches("[data-kind-choice]")) return event.target.form.submit();
    if (!event.target.closest("form")) preview();
  });
  document.querySelector("[data-try]").addEventListener("click", () => start(true));
  document.querySelector("[data-take]").addEventListener("click", () => start(false));
  preview();
}

const watched = document.querySelector("[data-work]");
if (watched) {
  watch();
  watched.addEventListener("submit", undo, true);
}

async function watch() {
  while (!watched.querySelector("[data-ended]")) {
    await new Promise(done => setTimeout(done, 500));
    if (watched.contains(document.activeElement) && document.activeElement.matches("button")) { /* a focused button stays itself until it is left */ }
    const response = await fetch(watched.dataset.work).catch(() => null);
    if (!response?.ok) continue;
    const focused = watched.contains(document.activeElement);
    watched.innerHTML = await response.text();
    if (focused) watched.querySelector("button, a")?.focus();
  }
}

async function undo(event) {
  const form = event.target.closest("[data-undo-import]");
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  const keep = form.dataset.keeping ? "?onConflict=keep" : "";
  const list = form.querySelector("[data-conflict-list]");
  if (!keep) {
    const { conflicts } = await (await fetch(form.dataset.undoImport)).json();
    if (conflicts.length) {
      list.replaceChildren(document.createTextNode(form.dataset.conflicts));
      for (const c of conflicts.slice(0, 50)) {
        const line = document.createElement("div");
        line.className = "small";
        line.textContent = `${c.recordKind} ${c.recordId}: ${c.field}`;
        list.append(line);
      }
      list.hidden = false;
      form.dataset.keeping = "1";
      form.querySelector("button").lastChild.textContent = form.dataset.keep;
      return;
    }
  }
  const answer = await command("POST", form.dataset.undoImport + keep, {});
  if (!answer.ok) { say(list, answer.problem.detail ?? answer.problem.title); return; }
  watched.innerHTML = await (await fetch(watched.dataset.work)).text();
  watch();
}
