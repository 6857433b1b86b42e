/* A link to a turn lands on it: what was hidden is shown, and what is laid out late does not move it away again. */

"use strict";

(function () {
  const { turns } = talkbook;
  if (!turns) return;

  /** Return the element of the turns that an anchor names, or null. */
  function find(hash) {
    let id = hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // A stray percent sign: the anchor is what it is.
    }
    const target = id && document.getElementById(id);
    return target && turns.contains(target) ? target : null;
  }

  /** Scroll to a target. The head of a turn stays on the screen beside a long turn: where the turn begins is meant. */
  function land(target) {
    const place = target.matches(".turn-head") ? talkbook.turnOf(target) : target;
    place.scrollIntoView({ block: "start" });
  }

  /** Counts what was asked for, and what the reader did since: only the last of it holds. */
  let latest = 0;
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    window.addEventListener(kind, () => (latest += 1), { capture: true, passive: true });
  }

  /** Do what brings an element to its place, until it stays: turns that come into view get their true heights then. */
  function settle(element, action) {
    const asked = ++latest;
    let [rounds, still] = [0, 0];
    const round = () => {
      if (asked !== latest) return;
      const before = element.getBoundingClientRect().top;
      action();
      still = Math.abs(element.getBoundingClientRect().top - before) < 1 ? still + 1 : 0;
      if (still < 2 && ++rounds < 12) requestAnimationFrame(() => requestAnimationFrame(round));
    };
    round();
  }

  /** Bring a target to light; land on it if it was hidden, for the browser could not. */
  function arrive(target) {
    const hidden = !target.getClientRects().length;
    for (const reveal of talkbook.revealers) reveal(target);
    if (hidden || target.matches(".turn-head")) settle(target, () => land(target));
  }

  talkbook.land = (target) => settle(target, () => land(target));

  window.addEventListener("hashchange", () => {
    const target = find(location.hash);
    if (target) arrive(target);
  });

  // Following a link to the present anchor once more changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!link) return;
    const url = new URL(link.getAttribute("href"), location.href);
    const target = url.href === location.href && find(url.hash);
    if (target) arrive(target);
  });

  // Going back, the browser knows how far the page was scrolled, but turns not yet laid out have other heights.
  const name = "talkbook.place";
  window.addEventListener("pagehide", () => {
    const shown = talkbook.shownTurns();
    const turn = shown[Math.max(0, talkbook.lastAbove(shown, 0))];
    const top = turn && turn.getBoundingClientRect().top;
    try {
      if (turn) sessionStorage.setItem(name, JSON.stringify({ page: location.href, turn: turn.id, top }));
    } catch {
      /* Storage may be switched off. */
    }
  });

  function leftAt() {
    try {
      const place = JSON.parse(sessionStorage.getItem(name));
      const turn = place && place.page === location.href && window.scrollY > 0 && find(`#${place.turn}`);
      return turn ? { turn, top: place.top } : null;
    } catch {
      return null;
    }
  }

  const [arrival] = performance.getEntriesByType("navigation");
  if (arrival && arrival.type !== "navigate") {
    window.addEventListener("load", () => {
      const place = leftAt();
      if (!place) return;
      const { turn, top } = place;
      settle(turn, () => window.scrollBy(0, turn.getBoundingClientRect().top - top));
    });
    return;
  }
  const first = find(location.hash);
  if (!first) return;
  for (const reveal of talkbook.revealers) reveal(first);
  talkbook.land(first);
  const landed = latest;
  window.addEventListener("load", () => landed === latest && talkbook.land(first));
})();
