/* The interface words, from the page: it was written in the reader's language. */

"use strict";

talkbookSearch.wordsOf = (form) => {
  const table = JSON.parse(form.dataset.words);
  const lang = form.closest("[lang]").lang;
  const number = new Intl.NumberFormat(lang);

  /** Return the words of a key with values filled in; `count` 1 takes the words for one where there are any. */
  return (key, values = {}) => {
    const one = values.count === 1 && table[`${key}_one`];
    const shown = (value) => (typeof value === "number" ? number.format(value) : value);
    return (one || table[key]).replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  };
};
