/* What the page says in a sentence or two of the answer to a query. */

"use strict";

talkbookSearch.sentencesOf = (say) => {
  function broken(file) {
    return say("find_broken", { file: `talks/search/${file}.js` });
  }

  /** Say in a sentence or two what was found. */
  function found(answer, page, values) {
    const parts = [];
    if (answer.unknown) parts.push(say("find_unknown", { value: answer.unknown }));
    else if (!page.shown && isAll(answer, page) && !page.broken.length) parts.push(none(values));
    else if (!answer.all) parts.push(say("find_most"));
    if (answer.hasPhrase) parts.push(...looked(answer, page));
    else if (page.shown) parts.push(count(answer));
    if (!page.more && !isAll(answer, page)) parts.push(say("find_likeliest", { count: answer.units.length }));
    if (answer.common.length) parts.push(say("find_common", { words: answer.common.join(", ") }));
    if (page.broken.length) parts.push(broken(page.broken[0]));
    return parts.join(" ");
  }

  function none(values) {
    return say(Object.values(values).some(Boolean) ? "find_none_filtered" : "find_none");
  }

  /** Return whether all passages that have the words have been looked at: only the best are kept. */
  function isAll(answer, page) {
    return !page.more && page.looked >= answer.total;
  }

  /** A beginning may become so many words that not all of them are looked up. */
  function atLeast(answer, words) {
    return answer.isPart ? say("find_at_least", { found: words }) : words;
  }

  function count(answer) {
    const passages = say("find_passages", { count: answer.total });
    return atLeast(answer, say("find_found", { passages, talks: say("talk_count", { count: answer.talks }) }));
  }

  /** How often a phrase occurs is not known before all texts that have its words are read. */
  function looked(answer, page) {
    if (isAll(answer, page)) return page.shown ? [atLeast(answer, say("find_exact", { count: page.shown }))] : [];
    return [say("find_looked", { looked: page.looked, count: answer.total })];
  }

  return { broken, found };
};
