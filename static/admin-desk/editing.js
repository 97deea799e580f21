"use strict";

// Tells the desk that this form is open, and shows who else has it open.
const notice = document.querySelector(".others-editing");
const secret = document.querySelector("[name=csrfmiddlewaretoken]");

function tell(fields) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: secret.value, ...fields });
  return fetch(notice.dataset.address, { method: "POST", body, keepalive: true });
}

async function showOthers() {
  const answer = await tell({}).catch(() => null);
  if (answer && answer.ok) {
    const words = await answer.text();
    if (words.trim() !== notice.innerHTML.trim()) notice.innerHTML = words;
  }
}

if (notice) {
  showOthers();
  setInterval(showOthers, 60000);
  addEventListener("pagehide", () => tell({ closed: "1" }));
}
