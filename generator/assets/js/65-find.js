/* The search of a site with many talks: the keys / and s lead to its field; its script is loaded on its page only. */

"use strict";

(function () {
  const script = document.currentScript;
  const form = document.querySelector("form.find");
  const box = form || document.querySelector(".find-box");

  if (form) {
    const search = document.createElement("script");
    search.src = new URL("search.js", script.src).href;
    document.head.append(search);
  }
  if (!box) return;

  document.addEventListener("keydown", (event) => {
    if ((event.key !== "/" && event.key !== "s") || event.shiftKey || event.repeat || talkbook.isTyping(event)) return;
    const fields = Array.from(box.querySelectorAll("[name=q], .find-way"));
    const field = fields.find((one) => one.getClientRects().length);
    if (!field) return;
    event.preventDefault();
    field.focus();
    if (field.select) field.select();
  });
})();
