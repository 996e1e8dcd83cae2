// Forms marked data-api are sent to the API as JSON; fields keep what was typed when the answer is no.
import { command } from "./api.js";
import { startReferences } from "./fields.js";
import { money, toInstant } from "./money.js";
import { carry, toast } from "./toast.js";

export function startForms() {
  startReferences();
  for (const field of document.querySelectorAll("[data-guess=zone]")) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || field.value;
  suggest();
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.matches("[data-filters]")) return tidy(form);
    if (!form.matches("[data-api]")) return;
    event.preventDefault();
    send(form);
  });
  // A ready answer is put into its field, where it can be said better.
  document.addEventListener("click", event => {
    const ready = event.target.closest?.("[data-fill]");
    const field = ready && ready.form.elements[ready.dataset.fill];
    if (!field) return;
    field.value = field.value.trim() ? `${field.value.trim()}\n${ready.dataset.text}` : ready.dataset.text;
    field.focus();
  });
  // One sheet serves many rows: it is told which one when it opens.
  document.addEventListener("click", event => {
    const opens = event.target.closest?.("[data-fill-form]");
    const sheet = opens && document.getElementById(opens.dataset.fillForm);
    if (!sheet) return;
    const { fillAction, fillTitle, fillPerson, fillName } = opens.dataset;
    if (fillAction) sheet.querySelector("form").setAttribute("action", fillAction);
    sheet.querySelector("[data-fill-head]").textContent = fillTitle ?? `${fillName}: ${opens.textContent.trim()}`;
    const person = fillPerson && sheet.querySelector("[name=personId]");
    if (person) [person.value, person.previousElementSibling.value] = [fillPerson, fillName];
  });
  document.addEventListener("input", event => {
    event.target.removeAttribute?.("aria-invalid");
  });
  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") event.target.closest("form")?.requestSubmit();
  });
}

// What the browser knows by itself: the zones of the world, and what a currency is called in the language of the page.
function suggest() {
  for (const list of document.querySelectorAll("datalist[data-known]"))
    list.append(...Intl.supportedValuesOf(list.dataset.known).map(value => new Option("", value)));
  for (const list of document.querySelectorAll("datalist[data-named]")) {
    const names = new Intl.DisplayNames(document.documentElement.lang, { type: list.dataset.named });
    for (const option of list.options) option.textContent = names.of(option.value);
  }
}

// An address says only what was chosen.
function tidy(form) {
  for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
}

async function send(form) {
  if (form.dataset.busy) return;
  if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
  form.dataset.busy = "1";
  const button = form.querySelector("button:not([type=button])");
  button?.setAttribute("aria-busy", "true");
  const method = form.dataset.method ?? form.method.toUpperCase();
  const answer = await command(method, form.getAttribute("action"), values(form, method), form.dataset.version);
  delete form.dataset.busy;
  button?.removeAttribute("aria-busy");
  if (!answer.ok) return refuse(form, answer);

  // What is shown once is shown here.
  const shown = form.dataset.show && form.querySelector("[data-shown]");
  if (shown) {
    const text = answer.record[form.dataset.show];
    shown.textContent = form.dataset.show === "path" ? new URL(text, location.origin).href : text;
    shown.hidden = false;
    for (const beside of form.querySelectorAll("[data-shown-with]")) beside.hidden = false;
    return;
  }

  const name = answer.record?.name ?? answer.record?.subject ?? "";
  // What opens the next page is answered by that page.
  if (!("quiet" in form.dataset)) carry(`${button?.firstChild?.textContent?.trim() ?? ""}${name ? ": " + name : ""}`, answer.decision);
  const then = form.dataset.then;
  if (!then) location.reload();
  else location.assign(then.endsWith("/") && answer.record?.id ? then + answer.record.id : then);
}

function values(form, method) {
  const body = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled || (field.type === "hidden" && field.value === "" && method === "POST")) continue;
    const value = read(field);
    if (value === undefined || (value === null && method === "POST")) continue;
    body[field.name] = value;
  }
  if (form.matches("[data-packet]")) {
    const told = Object.fromEntries([...form.querySelectorAll("[data-packet-item]")].filter(i => i.value.trim()).map(i => [i.dataset.packetItem, i.value.trim()]));
    if (Object.keys(told).length > 0 || form.action.endsWith("/fill")) body.packet = JSON.stringify(told);
  }
  for (const bits of form.querySelectorAll("[data-bits]")) body[bits.dataset.bits] = [...bits.querySelectorAll("input")].map(i => i.checked ? "1" : "0").join("");
  return body;
}

function read(field) {
  const text = field.value.trim();
  if (text === "") return null;
  switch (field.dataset.type) {
    case "money": return money(text, field.dataset.currency);
    case "number": return Number(text);
    case "flag": return text === "true";
    case "minutes": return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
    case "instant": return toInstant(text);
    default: return text;
  }
}

export function refuse(form, answer) {
  const text = answer.problem.detail ?? answer.problem.title;
  if (answer.status === 412 || answer.status === 409) {
    carry(document.body.dataset.changed);
    return location.reload();
  }
  // A refusal that asks for one thing more shows the field for it.
  const more = form.querySelector(`[data-on="${CSS.escape(answer.problem.title)}"]`);
  if (more?.hidden) {
    more.hidden = false;
    for (const asked of more.querySelectorAll("input")) asked.disabled = false;
    for (const old of form.querySelectorAll(".field-error")) old.hidden = true;
    return more.querySelector("input").focus();
  }

  const field = answer.problem.field && form.querySelector(`[data-error-for="${CSS.escape(answer.problem.field)}"]`);
  const place = field || form.querySelector("[data-form-error]");
  if (!place) return toast(text);
  for (const old of form.querySelectorAll(".field-error")) old.hidden = true;
  place.textContent = text;
  place.hidden = false;
  const input = field && form.elements[answer.problem.field];
  input?.setAttribute?.("aria-invalid", "true");
  (input?.type === "hidden" ? input.previousElementSibling : input)?.focus?.();
}
