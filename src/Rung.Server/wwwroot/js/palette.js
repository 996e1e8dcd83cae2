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
    const items = [...list.querySelectorAll("a")];
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

  async function ask() {
    const mine = ++asking;
    const found = await (await fetch("/ui/palette?q=" + encodeURIComponent(input.value))).json();
    if (mine !== asking) return;
    list.replaceChildren(...found.map(row));
    if (!found.length) list.textContent = dialog.dataset.none;
    select([...list.querySelectorAll("a")], 0);
  }

  function row(item) {
    const link = document.createElement("a");
    link.className = "palette-item";
    link.href = item.path;
    link.setAttribute("role", "option");
    const name = document.createElement("bdi");
    name.textContent = item.name;
    const kind = document.createElement("span");
    kind.className = "micro";
    kind.textContent = item.kind;
    link.append(name, kind);
    return link;
  }

  function select(items, at) {
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    items[at]?.scrollIntoView({ block: "nearest" });
  }
}
