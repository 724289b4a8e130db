// The planners' grid: sessions are dragged, or carried by keys and touches. While one is in hand, the week shows what
// speaks against it, and every place it passes is told. The server alone decides: what is drawn here only foretells it.
const STEP = 15;
const SHORTEST = 15;
const LONGEST = 720;
const DAY = 24 * 60;
// A pointer that moved less than this was a click.
const FAR = 5;
// This near to an edge of the window (the header covers the upper one), the page scrolls.
const EDGE = 96;

const words = JSON.parse(document.getElementById("mots")?.textContent ?? "{}");
const verdict = document.querySelector("[data-verdict]");
const refusal = document.querySelector("[data-refusal]");
const desk = () => document.querySelector("[data-desk]");
const grid = () => document.querySelector("[data-planner]");
const columns = () => [...grid().querySelectorAll("[data-day]")];

// What is in hand: { source, name, at: {day, starts, minutes}, was, why, ghost, carried }; carried by keys and touches.
let held = null;

// ── What the grid shows ─────────────────────────────────────────────────────────────────────────────────────────────

function clock(minutes) {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function range(starts, ends) {
  return { first: Math.max(starts, Number(grid().dataset.first)), last: Math.min(ends, Number(grid().dataset.last)) };
}

function draw(element, starts, ends) {
  const { first, last } = range(starts, ends);
  const [above, high] = [first - Number(grid().dataset.first), last - first];
  const kept = [...element.classList].filter((name) => !/^(from|for)-/.test(name));
  const at = [`from-h-${Math.floor(above / 60)}`, `from-m-${Math.floor((above % 60) / 5)}`];
  const size = [`for-h-${Math.floor(high / 60)}`, `for-m-${Math.floor((high % 60) / 5)}`];
  element.className = [...kept, ...at, ...size].join(" ");
}

function column(day) {
  return columns().find((each) => each.dataset.day === day);
}

// A day cut where anything begins or ends to speak against the session: { starts, ends, hard, labels }, in turn.
function parts(day) {
  const why = held.why.filter((each) => each.day === day);
  const cuts = [...new Set([0, DAY, ...why.flatMap((each) => [each.starts, each.ends])])].sort((one, two) => one - two);
  const found = [];
  cuts.slice(0, -1).forEach((starts, place) => {
    const here = why.filter((each) => each.starts < cuts[place + 1] && each.ends > starts);
    const labels = [...new Set(here.map((each) => each.label))].join(" · ");
    const kind = here.some((each) => each.hard) ? "hard" : here.length ? "soft" : "free";
    const last = found.at(-1);
    if (last?.kind === kind && last.labels === labels) last.ends = cuts[place + 1];
    else found.push({ starts, ends: cuts[place + 1], kind, labels });
  });
  return found;
}

// Where nothing forbids it, but not for long enough.
function shortGaps(found) {
  let starts = 0;
  const gaps = [];
  for (const part of [...found, { starts: DAY, kind: "hard" }]) {
    if (part.kind !== "hard") continue;
    if (part.starts > starts && part.starts - starts < held.at.minutes) gaps.push({ starts, ends: part.starts });
    starts = part.ends;
  }
  return gaps;
}

function zone(list, kind, text, starts, ends) {
  const { first, last } = range(starts, ends);
  if (first >= last) return;
  const item = document.createElement("li");
  item.className = `zone zone-${kind} lane-1-1`;
  item.setAttribute("aria-hidden", "true");
  const label = item.appendChild(document.createElement("span"));
  label.className = "zone-label";
  label.textContent = text;
  draw(item, starts, ends);
  list.append(item);
}

function paint() {
  for (const zone of grid().querySelectorAll(".zone")) zone.remove();
  if (!held.why) return;
  for (const list of columns()) {
    const found = parts(list.dataset.day);
    for (const part of found) {
      if (part.kind === "free") zone(list, "free", words.free, part.starts, part.ends);
      else zone(list, part.kind, part.labels, part.starts, part.ends);
    }
    for (const gap of shortGaps(found)) zone(list, "short", words.short, gap.starts, gap.ends);
  }
}

// ── What is said of a place ─────────────────────────────────────────────────────────────────────────────────────────

function against({ day, starts, minutes }) {
  return held.why.filter((each) => each.day === day && each.starts < starts + minutes && each.ends > starts);
}

// Seen while a session is in hand; otherwise the page itself shows what was done, and only ears need it said.
function say(text) {
  verdict.classList.toggle("visually-hidden", !held);
  verdict.textContent = text;
}

function judge() {
  const { day, starts, minutes } = held.at;
  const when = `${column(day).dataset.dayName}, ${clock(starts)} – ${clock(starts + minutes)}`;
  held.ghost.querySelector(".session-hours").textContent = `${clock(starts)} – ${clock(starts + minutes)}`;
  held.ghost.classList.remove("ghost-free", "ghost-soft", "ghost-hard");
  if (!held.why) return void say(`${when}. ${words.asking}`);
  const found = against(held.at);
  const hard = found.filter((each) => each.hard);
  held.ghost.classList.add(hard.length ? "ghost-hard" : found.length ? "ghost-soft" : "ghost-free");
  const told = [...new Set((hard.length ? hard : found).map((each) => each.words))];
  held.ghost.title = told.join("\n") || words.free;
  say(`${when}. ${told.join(" ") || `${words.free}.`}`);
}

// ── Taking in hand, moving, putting down ────────────────────────────────────────────────────────────────────────────

function makeGhost(source) {
  const ghost = document.createElement("li");
  ghost.className = `session ghost tone-${source.dataset.tone} lane-1-1`;
  const inner = document.createElement("div");
  // So that screen readers hand the arrows over.
  inner.setAttribute("role", "application");
  inner.setAttribute("aria-label", words.held.replace("%(name)s", source.dataset.name));
  inner.tabIndex = -1;
  for (const [kind, text] of [["session-hours", ""], ["session-name", source.dataset.name]]) {
    const line = document.createElement("p");
    line.className = kind;
    line.textContent = text;
    inner.append(line);
  }
  ghost.append(inner);
  return ghost;
}

async function ask(mine) {
  try {
    const response = await fetch(mine.source.dataset.reach, { headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    mine.why = (await response.json()).hindrances;
  } catch {
    if (held === mine) say(words.offline);
    return;
  }
  if (held !== mine) return;
  paint();
  judge();
}

function take(source, carried) {
  const day = source.closest("[data-day]")?.dataset.day ?? columns()[0]?.dataset.day;
  if (!day) return;
  const starts = Number(source.dataset.starts ?? grid().dataset.first);
  const was = source.dataset.starts ? { day, starts, minutes: Number(source.dataset.minutes) } : null;
  const at = { day, starts, minutes: Number(source.dataset.minutes) };
  held = { source, was, at, why: null, ghost: makeGhost(source), carried };
  document.querySelector("#vu [name=holds]").value = source.dataset.session ?? "";
  grid().classList.add("planner-holding");
  source.classList.add("held");
  put(at);
  if (carried) held.ghost.firstElementChild.focus({ preventScroll: true });
  ask(held);
}

function put(at) {
  const last = Number(grid().dataset.last);
  const minutes = Math.min(Math.max(at.minutes, SHORTEST), LONGEST);
  const starts = Math.min(Math.max(at.starts, Number(grid().dataset.first)), Math.max(last - minutes, 0));
  const resized = minutes !== held.at.minutes;
  held.at = { day: at.day, starts, minutes: Math.min(minutes, last - starts) };
  const list = column(at.day);
  if (held.ghost.parentElement !== list) {
    const hadFocus = held.ghost.contains(document.activeElement);
    list.append(held.ghost);
    if (hadFocus) held.ghost.firstElementChild.focus({ preventScroll: true });
  }
  draw(held.ghost, held.at.starts, held.at.starts + held.at.minutes);
  if (resized) paint();
  judge();
  if (held.carried) held.ghost.scrollIntoView({ block: "nearest" });
}

function letGo(text) {
  const { source, ghost, carried } = held;
  held = null;
  ghost.remove();
  for (const zone of document.querySelectorAll(".zone")) zone.remove();
  grid()?.classList.remove("planner-holding");
  source.classList.remove("held");
  document.querySelector("#vu [name=holds]").value = "";
  if (carried) source.querySelector("[data-grip]")?.focus();
  say(text);
}

function unchanged() {
  const { was, at } = held;
  return was && was.day === at.day && was.starts === at.starts && was.minutes === at.minutes;
}

async function drop() {
  if (unchanged()) return void letGo(words.dropped);
  const { day, starts, minutes } = held.at;
  const answers = new FormData();
  answers.set("day", day);
  answers.set("starts", clock(starts).padStart(5, "0"));
  answers.set("minutes", minutes);
  answers.set("version", held.source.dataset.version ?? "");
  await send(held.source.dataset.drop, answers);
}

async function send(address, answers) {
  say(words.placing);
  let response;
  let text;
  try {
    const token = document.querySelector("meta[name=csrf-token]").content;
    const headers = { "HX-Request": "true", "X-CSRFToken": token };
    response = await fetch(address, { method: "POST", body: answers, headers });
    text = await response.text();
  } catch {
    response = null;
  }
  if (response?.redirected) location.reload();
  else if (response?.ok) show(text);
  else if ([409, 422].includes(response?.status)) refuse(text);
  else if (held) letGo(words.offline);
}

function show(text) {
  const { source, carried } = held ?? {};
  held = null;
  if (refusal.open) refusal.close();
  htmx.swap(desk(), text, { swapStyle: "outerHTML" });
  ready();
  const said = desk().querySelector("[role=status]");
  say(said?.textContent.trim() ?? "");
  const again = source && document.querySelector(`[data-session="${source.dataset.session}"] [data-grip]`);
  if (carried) (again ?? desk().querySelector("a")).focus({ preventScroll: true });
}

function refuse(text) {
  refusal.innerHTML = text;
  if (!refusal.open) refusal.showModal();
  refusal.querySelector("[data-refusal-title]")?.focus();
  say(words.refused);
}

// ── Keys ────────────────────────────────────────────────────────────────────────────────────────────────────────────

function step(days, minutes) {
  const list = columns();
  const place = list.findIndex((each) => each.dataset.day === held.at.day) + days;
  const { day } = list[Math.min(Math.max(place, 0), list.length - 1)].dataset;
  put({ ...held.at, day, starts: held.at.starts + minutes });
}

const KEYS = {
  ArrowUp: () => step(0, -STEP),
  ArrowDown: () => step(0, STEP),
  ArrowLeft: () => step(-1, 0),
  ArrowRight: () => step(1, 0),
  Enter: drop,
  " ": drop,
};
const KEYS_WITH_SHIFT = {
  ArrowUp: () => put({ ...held.at, minutes: held.at.minutes - STEP }),
  ArrowDown: () => put({ ...held.at, minutes: held.at.minutes + STEP }),
};

document.addEventListener("keydown", (event) => {
  if (refusal?.open) return;
  if (held) {
    if (["Escape", "Tab"].includes(event.key)) letGo(words.dropped);
    else (event.shiftKey ? KEYS_WITH_SHIFT : KEYS)[event.key]?.();
    if (event.key !== "Tab") event.preventDefault();
  } else if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.target.closest("input, textarea, select")) {
    const undo = desk()?.querySelector("[data-undo] button");
    if (undo) event.preventDefault();
    undo?.click();
  }
});

// ── Pointers ────────────────────────────────────────────────────────────────────────────────────────────────────────

function under(event, grabbed = 0) {
  const list = columns().find((each) => {
    const box = each.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX < box.right;
  });
  if (!list) return null;
  const box = list.getBoundingClientRect();
  const [first, last] = [Number(grid().dataset.first), Number(grid().dataset.last)];
  const exact = first + ((event.clientY - grabbed - box.top) / box.height) * (last - first);
  return { day: list.dataset.day, starts: Math.round(exact / STEP) * STEP };
}

let pressed = null;

document.addEventListener("pointerdown", (event) => {
  if (!grid() || refusal?.open || event.button !== 0 || held) return;
  const source = event.target.closest("[data-carry]");
  if (!source || (event.pointerType === "touch" && !event.target.closest("[data-grip], [data-edge]"))) return;
  const edge = Boolean(event.target.closest("[data-edge]"));
  const grabbed = source.dataset.starts ? event.clientY - source.getBoundingClientRect().top : 0;
  pressed = { source, edge, grabbed, x: event.clientX, y: event.clientY, id: event.pointerId };
});

document.addEventListener("pointermove", (event) => {
  if (held?.carried && !pressed && event.pointerType === "mouse" && event.target.closest("[data-day]")) {
    put({ ...held.at, ...under(event) });
    return;
  }
  if (!pressed || event.pointerId !== pressed.id) return;
  if (!held) {
    if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < FAR) return;
    take(pressed.source, false);
    if (!held) return;
  }
  event.preventDefault();
  if (event.clientY < EDGE) scrollBy(0, -STEP);
  else if (event.clientY > innerHeight - EDGE) scrollBy(0, STEP);
  const place = under(event, pressed.edge ? 0 : pressed.grabbed);
  if (!place) return;
  if (!pressed.edge) put({ ...held.at, ...place });
  else put({ ...held.at, minutes: place.starts - held.at.starts });
});

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("pointerup", (event) => {
  if (!pressed || event.pointerId !== pressed.id) return;
  const aside = held && !held.carried && !pressed.edge && !under(event);
  pressed = null;
  if (!held || held.carried) return;
  // The click that follows would open the session's page, or take it in hand again.
  addEventListener("click", stop, true);
  setTimeout(() => removeEventListener("click", stop, true));
  if (aside) letGo(words.dropped);
  else drop();
});

document.addEventListener("pointercancel", () => {
  pressed = null;
  if (held && !held.carried) letGo(words.dropped);
});

document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("[data-carry]")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (grip && !held) {
    take(grip.closest("[data-carry]"), true);
  } else if (held?.carried && event.target.closest("[data-day]")) {
    event.preventDefault();
    if (event.detail) put({ ...held.at, ...under(event) });
    drop();
  }
});

// ── The dialog, and what htmx brings ────────────────────────────────────────────────────────────────────────────────

refusal?.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target.action, new FormData(event.target));
});
refusal?.addEventListener("click", (event) => {
  if (event.target.closest("[data-refusal-close]")) refusal.close();
});
refusal?.addEventListener("close", () => {
  if (held) letGo(words.dropped);
});

// The week is not taken away under a hand: what changed is asked for again.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (held && event.detail.target === desk()) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSettle", () => ready());

function ready() {
  for (const grip of document.querySelectorAll("[data-grip]")) grip.hidden = false;
}

ready();
