// One editor for each kind of field: in a cell, on a record, in a filter, in a bulk change.
import { money, toInstant, toLocal } from "./money.js";
import { make, say } from "./words.js";

/** An editor: { element, input, read(), text() }. The raw value is what the server wrote into data-edit. */
export function editor(field, raw, title, { bare = false } = {}) {
  const attributes = { class: "input", "aria-label": field.label };
  let input;
  switch (field.type) {
    case "choice": case "flag":
      input = make("select", attributes, ...(field.optional || bare ? [make("option", { value: "" }, "—")] : []), ...field.options.map(([value, label]) => make("option", { value, selected: value === raw }, label)));
      return plain(input, () => input.value === "" ? null : field.type === "flag" ? input.value === "true" : input.value);
    case "lines":
      input = make("textarea", { ...attributes, rows: 4, maxlength: field.max || null });
      input.value = raw ?? "";
      return plain(input, () => text(input));
    case "money":
      input = make("input", { ...attributes, class: "input num", inputmode: "decimal", value: raw ?? "" });
      return plain(input, () => text(input) === null ? null : money(text(input), field.currency || document.body.dataset.currency));
    case "number":
      input = make("input", { ...attributes, class: "input num", inputmode: "decimal", value: raw ?? "" });
      return plain(input, () => text(input) === null ? null : Number.isFinite(Number(text(input).replace(",", "."))) ? Number(text(input).replace(",", ".")) : text(input));
    case "day":
      input = make("input", { ...attributes, type: "date", value: raw ?? "" });
      return plain(input, () => text(input));
    case "instant":
      input = make("input", { ...attributes, type: "datetime-local", value: toLocal(raw) });
      return plain(input, () => text(input) === null ? null : toInstant(text(input)));
    case "reference": return reference(field, raw, title);
    default:
      input = make("input", { ...attributes, value: raw ?? "", maxlength: field.max || null });
      return plain(input, () => text(input));
  }
}

const text = input => input.value.trim() === "" ? null : input.value.trim();
const plain = (input, read) => ({ element: input, input, read, text: () => input.selectedOptions ? input.selectedOptions[0]?.textContent ?? "" : input.value });

function reference(field, raw, title) {
  const input = make("input", { class: "input", "aria-label": field.label, role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off", placeholder: say("js.search"), value: title ?? "" });
  const hidden = make("input", { type: "hidden", value: raw ?? "" });
  input.dataset.reference = field.kind;
  if (field.me) input.dataset.me = field.me;
  const element = make("span", { class: "reference" }, input, hidden);
  return { element, input, read: () => input.value.trim() === "" ? null : hidden.value || null, text: () => input.value };
}

// Typing into a reference looks for records; the list under it is walked by arrows and belongs to the page, not to the cell.
let asking = 0;
export function startReferences() {
  document.addEventListener("input", event => { if (event.target.matches?.("[data-reference]")) suggest(event.target); });
  // A sheet that opens with the answer in it puts the focus there: the list would hide what comes next.
  document.addEventListener("focusin", event => {
    const [field, sheet] = event.target.matches?.("[data-reference]") ? [event.target, event.target.closest("dialog")] : [];
    if (field && !(sheet && !sheet.contains(event.relatedTarget) && field.parentElement.querySelector("input[type=hidden]").value)) suggest(field, true);
  });
  document.addEventListener("focusout", event => { if (event.target.matches?.("[data-reference]")) close(event.target); });
  document.addEventListener("keydown", event => { if (event.target.matches?.("[data-reference]")) walk(event); }, true);
}

async function suggest(input, opening = false) {
  const hidden = input.parentElement.querySelector("input[type=hidden]");
  if (!opening) hidden.value = "";
  const mine = ++asking;
  await new Promise(done => setTimeout(done, opening ? 0 : 100));
  if (mine !== asking || document.activeElement !== input) return;
  const asked = opening && hidden.value ? "" : input.value;
  const found = await (await fetch(`/ui/choices/${input.dataset.reference}?q=${encodeURIComponent(asked)}`)).json();
  if (mine !== asking || document.activeElement !== input) return;
  if (input.dataset.me && (asked === "" || input.dataset.me.startsWith(asked.toLowerCase()))) found.unshift({ id: "me", name: input.dataset.me });
  close(input);
  const list = make("div", { class: "reference-list", role: "listbox", id: "reference-list", "aria-label": input.getAttribute("aria-label") ?? say("js.search") });
  found.forEach(({ id, name, about }, i) => {
    const option = make("div", { class: "menu-item", role: "option", id: `reference-${i}`, "data-id": id, "data-name": name, "aria-selected": !opening && i === 0 ? "true" : "false" }, make("span", { class: "cut" }, name), about ? make("span", { class: "micro cut" }, about) : null);
    option.onmousedown = event => { event.preventDefault(); choose(input, option); };
    list.append(option);
  });
  if (!found.length) list.append(make("div", { class: "menu-item quiet", role: "option", "aria-disabled": "true", "aria-selected": "false" }, say("js.none")));
  place(list, input);
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", list.id);
  tell(input, opening ? null : list.querySelector("[data-id]"));
}

// The option that Enter would take, for those who hear the page.
function tell(input, option) {
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

// Above everything, where the input stands: a cell would cut it.
function place(list, input) {
  const box = input.getBoundingClientRect();
  (input.closest("dialog") ?? document.body).append(list);
  list.style.cssText = `position:fixed;inset:auto;left:${box.left}px;top:${box.bottom + 2}px;width:${Math.max(box.width, 220)}px`;
  if (box.bottom + list.offsetHeight > innerHeight - 8) list.style.top = `${Math.max(8, box.top - list.offsetHeight - 2)}px`;
  input.list_ = list;
}

function walk(event) {
  const list = event.target.list_;
  if (!list || event.isComposing) return;
  const options = [...list.querySelectorAll("[data-id]")];
  const at = options.findIndex(o => o.getAttribute("aria-selected") === "true");
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
    event.preventDefault();
    event.stopPropagation();
    options[at]?.setAttribute("aria-selected", "false");
    const next = options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length];
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    tell(event.target, next);
  } else if ((event.key === "Enter" || event.key === "Tab") && at >= 0 && !event.target.parentElement.querySelector("input[type=hidden]").value) {
    if (event.key === "Enter" && !event.target.closest("[data-editing]")) { event.preventDefault(); event.stopPropagation(); }
    choose(event.target, options[at]);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    event.preventDefault();
    close(event.target);
  }
}

function choose(input, option) {
  input.value = option.dataset.name;
  const hidden = input.parentElement.querySelector("input[type=hidden]");
  hidden.value = option.dataset.id;
  close(input);
  hidden.dispatchEvent(new Event("change", { bubbles: true }));
}

function close(input) {
  input.list_?.remove();
  input.list_ = null;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-controls");
  tell(input, null);
}
