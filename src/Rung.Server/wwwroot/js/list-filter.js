// Builds a filter: conditions in groups of all or any, groups inside groups, each of them turned round where wanted. The address holds the whole.
import { editor } from "./fields.js";
import { fields, grid } from "./list.js";
import { major, money } from "./money.js";
import { drawn, icon, make, say } from "./words.js";

// What can be asked of each type: the operator of the address, or one of our own that negates it.
const asks = {
  text: ["has", "lacks", "eq", "ne", "starts", "empty", "filled"], lines: ["has", "lacks", "empty", "filled"],
  number: ["eq", "ne", "gte", "lte", "gt", "lt", "empty", "filled"], money: ["gte", "lte", "gt", "lt", "eq", "empty", "filled"],
  day: ["on", "gte", "lte", "gt", "lt", "empty", "filled"], instant: ["on", "gte", "lte", "gt", "lt", "empty", "filled"],
  flag: ["eq", "empty", "filled"], choice: ["in", "notIn", "empty", "filled"], reference: ["eq", "ne", "empty", "filled"],
};
const periods = ["today", "today+", "today-", "days-", "days+", "week", "week-1", "week+1", "month", "month-1", "month+1", "quarter", "quarter-1", "quarter+1", "year", "year-1", "exact"];
const titles = new Map();

document.addEventListener("click", event => { if (event.target.closest("[data-filter-open]")) open(); });

function open() {
  const tree = JSON.parse(grid.dataset.filter || '{"and":[]}');
  const root = group(tree, true);
  const dialog = make("dialog", { class: "sheet filter-sheet", "aria-label": say("filter.title") });
  dialog.append(make("form", { method: "dialog", onsubmit: event => { event.preventDefault(); apply(root.read()); } }, make("h2", {}, say("filter.title")), root.element,
    make("div", { class: "sheet-foot" }, make("button", { class: "button", "data-kind": "plain", type: "button", onclick: () => apply(null) }, say("filter.clear")), make("span", { class: "grow" }),
      make("button", { class: "button", type: "button", onclick: () => dialog.close() }, say("js.cancel")), make("button", { class: "button", "data-kind": "primary" }, say("filter.apply")))));
  dialog.onclose = () => dialog.remove();
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  document.body.append(dialog);
  dialog.showModal();
  if (!tree.and?.length && !tree.or?.length) root.add();
  (dialog.querySelector(".condition select") ?? dialog.querySelector("button")).focus();
}

function apply(tree) {
  const query = new URLSearchParams(grid.dataset.query);
  const besides = ["sort", "columns", "group", "q", "view"];
  for (const name of [...query.keys()]) if (!besides.includes(name)) query.delete(name);
  const parts = tree ? (tree.and ?? [tree]) : [];
  // What usually holds is told off, and said in the filter where it is still wanted.
  for (const usual of (grid.dataset.usual || "").split(",").filter(Boolean)) query.set(usual, "*");
  if (parts.length) query.set("filter", JSON.stringify({ and: parts }));
  location.assign(`${grid.dataset.path}?${query}`);
}

function group(node, isRoot = false, turned = false) {
  const body = make("div", { class: "conditions-list" });
  const how = make("select", { class: "input", "aria-label": say("filter.how") }, make("option", { value: "and", selected: !node.or }, say("filter.all")), make("option", { value: "or", selected: !!node.or }, say("filter.any")));
  const not = make("input", { type: "checkbox", checked: turned });
  const parts = [];
  const add = child => { parts.push(child); body.append(child.element); };
  const drop = child => { parts.splice(parts.indexOf(child), 1); child.element.remove(); };
  const element = make("fieldset", { class: "condition-group", "data-root": isRoot },
    make("div", { class: "line" }, how, isRoot ? null : make("label", { class: "line small" }, not, say("filter.negate")), make("span", { class: "grow" }),
      isRoot ? null : make("button", { class: "button", "data-kind": "plain", type: "button", "aria-label": say("filter.removeCondition"), onclick: () => element.remove_() }, icon(drawn.close))),
    body, make("div", { class: "line" },
      make("button", { class: "button", type: "button", onclick: () => { const c = condition({}, drop); add(c); c.focus(); } }, icon(drawn.plus), say("filter.addCondition")),
      make("button", { class: "button", type: "button", onclick: () => nest({ and: [] }, false, true) }, icon(drawn.plus), say("filter.addGroup"))));
  function nest(inner, isTurned, begin) {
    const child = group(inner, false, isTurned);
    child.element.remove_ = () => drop(child);
    add(child);
    if (begin) child.add();
  }
  for (const part of node.and ?? node.or ?? []) {
    const turnedPart = part.not && (part.not.and || part.not.or);
    if (part.and || part.or || turnedPart) nest(turnedPart ? part.not : part, !!turnedPart, false);
    else add(condition(part, drop));
  }
  return {
    element, add: () => { const c = condition({}, drop); add(c); return c; },
    read() {
      const read = parts.map(p => p.read()).filter(Boolean);
      if (!read.length) return null;
      const joined = { [how.value]: read };
      return not.checked ? { not: joined } : joined;
    },
  };
}

function condition(part, drop) {
  const inner = part.not ?? part;
  const known = [...fields.values()];
  const pick = make("select", { class: "input", "aria-label": say("filter.field") }, ...known.map(f => make("option", { value: f.name, selected: f.name === (inner.field ?? grid.dataset.search) }, f.label)));
  const [how, slot] = [make("select", { class: "input", "aria-label": say("filter.how") }), make("span", { class: "condition-value" })];
  let read = () => undefined;
  const self = { element: null, focus: () => pick.focus(), read: () => {
    const op = how.value;
    if (op === "empty" || op === "filled") return { field: pick.value, op };
    const value = read();
    if (value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length)) return null;
    if (op === "lacks") return { not: { field: pick.value, op: "has", value } };
    if (op === "notIn") return { not: { field: pick.value, op: "in", value } };
    return { field: pick.value, op: op === "on" ? "eq" : op, value };
  } };
  self.element = make("div", { class: "condition" }, pick, how, slot, make("button", { class: "button", "data-kind": "plain", type: "button", "aria-label": say("filter.removeCondition"), onclick: () => drop(self) }, icon(drawn.close)));

  const ours = () => { const op = inner.op ?? "eq"; const type = fields.get(pick.value).type; return part.not ? (op === "in" || op === "eq" ? "notIn" : "lacks") : (type === "day" || type === "instant") && op === "eq" ? "on" : type === "choice" && op === "eq" ? "in" : op; };
  const chooseField = first => {
    const type = fields.get(pick.value).type;
    how.replaceChildren(...asks[type].map(op => make("option", { value: op, selected: first && op === ours() }, word(op, type))));
    chooseHow(first);
  };
  const chooseHow = first => {
    const [field, given] = [fields.get(pick.value), first ? inner.value : undefined];
    slot.replaceChildren();
    read = () => undefined;
    if (how.value === "empty" || how.value === "filled") return;
    if (field.type === "day" || field.type === "instant") return read = days(slot, given);
    if (field.type === "choice") return read = words(slot, field, given);
    const ed = editor({ ...field, type: field.type === "lines" ? "text" : field.type, optional: false, label: say("filter.value"), me: field.kind === "person" ? say("filter.me") : null },
      field.type === "money" && given !== undefined ? major(given, document.body.dataset.currency) : given === undefined ? "" : String(given), titleOf(given), { bare: true });
    slot.append(ed.element);
    read = () => { const value = ed.read(); if (value === null) return null; if (field.type === "reference") titles.set(value, ed.text()); return field.type === "money" ? String(money(ed.input.value, document.body.dataset.currency).minor) : String(value); };
    if (field.type === "reference" && given && given !== "me" && !titles.has(given)) name(field, given, ed.input);
  };
  pick.onchange = () => chooseField(false);
  how.onchange = () => chooseHow(false);
  chooseField(true);
  return self;
}

const titleOf = id => id === "me" ? say("filter.me") : titles.get(id) ?? "";

async function name(field, id, input) {
  const found = await (await fetch(`/ui/choices/${field.kind}?id=${id}`)).json();
  if (found[0]) { titles.set(id, found[0].name); input.value ||= found[0].name; }
}

const word = (op, type) => (type === "day" || type === "instant") ? say({ on: "op.on", gte: "op.gte", lte: "op.lte", gt: "op.gtDay", lt: "op.ltDay" }[op] ?? "op." + op)
  : { gte: "≥", lte: "≤", gt: ">", lt: "<", eq: type === "number" || type === "money" ? "=" : say("op.eq") }[op] ?? say("op." + op);

// Days are told from today, by the calendar, or exactly.
function days(slot, given = "today") {
  const match = /^(today|days)([+-])(\d+)$/.exec(given);
  const period = match ? match[1] + match[2] : periods.includes(given) ? given : "exact";
  const pick = make("select", { class: "input", "aria-label": say("filter.when") }, ...periods.map(p => make("option", { value: p, selected: p === period }, said(p))));
  const many = make("input", { class: "input num", type: "number", min: 0, max: 40000, value: match?.[3] ?? "30", "aria-label": say("filter.days") });
  const day = make("input", { class: "input", type: "date", value: period === "exact" ? given : "", "aria-label": say("filter.value") });
  const show = () => { many.hidden = !/[+-]$/.test(pick.value); day.hidden = pick.value !== "exact"; };
  pick.onchange = show;
  slot.append(pick, many, day);
  show();
  return () => pick.value === "exact" ? day.value : /[+-]$/.test(pick.value) ? pick.value + (many.value || "0") : pick.value;
}

function said(period) {
  const n = "N";
  return { today: say("days.today"), "today+": say("days.todayPlus", { n }), "today-": say("days.todayMinus", { n }), "days-": say("days.past", { n }), "days+": say("days.coming", { n }), exact: say("days.exact") }[period]
    ?? say(`days.${period.replace(/[+-]1$/, "")}.${period.endsWith("-1") ? "last" : period.endsWith("+1") ? "next" : "this"}`);
}

function words(slot, field, given = []) {
  const chosen = new Set(Array.isArray(given) ? given : [String(given)]);
  slot.append(make("span", { class: "words" }, ...field.options.map(([value, label]) => make("label", { class: "word" }, make("input", { type: "checkbox", value, checked: chosen.has(value) }), label))));
  return () => [...slot.querySelectorAll("input:checked")].map(i => i.value);
}
