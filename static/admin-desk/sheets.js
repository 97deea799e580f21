// Shows how far an import is, and goes on to its page when it is done. Without it the page reloads itself.
const place = document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    window.location.reload();
    return;
  }
  const { working, done, total } = await answer.json();
  if (!working) {
    window.location.reload();
    return;
  }
  place.querySelector("progress").max = total || 1;
  place.querySelector("progress").value = done;
  place.querySelector("[data-done]").textContent = done;
  place.querySelector("[data-total]").textContent = total;
  setTimeout(look, 1000);
}

if (place) {
  setTimeout(look, 500);
}
