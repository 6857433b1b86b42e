/* Glossary terms: the definition on hover, focus and tap; Escape puts it away; a switch turns the marks off. */

"use strict";

(function () {
  const { controls, turns } = talkbook;
  const list = document.querySelector(".definitions");
  if (!turns || !list) return;
  const box = document.createElement("div");
  box.className = "definition";
  box.id = "definition";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.querySelector(".talk").append(box);
  let shown = null;
  let leaving = 0;

  function termOf(event) {
    return event.target instanceof Element ? event.target.closest("a.term") : null;
  }

  function show(term) {
    clearTimeout(leaving);
    if (term === shown) return;
    hide();
    const entry = list.querySelector(`[data-term="${CSS.escape(decodeURIComponent(term.hash.slice(1)))}"]`);
    if (!entry || turns.classList.contains("no-terms")) return;
    box.lang = entry.lang;
    box.replaceChildren(...Array.from(entry.children, (part) => {
      const copy = document.createElement(part.tagName === "DT" ? "b" : "span");
      copy.textContent = part.textContent;
      return copy;
    }));
    box.hidden = false;
    shown = term;
    term.setAttribute("aria-describedby", box.id);
    place(term);
  }

  /** Put the box under the term, above it where there is no room, never beyond the edge of the page. */
  function place(term) {
    const word = term.getClientRects()[0];
    const frame = box.offsetParent.getBoundingClientRect();
    const left = Math.min(word.left, document.documentElement.clientWidth - box.offsetWidth - 12);
    const below = word.bottom + box.offsetHeight + 8 < window.innerHeight;
    box.style.left = `${Math.max(left, 12) - frame.left}px`;
    box.style.top = `${(below ? word.bottom + 4 : word.top - box.offsetHeight - 4) - frame.top}px`;
  }

  function hide() {
    box.hidden = true;
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
  }

  // The pointer may cross to the box to read on or to select.
  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 200);
  }

  turns.addEventListener("pointerover", (event) => termOf(event) && event.pointerType !== "touch" && show(termOf(event)));
  turns.addEventListener("pointerout", (event) => termOf(event) && hideSoon());
  turns.addEventListener("focusin", (event) => termOf(event) && show(termOf(event)));
  turns.addEventListener("focusout", (event) => termOf(event) && hideSoon());
  box.addEventListener("pointerenter", () => clearTimeout(leaving));
  box.addEventListener("pointerleave", hideSoon);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // Turns that come into view get their true heights only then, and the term moves.
  new ResizeObserver(() => shown && place(shown)).observe(turns);
  // The first tap shows the definition, the next one leads to the glossary.
  let tapped = null;
  turns.addEventListener("pointerdown", (event) => {
    const term = termOf(event);
    tapped = event.pointerType === "touch" && term !== shown ? term : null;
    if (!term) hide();
  });
  turns.addEventListener("click", (event) => {
    if (tapped && termOf(event) === tapped) {
      event.preventDefault();
      show(tapped);
    }
    tapped = null;
  });

  const control = controls && controls.querySelector(".terms-switch");
  function mark(on) {
    control.setAttribute("aria-pressed", String(on));
    turns.classList.toggle("no-terms", !on);
  }
  if (control) {
    control.addEventListener("click", () => {
      const on = control.getAttribute("aria-pressed") !== "true";
      mark(on);
      talkbook.remember("terms", on ? "on" : "off");
    });
    if (talkbook.recall("terms") === "off") mark(false);
  }
})();
