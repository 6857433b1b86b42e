/* Where the words of a query stand in a text: what is marked, and which stretch of a long text is shown. */

"use strict";

talkbookSearch.placesIn = (() => {
  const { words } = talkbookSearch;
  /** Words that are shown of a text; a letter of a script without spaces counts as half of one. */
  const SHOWN = 25;
  const LETTER = 0.5;

  /** Return what to look for: terms and beginnings with the number of their clause, and exact phrases. */
  function wantedOf(clauses) {
    const wanted = { terms: new Map(), starts: [], exact: [] };
    clauses.forEach((clause, number) => {
      if (clause.exact) {
        wanted.exact.push({ words: clause.exact, number });
        return;
      }
      for (const leaf of clause.ways.flatMap((way) => way.leaves)) {
        wanted.terms.set(leaf.term, number);
        for (const term of leaf.guessed || []) if (!wanted.terms.has(term)) wanted.terms.set(term, number);
        if (leaf.start) wanted.starts.push({ start: leaf.start, number });
      }
    });
    return wanted;
  }

  /** Return the number of the clause that a word meets, -1 where it meets none. */
  function clauseOf(token, wanted) {
    if (!token) return -1;
    const number = wanted.terms.get(words.termsOfToken(token)[0]);
    if (number !== undefined) return number;
    const start = wanted.starts.find((one) => token.startsWith(one.start));
    return start ? start.number : -1;
  }

  /** Return the number of the clause that a pair of letters, or the first of them, meets. */
  function clauseOfPair(one, other, wanted) {
    // The last letter of a run is no pair: alone it is a term of its own.
    const pair = other ? wanted.terms.get(one + other) : undefined;
    if (pair !== undefined) return { number: pair, letters: 2 };
    const start = wanted.starts.find((some) => some.start === one);
    return start ? { number: start.number, letters: 1 } : null;
  }

  function exactAt(folded, from, phrase) {
    return phrase.words.every((word, place) => folded[from + place] === word);
  }

  /** Return the stretches of words that meet a clause: first and last word, and the clause. */
  function stretches(places, folded, wanted) {
    const found = [];
    places.forEach((place, at) => {
      for (const phrase of wanted.exact) {
        if (exactAt(folded, at, phrase)) found.push({ first: at, last: at + phrase.words.length - 1, number: phrase.number });
      }
      if (place.run) {
        const next = places[at + 1];
        const joined = next && next.run && next.start === place.end;
        const met = clauseOfPair(folded[at], joined ? folded[at + 1] : "", wanted);
        if (met) found.push({ first: at, last: at + met.letters - 1, number: met.number });
      } else {
        const number = clauseOf(folded[at], wanted);
        if (number >= 0) found.push({ first: at, last: at, number });
      }
    });
    return found;
  }

  /** Return how many words lie before each word. */
  function lengths(places) {
    const before = new Float32Array(places.length + 1);
    places.forEach((place, at) => (before[at + 1] = before[at] + (place.run ? LETTER : 1)));
    return before;
  }

  /** Return the stretch within `SHOWN` words that meets most clauses, and of those the shortest. */
  function bestStretch(found, before) {
    const inside = new Map();
    let best = { met: 0, span: 0, marks: 0 };
    for (let from = 0, to = 0; from < found.length; from++) {
      while (to < found.length && before[found[to].last + 1] - before[found[from].first] <= SHOWN) {
        inside.set(found[to].number, (inside.get(found[to].number) || 0) + 1);
        to++;
      }
      const end = Math.max(to - 1, from);
      const span = before[found[end].last + 1] - before[found[from].first];
      const met = Math.max(inside.size, 1);
      const marks = end - from + 1;
      if (met > best.met || (met === best.met && marks > best.marks)) {
        best = { met, marks, span, first: found[from].first, last: found[end].last };
      }
      if (to <= from) {
        to = from + 1;
        continue;
      }
      const left = inside.get(found[from].number) - 1;
      if (left) inside.set(found[from].number, left);
      else inside.delete(found[from].number);
    }
    return best;
  }

  /** Return the words shown: the best stretch with as much before and behind it as there is room for. */
  function around(best, before, places) {
    const room = Math.max(0, SHOWN - best.span);
    let first = best.first;
    let last = best.last;
    while (first > 0 && before[best.first] - before[first - 1] <= room / 2) first--;
    while (last < places.length - 1 && before[last + 2] - before[first] <= SHOWN) last++;
    while (first > 0 && before[last + 1] - before[first - 1] <= SHOWN) first--;
    return { first, last };
  }

  /** Return pieces of a text, of which those with `marked` meet the query. */
  function piecesOf(text, places, shown, found) {
    const start = shown.first === 0 ? 0 : places[shown.first].start;
    const end = shown.last === places.length - 1 ? text.length : places[shown.last].end;
    const pieces = [];
    let at = start;
    for (const stretch of found) {
      const from = Math.max(places[stretch.first].start, at);
      const to = Math.min(places[stretch.last].end, end);
      if (to <= from) continue;
      if (from > at) pieces.push({ text: text.slice(at, from), marked: false });
      const previous = pieces.at(-1);
      if (previous && previous.marked) previous.text += text.slice(from, to);
      else pieces.push({ text: text.slice(from, to), marked: true });
      at = to;
    }
    if (at < end) pieces.push({ text: text.slice(at, end), marked: false });
    return { pieces, before: start > 0, after: end < text.length };
  }

  /**
   * Return what of a text is shown for a query: `pieces`, whether more comes `before` and `after`, the number of
   * clauses `met` there and the `span` in words that they lie within.
   */
  return (text, clauses) => {
    const places = words.placesOf(text);
    const folded = places.map((place) => words.fold(text.slice(place.start, place.end)));
    const before = lengths(places);
    const found = stretches(places, folded, wantedOf(clauses));
    const best = found.length ? bestStretch(found, before) : { met: 0, span: 0, first: 0, last: -1 };
    if (!places.length) return { pieces: [{ text, marked: false }], before: false, after: false, met: 0, span: 0 };
    const shown = around({ ...best, last: Math.max(best.last, best.first) }, before, places);
    return { ...piecesOf(text, places, shown, found), met: best.met, span: best.span };
  };
})();
