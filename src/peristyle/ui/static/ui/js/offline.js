// « Keep this page on this device »: a service worker of the page's own address, installed only when asked for.
// Signing out takes it away (Clear-Site-Data).

async function used() {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  return [...new Set(loaded)].filter((name) => name.startsWith(location.origin) && !name.endsWith(".js"));
}

async function keep(box) {
  const worker = await navigator.serviceWorker.register(box.dataset.worker, { scope: box.dataset.scope });
  await navigator.serviceWorker.ready;
  navigator.serviceWorker.addEventListener("message", () => show(box, true), { once: true });
  worker.active.postMessage(await used());
}

async function forget(box) {
  for (const worker of await navigator.serviceWorker.getRegistrations()) {
    if (new URL(worker.scope).pathname === box.dataset.scope) await worker.unregister();
  }
  await caches.delete(box.dataset.store);
  show(box, false);
}

function show(box, kept) {
  box.querySelector("[data-keep]").hidden = kept;
  box.querySelector("[data-kept]").hidden = !kept;
}

for (const box of document.querySelectorAll("[data-worker]")) {
  if (!("serviceWorker" in navigator)) break;
  box.hidden = false;
  caches.has(box.dataset.store).then((kept) => show(box, kept));
  box.querySelector("[data-keep] button").addEventListener("click", () => keep(box));
  box.querySelector("[data-kept] button").addEventListener("click", () => forget(box));
}
