/* What is said at a time: the turn, and in each of its languages the words. Worked out where it is asked for. */

"use strict";

(function () {
  const { turns } = talkbook;
  if (!turns) return;
  /** What the build takes for no character, the same as in Python. */
  const BLANK = /[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const tracks = new WeakMap();
  const sides = new WeakMap();
  let timed = null;

  /** Return elements with their times in seconds, first to last. */
  function byTime(elements) {
    return Array.from(elements, (element) => ({ element, at: Number(element.dataset.start) })).sort((a, b) => a.at - b.at);
  }

  /** Decode `letters,hundredths letters,hundredths ...`, each counted from the pair before. */
  function decode(times) {
    let letter = 0;
    let hundredths = 0;
    return times.split(" ").map((pair) => {
      const [letters, time] = pair.split(",").map(Number);
      letter += letters;
      hundredths += time;
      return { letter, at: hundredths / 100 };
    });
  }

  /** Add to each step where its words begin and end in the text of an element; only what shows is counted. */
  function place(element, steps) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let letter = 0;
    let step = -1;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let offset = 0;
      for (const char of node.data) {
        if (!BLANK.test(char)) {
          while (step + 1 < steps.length && steps[step + 1].letter <= letter) steps[++step].start = [node, offset];
          if (step >= 0) steps[step].end = [node, offset + char.length];
          letter += 1;
        }
        offset += char.length;
      }
    }
    return steps.filter((one) => one.end);
  }

  /** Return the steps of a paragraph: stretches of words, each with the time it begins; none where it has one time. */
  function stepsOf(paragraph) {
    const times = paragraph.dataset.times;
    if (!tracks.has(paragraph)) tracks.set(paragraph, times ? place(paragraph, decode(times)) : []);
    return tracks.get(paragraph);
  }

  /** Return the paragraphs of a turn that have times, a list for each language, the one that is read first first. */
  function sidesOf(turn) {
    if (!sides.has(turn)) {
      const all = Array.from(turn.querySelectorAll(".said > [data-start]"));
      const langs = new Set(all.map((paragraph) => paragraph.lang));
      sides.set(turn, Array.from(langs, (lang) => byTime(all.filter((paragraph) => paragraph.lang === lang))));
    }
    return sides.get(turn);
  }

  function lastBegun(things, time) {
    return things.findLast((one) => one.at <= time) || null;
  }

  talkbook.track = {
    decode,

    /** Return the turn that is heard at a time: the last that has begun; null before the first. */
    turnAt(time) {
      timed = timed || byTime(turns.querySelectorAll(".turn[data-start]"));
      const last = lastBegun(timed, time);
      return last && last.element;
    },

    /**
     * Return what of a turn is heard at a time, in each of its languages: the paragraph, and in it the step.
     * `step` is null where the paragraph has one time; `alone` says that this is the only time of the language.
     */
    saidAt(turn, time) {
      return sidesOf(turn).map((paragraphs) => {
        const { element } = lastBegun(paragraphs, time) || paragraphs[0];
        const step = lastBegun(stepsOf(element), time);
        return { paragraph: element, step, alone: paragraphs.length === 1 && !step };
      });
    },

    /** Return the words of a step. */
    rangeOf(step) {
      const range = document.createRange();
      range.setStart(...step.start);
      range.setEnd(...step.end);
      return range;
    },
  };
})();
