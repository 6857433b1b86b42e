/*
 * What was typed becomes a query: clauses, each of which a passage should meet.
 *
 * A clause has ways to meet it: the words as typed, and the other names of a glossary term at half the weight. A way
 * has leaves, all of which it needs: a term, and where `start` is set whatever begins so. A phrase in quotation marks is
 * a clause with the exact words in order.
 */

"use strict";

talkbookSearch.parse = (() => {
  const { words } = talkbookSearch;
  const QUOTED = /["“”„＂]([^"“”„＂]*)["“”„＂]|「([^「」]*)」|『([^『』]*)』|«([^«»]*)»/g;
  const OTHER_NAME = 0.5;
  /** Words of the longest name that other names are looked up for. */
  const LONGEST_NAME = 8;
  /** Clauses of a query; who pastes a whole page finds it by its beginning. */
  const MOST_CLAUSES = 32;
  const HANGUL = /^[\u1100-\u11ff\uac00-\ud7af]/;

  /** Return whether a word that is still being typed is long enough to guess how it goes on. */
  function canGoOn(token) {
    return token.length >= (/^[\u0000-\u007f]/.test(token) ? 3 : HANGUL.test(token) ? 1 : 2);
  }

  /** Return what a word is looked up by; `open` says that it may go on. */
  function leavesOf(token, open) {
    const terms = words.termsOfToken(token);
    // A letter of a script without spaces is found at the beginning of the pairs; of a longer run the pairs are enough.
    if (words.isRun(token)) return terms.length > 1 ? terms.slice(0, -1).map((term) => ({ term })) : [{ term: token, start: token }];
    // Korean hangs its particles on the word.
    const start = (open && canGoOn(token)) || HANGUL.test(token) ? token : undefined;
    return [{ term: terms[0], start }];
  }

  function wayOf(text, weight) {
    return { weight, leaves: words.tokensOf(text).flatMap((token) => leavesOf(token, false)) };
  }

  function phraseOf(text) {
    const way = wayOf(text, 1);
    return way.leaves.length ? { ways: [way], exact: words.exactOf(text) } : null;
  }

  /** Return how many words from a place on are the name of a term with other names, and those. */
  function nameAt(tokens, from, names) {
    for (let count = Math.min(LONGEST_NAME, tokens.length - from); count > 0; count--) {
      const key = tokens.slice(from, from + count).flatMap(words.termsOfToken).join(" ");
      if (Object.hasOwn(names, key)) return { count, others: names[key] };
    }
    return { count: 1, others: [] };
  }

  /** Return the clauses of words that stand side by side; `open` says that the last one is still being typed. */
  function clausesOf(tokens, open, names) {
    const clauses = [];
    for (let from = 0; from < tokens.length; ) {
      const { count, others } = nameAt(tokens, from, names);
      const end = from + count;
      const last = open && end === tokens.length;
      const leaves = tokens
        .slice(from, end)
        .flatMap((token, place) => leavesOf(token, last && from + place === tokens.length - 1));
      if (others.length) {
        clauses.push({ ways: [{ weight: 1, leaves }, ...others.map((name) => wayOf(name, OTHER_NAME))] });
      } else {
        // A single letter at the end is hardly ever all of the word: it may help, but it need not be there.
        const optional = last && tokens.length > 1 && /^[a-z]$/.test(tokens.at(-1));
        clauses.push(...leaves.map((leaf) => ({ ways: [{ weight: 1, leaves: [leaf] }], optional })));
      }
      from = end;
    }
    return clauses;
  }

  function keyOf(clause) {
    return JSON.stringify([clause.exact, clause.ways[0].leaves]);
  }

  /** Leave out repetitions: of two that ask for the same, the one that has to be met stays. */
  function unique(clauses) {
    const kept = new Map();
    for (const clause of clauses) {
      const same = kept.get(keyOf(clause));
      if (!same || same.optional) kept.set(keyOf(clause), clause);
    }
    return Array.from(kept.values());
  }

  /**
   * Return the clauses of what was typed, without repetitions.
   *
   * `open` says that the last word may go on; `names` are the other names of terms by the terms of a name.
   */
  return (text, open, names) => {
    const clauses = [];
    let from = 0;
    for (const match of text.matchAll(QUOTED)) {
      clauses.push(...clausesOf(words.tokensOf(text.slice(from, match.index)), false, names));
      clauses.push(phraseOf(match.slice(1).find((inside) => inside !== undefined)));
      from = match.index + match[0].length;
    }
    const rest = text.slice(from);
    const tokens = words.tokensOf(rest);
    const goesOn = open && tokens.length > 0 && words.fold(rest).endsWith(tokens.at(-1));
    clauses.push(...clausesOf(tokens, goesOn, names));
    return unique(clauses.filter(Boolean)).slice(0, MOST_CLAUSES);
  };
})();
