/* The filter by speaker: any number of speakers; the ribbon fades what is not shown. */

"use strict";

(function () {
  const { controls, turns } = talkbook;
  const bar = controls && controls.querySelector(".speaker-filter");
  if (!bar) return;
  const chips = Array.from(bar.querySelectorAll(".chip"));
  const note = bar.querySelector(".filter-note");
  const bars = Array.from(document.querySelectorAll(".ribbon a"));

  function apply() {
    const wanted = new Set(chips.filter(isPressed).map((chip) => chip.dataset.speaker));
    const all = Array.from(turns.querySelectorAll(".turn"));
    for (const turn of all) turn.classList.toggle("filtered-out", wanted.size > 0 && !wanted.has(turn.dataset.speaker));
    turns.classList.toggle("filtered", wanted.size > 0);
    fade(all);
    bar.classList.toggle("filtering", wanted.size > 0);
    const words = { shown: talkbook.shownTurns().length, all: all.length };
    note.textContent = wanted.size
      ? controls.dataset.filterNote.replace(/\{(\w+)\}/g, (_, name) => words[name])
      : "";
  }

  /** Fade each bar of whose turns none is shown: those from the one it leads to, up to that of the next bar. */
  function fade(all) {
    const starts = bars.map((one) => Number(one.getAttribute("href").slice("#t".length)) - 1);
    bars.forEach((one, place) => {
      const its = all.slice(starts[place], starts[place + 1]);
      one.classList.toggle("dim", its.every((turn) => turn.classList.contains("filtered-out")));
    });
  }

  function isPressed(chip) {
    return chip.getAttribute("aria-pressed") === "true";
  }

  function clear() {
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    apply();
  }

  bar.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip) {
      chip.setAttribute("aria-pressed", String(!isPressed(chip)));
      apply();
    } else if (event.target.closest(".show-all")) {
      clear();
      chips[0].focus();
    }
  });

  // A link to a turn that is filtered out must not lead nowhere.
  talkbook.revealers.push((target) => {
    const turn = talkbook.turnOf(target);
    if (turn && turn.classList.contains("filtered-out")) clear();
  });
})();
