// Cards go from lane to lane by mouse, by key or by sheet; the server decides, and a refused card goes back and says why.
import { command } from "./api.js";
import { typing } from "./keys.js";
import { major, money } from "./money.js";
import { toast } from "./toast.js";
import Sortable from "../lib/sortable.esm.js";

const board = document.querySelector("[data-board]");
const announce = document.querySelector("[data-announce]");
const lanes = [...board.querySelectorAll(".lane")];

const dropBar = document.querySelector("[data-drop-bar]");
for (const drop of dropBar?.querySelectorAll("[data-drop]") ?? []) Sortable.create(drop, { group: { name: "deals", put: true, pull: false }, draggable: ".card" });
const back = (card, from, before) => from.insertBefore(card, before ?? null);

for (const lane of lanes) {
  const cards = lane.querySelector("[data-cards]");
  Sortable.create(cards, {
    group: "deals", draggable: ".card", animation: 120, delayOnTouchOnly: true, delay: 180,
    onStart: () => { if (dropBar) dropBar.hidden = false; },
    onEnd: event => {
      if (dropBar) dropBar.hidden = true;
      if (event.to.dataset.drop) { back(event.item, event.from, event.from.children[event.oldIndex]); return close(event.item, event.to.dataset.drop); }
      if (event.from !== event.to) move(event.item, event.from, event.to, event.from.children[event.oldIndex]);
    },
  });
  cards.addEventListener("scroll", () => more(cards), { passive: true });
}

async function more(cards) {
  if (!cards.dataset.next || cards.dataset.busy || cards.scrollTop + cards.clientHeight * 3 < cards.scrollHeight) return;
  cards.dataset.busy = "1";
  const response = await fetch(`/opportunities/board/${cards.closest(".lane").dataset.stage}?${board.dataset.query}&after=${encodeURIComponent(cards.dataset.next)}`);
  if (response.ok) {
    cards.dataset.next = response.headers.get("Rung-Next") ?? "";
    cards.insertAdjacentHTML("beforeend", await response.text());
  }
  delete cards.dataset.busy;
}

async function move(card, from, to, before) {
  const lane = to.closest(".lane");
  const refusal = lane.querySelector(".lane-refusal");
  refusal.hidden = true;
  const answer = await command("POST", `/api/v1/opportunities/${card.dataset.id}/move`, { stageId: lane.dataset.stage }, card.dataset.version);
  if (!answer.ok) {
    from.insertBefore(card, before ?? null);
    refusal.textContent = answer.problem.detail ?? answer.problem.title;
    refusal.hidden = false;
    announce.textContent = refusal.textContent;
    return;
  }
  card.dataset.version = answer.record.version;
  const said = `${card.querySelector("b").textContent} ${board.dataset.moved} ${lane.getAttribute("aria-label")}`;
  announce.textContent = said;
  toast(said, answer.decision);
  await sums();
}

async function sums() {
  const response = await fetch("/opportunities/board/sums?" + board.dataset.query);
  if (!response.ok) return;
  const all = new Map((await response.json()).map(s => [s.stage, s]));
  for (const lane of lanes) {
    const now = all.get(lane.dataset.stage);
    lane.querySelector("[data-count]").textContent = (now?.count ?? 0).toLocaleString(document.documentElement.lang);
    lane.querySelector("[data-sum]").textContent = now?.sum ?? "0";
  }
}

function toLane(card, step) {
  const here = lanes.indexOf(card.closest(".lane"));
  const there = lanes[here + step];
  if (!there) return;
  const [from, to, before] = [card.parentElement, there.querySelector("[data-cards]"), card.nextElementSibling];
  to.prepend(card);
  card.focus();
  move(card, from, to, before);
}

document.addEventListener("keydown", event => {
  const card = document.activeElement?.closest?.(".card");
  if (event.altKey && card && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    event.preventDefault();
    return toLane(card, event.key === "ArrowRight" ? 1 : -1);
  }
  if (typing(event)) return;
  const cards = [...board.querySelectorAll(".card")];
  if (!card && /^Arrow/.test(event.key)) return cards[0]?.focus();
  if (!card) return;
  if (event.key === "ArrowDown") card.nextElementSibling?.focus();
  else if (event.key === "ArrowUp") card.previousElementSibling?.focus();
  else if (event.key === "ArrowLeft" || event.key === "ArrowRight") lanes[lanes.indexOf(card.closest(".lane")) + (event.key === "ArrowRight" ? 1 : -1)]?.querySelector(".card")?.focus();
  else if (event.key === "Enter") location.assign(card.dataset.href);
  else if (event.key === "w" || event.key === "W") { event.preventDefault(); close(card, event.shiftKey ? "lose" : "win"); }
  else if (event.key === "m") { event.preventDefault(); sheet(card); }
});

board.addEventListener("click", event => {
  const card = event.target.closest(".card");
  if (!card) return;
  if (matchMedia("(max-width: 700px)").matches) sheet(card);
  else location.assign(card.dataset.href);
});

function sheet(card) {
  const dialog = document.querySelector("[data-move-sheet]");
  dialog.querySelector("[data-move-title]").textContent = card.querySelector("b").textContent;
  dialog.querySelector("[data-open-card]").href = card.dataset.href;
  dialog.onclick = event => {
    if (event.target === dialog) return dialog.close();
    const closing = event.target.closest("[data-close-as]");
    if (closing) { dialog.close(); return close(card, closing.dataset.closeAs); }
    const to = event.target.closest("[data-to]");
    if (!to) return;
    dialog.close();
    const lane = lanes.find(l => l.dataset.stage === to.dataset.to);
    if (lane === card.closest(".lane")) return;
    const [from, before] = [card.parentElement, card.nextElementSibling];
    lane.querySelector("[data-cards]").prepend(card);
    move(card, from, lane.querySelector("[data-cards]"), before);
  };
  dialog.showModal();
}

// Closing asks for what was agreed, or why not; the card stays where it is until the answer is yes.
function close(card, how) {
  // New business brings a customer with it: that is asked for on a page of its own.
  if (how === "win" && card.dataset.type === "new") return location.assign(`${card.dataset.href}/win`);
  const dialog = document.querySelector(`[data-${how}-sheet]`);
  if (!dialog) return;
  const form = dialog.querySelector("form");
  form.reset();
  dialog.querySelector("[data-card-name]").textContent = card.querySelector("b").textContent;
  if (how === "win" && card.dataset.amount) form.elements.value.value = major(card.dataset.amount, card.dataset.currency);
  dialog.querySelector("[data-form-error]").hidden = true;
  form.onsubmit = async event => {
    event.preventDefault();
    const body = how === "win" ? { value: money(form.elements.value.value, card.dataset.currency || document.body.dataset.currency), on: form.elements.on.value || null } : { reason: form.elements.reason.value.trim(), on: form.elements.on.value || null };
    const answer = await command("POST", `/api/v1/opportunities/${card.dataset.id}/${how}`, body, card.dataset.version);
    if (!answer.ok) {
      const error = dialog.querySelector("[data-form-error]");
      error.textContent = answer.problem.detail ?? answer.problem.title;
      error.hidden = false;
      return;
    }
    dialog.close();
    const said = `${card.querySelector("b").textContent}: ${dialog.getAttribute("aria-label")}`;
    card.remove();
    announce.textContent = said;
    toast(said, answer.decision);
    await sums();
  };
  dialog.showModal();
  form.querySelector("input").select();
}

// Sums follow what others do; a card that moved elsewhere is drawn where it stands now when the board is read again.
document.addEventListener("rung:stir", sums);
if (board.hasAttribute("data-summing")) sums();
