"use strict";
// An import goes on by itself while its page is open. Each step is the page's own form,
// so that a reload, another browser or no script at all go on from where it stands.
const form = document.querySelector("form.import-step");
const sentence = form.querySelector("[role=status]");
const bar = form.querySelector("progress");
const button = form.querySelector("button");
const stopped = form.querySelector(".import-stopped");

// Between two steps others who write have their turn.
const PAUSE = 150;

async function goOn() {
  button.hidden = true;
  stopped.hidden = true;
  try {
    for (;;) {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      const progress = await answer.json();
      if (!progress.goes_on) {
        window.location.replace(window.location.pathname);
        return;
      }
      sentence.textContent = progress.sentence;
      bar.max = progress.total;
      bar.value = progress.done;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } catch {
    button.hidden = false;
    stopped.hidden = false;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  goOn();
});
goOn();
