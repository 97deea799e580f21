// Shows how far an upload is. Without this script the form is sent as forms are.
"use strict";

(() => {
  const chosen = (form) => [...form.querySelectorAll("input[type=file][data-uploading]")].find((input) => input.files.length);

  function meter(input) {
    const line = document.createElement("p");
    line.className = "upload-progress";
    line.setAttribute("role", "status");
    const words = document.createElement("span");
    const bar = document.createElement("progress");
    bar.max = 1;
    line.append(words, bar);
    input.after(line);
    return {
      show(text, share) {
        words.textContent = text;
        bar.hidden = share === null;
        if (share !== null) bar.value = share;
      },
    };
  }

  // As if the button had been pressed without this script: the server answers with the page it would have shown.
  function sendPlainly(form, button) {
    if (button && button.name) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = button.name;
      field.value = button.value;
      form.append(field);
    }
    HTMLFormElement.prototype.submit.call(form);
  }

  function send(form, button, input) {
    const progress = meter(input);
    const content = new FormData(form);
    if (button && button.name) content.append(button.name, button.value);
    const buttons = form.querySelectorAll("[type=submit]");
    const setBusy = (busy) => buttons.forEach((each) => { each.disabled = busy; });

    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader("X-Upload", "1");
    request.upload.addEventListener("progress", (event) => {
      const share = event.lengthComputable ? event.loaded / event.total : 0;
      const text = share < 1 ? `${input.dataset.uploading} ${Math.round(share * 100)} %` : input.dataset.working;
      progress.show(text, share);
    });
    request.addEventListener("load", () => {
      if ((request.getResponseHeader("Content-Type") || "").startsWith("application/json")) {
        location.assign(JSON.parse(request.responseText).location);
      } else {
        setBusy(false);
        sendPlainly(form, button);
      }
    });
    request.addEventListener("error", () => {
      setBusy(false);
      progress.show(input.dataset.interrupted, null);
    });
    progress.show(`${input.dataset.uploading} 0 %`, 0);
    request.send(content);
    setBusy(true);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const input = chosen(form);
    if (!input || event.defaultPrevented) return;
    event.preventDefault();
    document.querySelectorAll(".upload-progress").forEach((line) => line.remove());
    send(form, event.submitter, input);
  });
})();
