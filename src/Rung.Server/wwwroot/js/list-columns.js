// Which columns, in which order, how wide, and by what the rows are grouped. The address holds it.
import { grid } from "./list.js";
import { drawn, icon, make, say } from "./words.js";

document.addEventListener("click", event => { if (event.target.closest("[data-columns-open]")) open(); });

function open() {
  const all = JSON.parse(grid.dataset.columns);
  const list = make("ul", { class: "column-list" }, ...all.map(line));
  const find = make("input", { class: "input", type: "search", placeholder: say("columns.find"), "aria-label": say("columns.find"), oninput: () => { for (const li of list.children) li.hidden = !li.textContent.toLowerCase().includes(find.value.toLowerCase()); } });
  const groups = JSON.parse(grid.dataset.groups);
  const group = make("select", { class: "input", id: "columns-group" }, make("option", { value: "" }, say("columns.noGroup")), ...groups.map(g => make("option", { value: g.field, selected: g.field === grid.dataset.group }, g.label)));
  const dialog = make("dialog", { class: "sheet column-sheet", "aria-label": say("columns.title") });
  dialog.append(make("form", { method: "dialog", onsubmit: event => { event.preventDefault(); apply(list, group.value); } }, make("h2", {}, say("columns.title")), find, list,
    groups.length ? make("div", { class: "field" }, make("label", { for: "columns-group" }, say("columns.group")), group) : null,
    make("div", { class: "sheet-foot" }, make("button", { class: "button", "data-kind": "plain", type: "button", onclick: () => usual() }, say("columns.usual")), make("span", { class: "grow" }),
      make("button", { class: "button", type: "button", onclick: () => dialog.close() }, say("js.cancel")), make("button", { class: "button", "data-kind": "primary" }, say("columns.apply")))));
  dialog.onclose = () => dialog.remove();
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  document.body.append(dialog);
  dialog.showModal();
  import("../lib/sortable.esm.js").then(({ default: Sortable }) => Sortable.create(list, { animation: 120, handle: ".column-grip" }));
}

function line(column) {
  const li = make("li", { "data-field": column.field, "data-width": column.width },
    make("span", { class: "column-grip", "aria-hidden": "true" }, "⠿"),
    make("label", { class: "grow cut" }, make("input", { type: "checkbox", checked: column.shown, disabled: column.isName }), column.label),
    make("button", { class: "button", "data-kind": "plain", type: "button", "aria-label": `${say("columns.up")}: ${column.label}`, onclick: () => { li.previousElementSibling?.before(li); li.querySelector("button").focus(); } }, icon(drawn.up)),
    make("button", { class: "button", "data-kind": "plain", type: "button", "aria-label": `${say("columns.down")}: ${column.label}`, onclick: () => { li.nextElementSibling?.after(li); li.querySelectorAll("button")[1].focus(); } }, icon(drawn.down)));
  return li;
}

function apply(list, group) {
  const chosen = [...list.children].filter(li => li.querySelector("input").checked).map(li => /^\d+px$/.test(li.dataset.width) ? `${li.dataset.field}:${parseInt(li.dataset.width)}` : li.dataset.field);
  const query = new URLSearchParams(grid.dataset.query);
  query.set("columns", chosen.join(","));
  if (group) { query.set("group", group); query.delete("sort"); } else query.delete("group");
  location.assign(`${grid.dataset.path}?${query}`);
}

function usual() {
  const query = new URLSearchParams(grid.dataset.query);
  query.delete("columns");
  query.delete("group");
  location.assign(`${grid.dataset.path}?${query}`);
}

// The edge of a head widens its column; the address remembers it without the page being read again.
grid.addEventListener("pointerdown", event => {
  const edge = event.target.closest("[data-edge]");
  if (!edge) return;
  event.preventDefault();
  const head = edge.parentElement;
  const heads = [...head.parentElement.children];
  const [i, startX, start] = [heads.indexOf(head), event.clientX, head.offsetWidth];
  const widths = heads.map(h => h.offsetWidth);
  edge.setPointerCapture(event.pointerId);
  const tracks = grid.style.getPropertyValue("--cols").match(/minmax\([^)]*\)|\S+/g);
  edge.onpointermove = move => {
    widths[i] = Math.max(60, Math.min(900, start + move.clientX - startX));
    tracks[i] = widths[i] + "px";
    grid.style.setProperty("--cols", tracks.join(" "));
  };
  edge.onpointerup = () => {
    edge.onpointermove = edge.onpointerup = null;
    const chosen = heads.map((h, k) => /px$/.test(tracks[k]) ? `${h.dataset.column}:${parseInt(tracks[k])}` : h.dataset.column);
    const query = new URLSearchParams(grid.dataset.query);
    query.set("columns", chosen.join(","));
    grid.dataset.query = query.toString();
    history.replaceState(null, "", `${grid.dataset.path}?${query}`);
    document.querySelector("[data-export]")?.setAttribute("href", `${grid.dataset.path}/export?${query}`);
  };
});
grid.addEventListener("click", event => { if (event.target.closest("[data-edge]")) event.preventDefault(); }, true);
