// Cards go from lane to lane by mouse, by key or by sheet; the server decides, and a refused card goes back and says why.
import { command } from "./api.js";
import { typing } from "./keys.js";
import { toast } from "./toast.js";
import Sortable from "../lib/sortable.esm.js";

const board = document.querySelector("[data-board]");
const announce = document.querySelector("[data-announce]");
const lanes = [...board.querySelectorAll(".lane")];

for (const lane of lanes) {
  const cards = lane.querySelector("[data-cards]");
  Sortable.create(cards, {
    group: "deals", draggable: ".card", animation: 120, delayOnTouchOnly: true, delay: 180,
    onEnd: event => { if (event.from !== event.to) move(event.item, event.from, event.to, event.from.children[event.oldIndex]); },
  });
  cards.addEventListener("scroll", () => more(cards), { passive: true });
}

async function more(cards) {
  if (!cards.dataset.next || cards.dataset.busy || cards.scrollTop + cards.clientHeight * 3 < cards.scrollHeight) return;
  cards.dataset.busy = "1";
  const response = await fetch(`/opportunities/board/${cards.closest(".lane").dataset.stage}?after=${encodeURIComponent(cards.dataset.next)}`);
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
  const response = await fetch("/opportunities/board/sums");
  if (!response.ok) return;
  const all = new Map((await response.json()).map(s => [s.stage, s]));
  for (const lane of lanes) {
    const now = all.get(lane.dataset.stage);
    lane.querySelector("[data-count]").textContent = now?.count ?? 0;
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
  dialog.onclick = event => {
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

document.addEventListener("rung:stir", sums);
