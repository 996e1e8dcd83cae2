// Forms marked data-api are sent to the API as JSON; fields keep what was typed when the answer is no.
import { command } from "./api.js";
import { carry, toast } from "./toast.js";

export function startForms() {
  for (const field of document.querySelectorAll("[data-guess=zone]")) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || field.value;
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.matches("[data-filters]")) return tidy(form);
    if (!form.matches("[data-api]")) return;
    event.preventDefault();
    send(form);
  });
  document.addEventListener("input", event => {
    if (event.target.matches("[data-reference]")) suggest(event.target);
    event.target.removeAttribute?.("aria-invalid");
  });
  document.addEventListener("focusin", event => { if (event.target.matches("[data-reference]")) suggest(event.target); });
  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") event.target.closest("form")?.requestSubmit();
    if (event.target.matches?.("[data-reference]")) walk(event);
  });
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
    shown.textContent = answer.record[form.dataset.show];
    shown.hidden = false;
    return;
  }

  const name = answer.record?.name ?? answer.record?.subject ?? "";
  carry(`${button?.firstChild?.textContent?.trim() ?? ""}${name ? ": " + name : ""}`, answer.decision);
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
  return body;
}

function read(field) {
  const text = field.value.trim();
  if (text === "") return null;
  switch (field.dataset.type) {
    case "money": return money(text, field.dataset.currency);
    case "number": return Number(text);
    case "flag": return text === "true";
    case "instant": return new Date(text).toISOString();
    default: return text;
  }
}

// Minor units without floating point: digits before and after the last point or comma.
export function money(text, currency) {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  const plain = text.replace(/[\s']/g, "");
  const match = plain.match(/^(-?)([\d.,]*?)(?:[.,](\d{1,3}))?$/);
  if (!match) return { minor: text, currency };
  let [, sign, whole, part = ""] = match;
  // A group of three after the only separator is thousands, not a part.
  if (part.length === 3 && digits !== 3) [whole, part] = [whole + part, ""];
  const minor = Number(whole.replace(/[.,]/g, "") || "0") * 10 ** digits + Number((part + "000").slice(0, digits) || "0");
  return { minor: sign ? -minor : minor, currency };
}

function refuse(form, answer) {
  const text = answer.problem.detail ?? answer.problem.title;
  if (answer.status === 412 || answer.status === 409) {
    carry(document.body.dataset.changed);
    return location.reload();
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

let asking = 0;
async function suggest(input) {
  const hidden = input.parentElement.querySelector("input[type=hidden]");
  if (document.activeElement === input && input.value === "") hidden.value = "";
  const mine = ++asking;
  await new Promise(done => setTimeout(done, 120));
  if (mine !== asking) return;
  const found = await (await fetch(`/ui/choices/${input.dataset.reference}?q=${encodeURIComponent(input.value)}`)).json();
  if (mine !== asking) return;
  close(input);
  const list = document.createElement("div");
  list.className = "reference-list";
  list.setAttribute("role", "listbox");
  for (const { id, name } of found) {
    const option = document.createElement("div");
    option.className = "menu-item";
    option.setAttribute("role", "option");
    option.textContent = name;
    option.onmousedown = event => { event.preventDefault(); choose(input, id, name); };
    option.dataset.id = id;
    list.append(option);
  }
  if (found.length) input.parentElement.append(list);
  input.onblur = () => close(input);
}

function walk(event) {
  const list = event.target.parentElement.querySelector(".reference-list");
  if (!list || event.isComposing) return;
  const options = [...list.children];
  const at = options.findIndex(o => o.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    options[at]?.removeAttribute("aria-selected");
    const next = options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length];
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    choose(event.target, options[at].dataset.id, options[at].textContent);
  } else if (event.key === "Escape") close(event.target);
}

function choose(input, id, name) {
  input.value = name;
  input.parentElement.querySelector("input[type=hidden]").value = id;
  close(input);
}

function close(input) { input.parentElement.querySelector(".reference-list")?.remove(); }
