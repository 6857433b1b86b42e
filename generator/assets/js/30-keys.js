/* The keys j and k: on to the next turn, back to the one before. The turn's number takes the focus. */

"use strict";

(function () {
  if (!talkbook.turns) return;

  /** Where the last key led, and how far the page was scrolled then. */
  let last = { turn: null, y: 0 };

  /** Return where the reader is: the turn with the focus, else the one under the header. */
  function current(shown) {
    const focused = talkbook.turnOf(document.activeElement);
    if (focused) {
      const box = focused.getBoundingClientRect();
      const leftBehind = focused === last.turn && Math.abs(window.scrollY - last.y) > 8;
      if (!leftBehind && box.bottom > 0 && box.top < window.innerHeight) return shown.indexOf(focused);
    }
    const edge = shown.length ? parseFloat(getComputedStyle(shown[0]).scrollMarginTop) + 2 : 0;
    return talkbook.lastAbove(shown, edge);
  }

  document.addEventListener("keydown", (event) => {
    if (talkbook.isTyping(event)) return;
    if (event.key !== "j" && event.key !== "k") return;
    const shown = talkbook.shownTurns();
    const next = shown[current(shown) + (event.key === "j" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    // First the focus: the buttons follow it, and the turn they leave may become less tall.
    const number = next.querySelector(".number");
    if (number) number.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
    last = { turn: next, y: window.scrollY };
  });
})();
