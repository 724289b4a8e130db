// Sends chosen files piece by piece: a cut costs one piece, and the server says where to go on. Without it the form goes whole.
const PIECE = 512 * 1024;
const TRIES = 8;
const LONGEST_PAUSE = 20_000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const token = () => document.querySelector("meta[name=csrf-token]").content;

class Refused extends Error {}

async function ask(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { ...options.headers, "X-CSRFToken": token() } });
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
  const json = answer.headers.get("Content-Type")?.startsWith("application/json");
  return { status: answer.status, ...(json ? await answer.json() : {}) };
}

// Whatever the network does, the same question is put again, less and less often.
async function insist(question, onCut) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await question();
    } catch (error) {
      if (attempt === TRIES) throw error;
      onCut();
      await pause(Math.min(500 * 2 ** attempt, LONGEST_PAUSE));
    }
  }
}

async function send(file, form, onProgress, onCut) {
  const about = new FormData();
  about.set("name", file.name || "photo");
  about.set("size", file.size);
  about.set("fingerprint", `${file.size}-${file.lastModified}-${file.name}`.slice(0, 100));
  const begun = await insist(() => ask(form.dataset.upload, { method: "POST", body: about }), onCut);
  if (begun.status !== 201) throw new Refused(begun.error);
  let { received } = begun;
  while (received < file.size) {
    onProgress(received / file.size);
    const answer = await insist(async () => {
      const brought = await ask(begun.address, {
        method: "POST",
        body: file.slice(received, received + PIECE),
        headers: { "Content-Type": "application/octet-stream", "Upload-Offset": String(received) },
      });
      return brought;
    }, onCut);
    if (answer.status === 404) break; // The last piece had arrived before the cut: the file is given.
    if (answer.received === undefined) throw new Refused(answer.error);
    received = answer.received;
  }
  onProgress(1);
}

function prepare(form) {
  const field = form.querySelector("input[type=file]");
  const bar = form.querySelector("[data-upload-progress]");
  const words = form.querySelector("[data-upload-words]");
  const button = form.querySelector("button:not([type=button])");
  const progress = bar.querySelector("progress");
  const share = bar.querySelector(".progress-value");

  const show = (part) => {
    progress.value = Math.round(part * 100);
    share.textContent = `${progress.value}\u202f%`;
    words.textContent = "";
  };

  form.addEventListener("submit", async (event) => {
    const files = [...field.files];
    const left = new DataTransfer();
    if (!files.length) return;
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    button.setAttribute("aria-busy", "true");
    bar.hidden = false;
    try {
      for (const [index, file] of files.entries()) {
        left.items.clear();
        files.slice(index).forEach((each) => left.items.add(each));
        await send(
          file,
          form,
          (part) => show((index + part) / files.length),
          () => (words.textContent = form.dataset.labelCut),
        );
      }
      location.assign(form.dataset.uploadPage);
    } catch (error) {
      const reason = error instanceof Refused && error.message;
      words.textContent = reason ? `${left.files[0].name}\u202f: ${reason}` : form.dataset.labelFailed;
      // What has arrived is not chosen any more: sent again, it would be given twice.
      field.files = left.files;
      bar.hidden = true;
      button.removeAttribute("aria-busy");
      delete form.dataset.sending;
    }
  });

  // A telephone opens its camera at once; the field itself goes on offering files.
  if (matchMedia("(pointer: coarse)").matches) {
    const camera = button.cloneNode();
    camera.type = "button";
    camera.className = "button button-secondary button-normal";
    camera.textContent = form.dataset.labelCamera;
    camera.addEventListener("click", () => {
      const lens = Object.assign(document.createElement("input"), { type: "file", accept: "image/*" });
      lens.setAttribute("capture", form.dataset.uploadCamera);
      lens.addEventListener("change", () => {
        field.files = lens.files;
        form.requestSubmit();
      });
      lens.click();
    });
    button.after(camera);
  }
}

document.querySelectorAll("[data-upload]").forEach(prepare);
