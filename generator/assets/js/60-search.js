/* What Material's search lacks: a name for those who do not see its dialog, and an ear for pasted words. */

"use strict";

(function () {
  const dialog = document.querySelector(".md-search[role=dialog]");
  const field = dialog && dialog.querySelector("input[name=query]");
  if (!field) return;
  dialog.setAttribute("aria-label", field.getAttribute("aria-label"));
  // It listens to keys only; words that are pasted by mouse, dictated or composed raise none.
  field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));
})();
