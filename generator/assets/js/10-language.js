/* The switch Both | English | 中文: kept in the address and remembered. */

"use strict";

(function () {
  const { controls, turns } = talkbook;
  const choices = controls ? Array.from(controls.querySelectorAll(".language-switch input")) : [];
  if (!choices.length) return;
  const [both, main] = choices.map((choice) => choice.value);

  /** Return the choice meant by a tag; `zh` and `zh-CN` mean `zh-Hans` where that is what there is. */
  function choiceFor(wanted) {
    const primary = (tag) => tag.split("-")[0];
    return (
      wanted &&
      (choices.find((choice) => choice.value === wanted) ||
        choices.find((choice) => primary(choice.value) === primary(wanted)))
    );
  }

  /** Show one language or both, and keep the reader's place on the page. */
  function show(value) {
    const place = firstInView();
    const before = place && place.getBoundingClientRect().top;
    turns.classList.toggle("main-only", value === main);
    turns.classList.toggle("other-only", value !== main && value !== both);
    if (place) window.scrollBy(0, place.getBoundingClientRect().top - before);
  }

  function firstInView() {
    if (window.scrollY < turns.offsetTop) return null;
    const turn = document.elementFromPoint(turns.getBoundingClientRect().left + 8, 120);
    return talkbook.turnOf(turn);
  }

  /** Show both languages when a link leads to a paragraph of the hidden one. */
  talkbook.revealers.push((target) => {
    const paragraph = target.closest(".said > [lang]");
    const hiding = paragraph && paragraph.matches(".other-side") ? "main-only" : "other-only";
    if (!paragraph || !turns.classList.contains(hiding)) return;
    choiceFor(both).checked = true;
    show(both);
    talkbook.setParameters({ lang: null });
  });

  for (const choice of choices) {
    choice.addEventListener("change", () => {
      show(choice.value);
      talkbook.remember("language", choice.value);
      talkbook.setParameters({ lang: choice.value === both ? null : choice.value });
    });
  }
  const wanted = new URLSearchParams(location.search).get("lang");
  const first = choiceFor(wanted) || choiceFor(talkbook.recall("language"));
  if (first) {
    first.checked = true;
    show(first.value);
  }
})();
