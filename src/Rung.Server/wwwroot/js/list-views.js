// Saved views: mine and shared, renamed, pinned, made the first to open, copied. What was changed since asks to be saved.
import { command } from "./api.js";
import { carry, toast } from "./toast.js";
import { make, say } from "./words.js";

const bar = document.querySelector("[data-views]");
const all = JSON.parse(bar.dataset.views);
const here = all.find(v => v.id === bar.dataset.view);
const open_ = v => `${bar.dataset.path}?${v.query}${v.query ? "&" : ""}view=${v.id}`;

document.addEventListener("click", event => {
  if (event.target.closest("[data-views-open]")) open();
  if (event.target.closest("[data-view-save]")) here?.isMine ? update(here, { query: bar.dataset.query }, true) : open(true);
});

async function update(view, change, away) {
  const answer = await command("PATCH", `/api/v1/saved-views/${view.id}`, change, view.version);
  if (!answer.ok) return toast(answer.problem.detail ?? answer.problem.title);
  view.version = answer.record.version;
  Object.assign(view, change);
  if (away) { carry(say("views.saved"), answer.decision); location.assign(open_(view)); }
  else toast(say("views.saved"), answer.decision);
}

async function save(name) {
  const answer = await command("POST", "/api/v1/saved-views", { name, forKind: bar.dataset.kind, query: bar.dataset.query });
  if (!answer.ok) return toast(answer.problem.detail ?? answer.problem.title);
  carry(say("views.saved"), answer.decision);
  location.assign(open_({ id: answer.record.id, query: bar.dataset.query }));
}

function open(saving = false) {
  const name = make("input", { class: "input", required: true, maxlength: 200, placeholder: say("views.name"), "aria-label": say("views.name") });
  const [mine, shared] = [all.filter(v => v.isMine), all.filter(v => !v.isMine)];
  const dialog = make("dialog", { class: "sheet view-sheet", "aria-label": say("views.title") }, make("h2", {}, say("views.title")),
    ...(all.length ? [] : [make("p", { class: "second" }, say("views.none"))]),
    ...(here ? [make("a", { class: "menu-item", href: bar.dataset.path + "?" + (bar.dataset.kind === "opportunity" ? "stageKind=open" : "sort=") }, say("views.everything"))] : []),
    ...(mine.length ? [make("h3", { class: "minor" }, say("views.mine")), make("ul", { class: "view-list" }, ...mine.map(own))] : []),
    ...(shared.length ? [make("h3", { class: "minor" }, say("views.shared")), make("ul", { class: "view-list" }, ...shared.map(theirs))] : []),
    make("form", { class: "line", method: "dialog", onsubmit: event => { event.preventDefault(); save(name.value.trim()); } }, name, make("button", { class: "button", "data-kind": "primary" }, say("views.new"))));
  dialog.onclose = () => dialog.remove();
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  document.body.append(dialog);
  dialog.showModal();
  if (saving) name.focus();
}

function own(view) {
  const tick = (flag, text) => make("label", { class: "line small" }, make("input", { type: "checkbox", checked: view[flag], onchange: event => update(view, { [flag]: event.target.checked }) }), text);
  const li = make("li", {}, make("div", { class: "line" }, make("a", { class: "grow cut link", href: open_(view) }, view.name),
    make("button", { class: "button", "data-kind": "plain", type: "button", onclick: () => rename(li, view) }, say("views.rename")),
    make("button", { class: "button", "data-kind": "plain", type: "button", onclick: () => gone(li, view) }, say("views.delete"))),
  make("div", { class: "line second" }, tick("isPinned", say("views.pin")), tick("isDefault", say("views.default")), tick("isShared", say("views.share"))));
  return li;
}

function theirs(view) {
  return make("li", {}, make("div", { class: "line" }, make("a", { class: "grow cut link", href: open_(view) }, view.name), make("span", { class: "micro" }, view.owner ?? ""),
    make("button", { class: "button", "data-kind": "plain", type: "button", onclick: async () => {
      const answer = await command("POST", "/api/v1/saved-views", { name: view.name, forKind: bar.dataset.kind, query: view.query });
      if (!answer.ok) return toast(answer.problem.detail ?? answer.problem.title);
      carry(say("views.saved"), answer.decision);
      location.assign(open_({ id: answer.record.id, query: view.query }));
    } }, say("views.copy"))));
}

function rename(li, view) {
  const input = make("input", { class: "input", value: view.name, required: true, maxlength: 200, "aria-label": say("views.name") });
  const form = make("form", { class: "line", onsubmit: async event => { event.preventDefault(); await update(view, { name: input.value.trim() }); li.replaceWith(own(view)); } }, input, make("button", { class: "button", "data-kind": "primary" }, say("views.save")));
  li.replaceChildren(form);
  input.select();
}

async function gone(li, view) {
  const answer = await command("DELETE", `/api/v1/saved-views/${view.id}`);
  if (!answer.ok) return toast(answer.problem.detail ?? answer.problem.title);
  all.splice(all.indexOf(view), 1);
  li.remove();
  toast(say("views.delete") + ": " + view.name, answer.decision);
}
