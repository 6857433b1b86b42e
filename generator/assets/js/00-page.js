/* What the other scripts share. Plain scripts, for modules do not load from a folder; each is a closure of its own. */

"use strict";

var talkbook = {
  /** The block of switches, with the interface words in its data attributes; null on other pages. */
  controls: document.querySelector(".controls"),
  /** The element that holds the turns. */
  turns: document.querySelector(".turns"),

  /** Functions that bring to light what they hid, when a link leads to it. */
  revealers: [],

  /** Return the turn an element stands in, or null. */
  turnOf(element) {
    return element instanceof Element ? element.closest(".turn") : null;
  },

  /** Return every turn that is not filtered out, in order. */
  shownTurns() {
    return Array.from(this.turns.querySelectorAll(".turn:not(.filtered-out)"));
  },

  /**
   * Return the place of the last of some turns that begins at or above a height of the screen, or -1.
   *
   * By halves, and of a stretch that is off the screen only where it lies itself: to ask a turn in it lays it out.
   */
  lastAbove(some, height) {
    const begins = (turn) => {
      const stretch = turn.closest(".stretch");
      const box = stretch && stretch.getBoundingClientRect();
      if (box && (box.bottom < 0 || box.top > window.innerHeight)) return box.bottom < 0;
      return turn.getBoundingClientRect().top <= height;
    };
    let [low, high] = [0, some.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins(some[middle])) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  },

  /** Tell whether a key is a letter in a field, or one of the browser's own, and not ours. */
  isTyping(event) {
    const element = event.target;
    if (event.altKey || event.ctrlKey || event.metaKey || element.closest(".md-search")) return true;
    return element.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "radio");
  },

  /** Return the address of this page without search words, at an anchor. */
  address(anchor) {
    const url = new URL(location.href);
    url.searchParams.delete("h");
    url.hash = anchor;
    return url.href;
  },

  /**
   * Change parameters of the address without a new entry in the history, and what that keeps besides.
   *
   * Browsers allow only so many changes in a while, so what is as it was is left alone.
   */
  setParameters(values, state = history.state) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.href === location.href && state === history.state) return;
    try {
      history.replaceState(state, "", url);
    } catch {
      // Some browsers forbid it for pages opened from a folder; the page works all the same.
    }
  },

  /** Keep a choice for the next page; a browser that keeps nothing is no fault. */
  remember(name, value) {
    try {
      localStorage.setItem(`talkbook.${name}`, value);
    } catch {
      /* Storage may be switched off. */
    }
  },

  /** Return a choice kept before, or null. */
  recall(name) {
    try {
      return localStorage.getItem(`talkbook.${name}`);
    } catch {
      return null;
    }
  },
};

if (talkbook.controls) talkbook.controls.hidden = false;

// On a phone the row of pages is wider than the screen: bring the current one into it.
var currentPage = document.querySelector(".talk-pages [aria-current]");
if (currentPage) {
  const row = currentPage.closest(".talk-pages");
  row.scrollLeft = currentPage.offsetLeft - (row.clientWidth - currentPage.offsetWidth) / 2;
}
