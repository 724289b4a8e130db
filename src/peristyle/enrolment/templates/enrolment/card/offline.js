// Keeps one page readable without network, once its reader asked for it: fresh when there is a network, else as last seen.
const KEPT = "student-card";
const PAGE = {{ card|tojson }};

async function fresh(request) {
  const answer = await fetch(request);
  const cache = await caches.open(KEPT);
  if (answer.ok && !answer.redirected && (await cache.match(request))) await cache.put(request, answer.clone());
  return answer;
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([PAGE, ...event.data])).then(() => event.source.postMessage("kept")));
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(fresh(event.request).catch(async () => (await caches.match(event.request, { ignoreVary: true })) ?? Response.error()));
});
