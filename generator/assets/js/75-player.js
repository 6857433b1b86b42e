/* The player: a click on a time plays from there, keys play and skip, and what is being said is marked. */

"use strict";

(function () {
  const { turns, track } = talkbook;
  const bar = document.querySelector(".player");
  const media = bar && bar.querySelector("audio, video");
  if (!turns || !media) return;
  /** Of a file that is not loaded nothing is asked: it will begin there. */
  const seek = talkbook.seeker(media);
  const SKIP = 5;
  /** Browsers round times; a turn that is sought has begun. */
  const ROUNDING = 0.02;
  const words = window.Highlight && CSS.highlights ? new Highlight() : null;
  if (words) CSS.highlights.set("talkbook-now", words);

  /** What is marked: a turn, and what of it is said. */
  let shown = { turn: null, said: [] };
  let started = false;
  let frame = 0;

  talkbook.player = {
    bar,
    media,

    /** Functions that are called when something else is being said, with the turn and the parts of it. */
    watchers: [],

    /** Functions that are called when the reader asks to hear a certain place. */
    askers: [],

    /** Return what is marked. */
    now: () => shown,
  };

  function same(one, other) {
    return one.every((part, index) => other[index] && part.paragraph === other[index].paragraph && part.step === other[index].step);
  }

  /** Mark what is said now, and only that. Words are marked without a change of the page where the browser can. */
  function mark() {
    const time = media.currentTime + ROUNDING;
    const turn = track.turnAt(time);
    const said = turn ? track.saidAt(turn, time) : [];
    if (turn === shown.turn && same(said, shown.said)) return;
    unmark(turn);
    if (turn) {
      turn.classList.add("now");
      turn.setAttribute("aria-current", "true");
    }
    for (const { paragraph, step, alone } of said) {
      if (step && words) words.add(track.rangeOf(step));
      else if (!alone) paragraph.classList.add("now");
    }
    shown = { turn, said };
    for (const watch of talkbook.player.watchers) watch(turn, said);
  }

  function unmark(next) {
    if (words) words.clear();
    for (const { paragraph } of shown.said) paragraph.classList.remove("now");
    if (shown.turn && shown.turn !== next) {
      shown.turn.classList.remove("now");
      shown.turn.removeAttribute("aria-current");
    }
  }

  function follow() {
    mark();
    frame = media.paused ? 0 : requestAnimationFrame(follow);
  }

  media.addEventListener("play", () => {
    started = true;
    cancelAnimationFrame(frame);
    follow();
  });
  media.addEventListener("seeked", () => started && mark());

  /** Return the time in an anchor such as `#t=75.2`, or null. */
  function timeIn(hash) {
    const match = /^#t=(\d+(?:\.\d+)?)$/.exec(hash);
    return match && Number(match[1]);
  }

  /** Play; what goes wrong, the browser's own controls show. */
  function play() {
    media.play().catch(() => {});
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.time") : null;
    const time = link && timeIn(link.hash);
    // A file that does not play may be heard where it is: then the link is a link.
    if (time === null || event.defaultPrevented || event.button || media.error) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    for (const ask of talkbook.player.askers) ask();
    seek(time);
    play();
  });

  document.addEventListener("keydown", (event) => {
    if (talkbook.isTyping(event)) return;
    if (event.key === "p" && !event.repeat) media.paused ? play() : media.pause();
    else if (event.key === ",") seek(media.currentTime - SKIP);
    else if (event.key === ".") seek(media.currentTime + SKIP);
    else return;
    // Material takes the same keys for its links to other pages.
    event.preventDefault();
    event.stopPropagation();
  });

  /** Return when the place an anchor names is heard, or null. */
  function heardAt(hash) {
    const target = document.getElementById(hash.slice(1));
    if (!target || !turns.contains(target)) return null;
    const turn = target.matches(".chapter") ? nextTurn(target) : talkbook.turnOf(target);
    const timed = target.dataset.start ? target : turn;
    return timed && timed.dataset.start ? Number(timed.dataset.start) : null;
  }

  function nextTurn(chapter) {
    let next = chapter.nextElementSibling;
    while (next && !next.matches(".turn")) next = next.nextElementSibling;
    return next;
  }

  /** Make ready to play from where the address leads, as long as nothing has been played. */
  function seekAddress() {
    const named = timeIn(location.hash);
    const time = named === null ? heardAt(location.hash) : named;
    if (started || time === null) return;
    seek(time);
    const turn = named === null ? null : track.turnAt(time);
    if (turn) talkbook.land(turn);
  }

  window.addEventListener("hashchange", seekAddress);
  seekAddress();
})();
