// Keeps one page readable without network, once its reader asked for it: fresh when there is a network, else as last seen.
// Whichever page of its addresses is opened without network, that one answers.
const KEPT = {{ store|tojson }};
const PAGE = {{ page|tojson }};

async function fresh(request) {
  const answer = await fetch(request);
  const cache = await caches.open(KEPT);
  const drawn = request.destination === "style" && (await cache.match(PAGE));
  if (answer.ok && !answer.redirected && (drawn || (await cache.match(request)))) await cache.put(request, answer.clone());
  return answer;
}

async function seenAgain() {
  const cache = await caches.open(KEPT);
  if (!(await cache.match(PAGE))) return;
  const answer = await fetch(PAGE);
  if (answer.ok && !answer.redirected) await cache.put(PAGE, answer);
}

async function lastSeen(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request, { ignoreVary: true });
  const instead = request.mode === "navigate" ? await cache.match(PAGE, { ignoreVary: true }) : undefined;
  return kept ?? instead ?? Response.error();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([PAGE, ...event.data])).then(() => event.source.postMessage("kept")));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  event.respondWith(fresh(request).catch(() => lastSeen(request)));
  if (request.mode === "navigate" && new URL(request.url).pathname !== PAGE) event.waitUntil(seenAgain().catch(() => {}));
});
