export function startPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const [input, list] = [dialog.querySelector("input"), document.getElementById("palette-list")];
  const hint = document.createElement("div");
  hint.className = "palette-hint";
  hint.textContent = dialog.dataset.hint;
  dialog.append(hint);
  let asking = 0;

  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      dialog.open ? dialog.close() : open();
    }
  });
  document.addEventListener("click", event => { if (event.target.closest("[data-open=palette]")) open(); if (event.target === dialog) dialog.close(); });
  input.addEventListener("input", ask);
  input.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const items = [...list.querySelectorAll("[role=option]")];
    const at = items.findIndex(i => i.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      select(items, (at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      items[Math.max(at, 0)]?.click();
    }
  });

  function open() {
    if (!dialog.open) dialog.showModal();
    input.value = "";
    input.focus();
    ask();
  }

  // What the page itself can do with its record, by the names of its buttons.
  function here() {
    const asked = input.value.replace(/^>/, "").trim().toLowerCase();
    const seen = new Set();
    return [...document.querySelectorAll("[data-deed]")].filter(b => b.dataset.deed.toLowerCase().includes(asked) && !seen.has(b.dataset.deed) && seen.add(b.dataset.deed))
      .map(button => ({ name: button.dataset.deed, kind: "", group: dialog.dataset.this, button, drawing: ["M2.5 8h11M10 4.5 13.5 8 10 11.5"] }));
  }

  async function ask() {
    const mine = ++asking;
    const found = await (await fetch("/ui/palette?q=" + encodeURIComponent(input.value))).json();
    if (mine !== asking) return;
    const records = found.filter(f => found[0].group === f.group && /\/[0-9a-f-]{36}$/.test(f.path));
    const all = [...records, ...here(), ...found.filter(f => !records.includes(f))];
    list.replaceChildren();
    let group = null;
    for (const item of all) {
      if (item.group !== group) {
        group = item.group;
        const head = document.createElement("div");
        head.className = "palette-group";
        head.setAttribute("role", "presentation");
        head.textContent = group;
        list.append(head);
      }
      list.append(row(item));
    }
    if (!all.length) list.textContent = dialog.dataset.none;
    select([...list.querySelectorAll("[role=option]")], 0);
  }

  function row(item) {
    const link = document.createElement(item.button ? "div" : "a");
    link.className = "palette-item";
    if (item.button) link.onclick = () => { dialog.close(); item.button.click(); };
    else link.href = item.path;
    link.setAttribute("role", "option");
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    for (const d of item.drawing ?? []) { const path = document.createElementNS("http://www.w3.org/2000/svg", "path"); path.setAttribute("d", d); svg.append(path); }
    const name = document.createElement("bdi");
    name.className = "cut";
    name.append(...marked(item.name));
    const kind = document.createElement("span");
    kind.className = "micro";
    kind.textContent = item.kind;
    link.append(svg, name, kind);
    return link;
  }

  // What was typed is underlined where it was found.
  function marked(name) {
    const asked = input.value.replace(/^>/, "").trim();
    const at = asked ? name.toLowerCase().indexOf(asked.toLowerCase()) : -1;
    if (at < 0) return [name];
    const mark = document.createElement("mark");
    mark.textContent = name.slice(at, at + asked.length);
    return [name.slice(0, at), mark, name.slice(at + asked.length)];
  }

  function select(items, at) {
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    items[at]?.scrollIntoView({ block: "nearest" });
  }
}
