/* Follow along: what is being said stays in view, until the reader scrolls or goes elsewhere. */

"use strict";

(function () {
  const { player, turns } = talkbook;
  if (!player) return;
  const { bar, media } = player;
  const button = bar.querySelector(".follow");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const SCROLL_KEYS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "];
  /** Room above what is said for a head that stays, and below it. */
  const MARGIN = 44;
  let following = true;
  /** Whether the reader only went elsewhere: then a click on a time takes him along again. */
  let strayed = false;
  let moving = 0;

  bar.querySelector(".player-tools").hidden = false;

  function set(on, wandered = false) {
    following = on;
    strayed = wandered;
    button.setAttribute("aria-pressed", String(on));
    if (on) keepInView();
  }

  /** Stop following, for the reader has gone elsewhere; before anything plays he has nothing to leave. */
  function stray() {
    if (following && !media.paused) set(false, true);
  }

  /** Return where what is said now stands on the screen; null where it is hidden, or nothing is said. */
  function place() {
    const { turn, said } = player.now();
    const parts = [
      ...said.map(({ paragraph, step }) => (step ? talkbook.track.rangeOf(step) : paragraph)),
      ...(turn ? [turn.querySelector(".turn-head"), turn] : []),
    ];
    const part = parts.find((one) => one && one.getClientRects().length);
    return part ? part.getClientRects()[0] : null;
  }

  /** Scroll to what is said where it is out of view; far away at once, for nobody can read on the way. */
  function keepInView() {
    const box = following && !moving && place();
    if (!box) return;
    const top = parseFloat(getComputedStyle(player.now().turn).scrollMarginTop) + MARGIN;
    const bottom = bar.getBoundingClientRect().top;
    if (box.top >= top && Math.min(box.bottom, box.top + MARGIN) <= bottom) return;
    const to = window.scrollY + box.top - top - (bottom - top) / 5;
    const far = Math.abs(to - window.scrollY) > 2 * window.innerHeight;
    window.scrollTo({ top: to, behavior: far || calm.matches ? "auto" : "smooth" });
    moving = setTimeout(rest, far || calm.matches ? 50 : 700);
  }

  /** Look once more when the page has come to rest: turns that come into view get their true heights only then. */
  function rest() {
    moving = 0;
    if (!media.paused) keepInView();
  }

  player.watchers.push(keepInView);
  player.askers.push(() => strayed && set(true));
  button.addEventListener("click", () => set(!following));

  window.addEventListener("wheel", (event) => event.ctrlKey || stray(), { passive: true });
  window.addEventListener("touchmove", (event) => bar.contains(event.target) || stray(), { passive: true });
  // The bar at the edge of the window.
  window.addEventListener("pointerdown", (event) => event.clientX >= document.documentElement.clientWidth && stray());
  window.addEventListener("hashchange", stray);
  turns.addEventListener("focusin", stray);
  document.addEventListener("keydown", (event) => {
    const finding = (event.ctrlKey || event.metaKey) && event.key === "f";
    const inBar = bar.contains(event.target);
    if (finding || (SCROLL_KEYS.includes(event.key) && !inBar && !talkbook.isTyping(event))) stray();
  });
})();
