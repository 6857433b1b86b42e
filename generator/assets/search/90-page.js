/* The page: results as you type, the address kept up to date, and the keys. */

"use strict";

(() => {
  const form = document.querySelector("form.find");
  if (!form) return;
  const REST_MS = 60;
  /** A word of one or two letters is seldom all of it: who types on is spared what looking for it costs. */
  const SHORT_REST_MS = 200;
  const SHORT = /(?:^|[^\p{L}\p{N}])[a-z]{1,2}$/iu;
  const SLOW_MS = 300;
  const ENOUGH = 10;
  /** Kept beside the address while the last word may go on: who comes back sees the same hits. */
  const TYPING = "typing";
  const field = form.elements.q;
  const status = document.querySelector(".find-status");
  const say = talkbookSearch.wordsOf(form);
  const sentences = talkbookSearch.sentencesOf(say);
  const list = document.querySelector(".needs-script a");
  const results = talkbookSearch.resultsOf(document.querySelector(".found"), list, say);
  const filters = talkbookSearch.filterFieldsOf(form, say, soon);
  /** The number of the newest query: what older ones find comes too late. */
  let newest = 0;
  /** Whether the last word may go on: not after Enter, nor where an address brought the query. */
  let isOpen = false;
  /** The query of the address as it was kept last. */
  let kept = location.search;
  let timer = 0;

  function sentence(words) {
    if (status.textContent !== words) status.textContent = words;
  }

  /** Say what could not be read. Any other error is a fault of this script: it goes on to the console. */
  function fault(error) {
    if (error instanceof talkbookSearch.IndexError) return sentence(sentences.broken(error.file));
    sentence(say("find_failed"));
    throw error;
  }

  function keepAddress(query, values) {
    talkbook.setParameters({ q: query, ...values }, isOpen ? TYPING : null);
    kept = location.search;
  }

  function typed() {
    isOpen = true;
    soon();
  }

  function finish() {
    isOpen = false;
    run();
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(run, SHORT.test(field.value) ? SHORT_REST_MS : REST_MS);
  }

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    isOpen = history.state === TYPING;
    field.value = parameters.get("q") || "";
    filters.read(parameters);
  }

  /** Return whether anything is asked for, be it only a filter. */
  function isAsked() {
    return [field.value.trim(), ...Object.values(filters.values())].some(Boolean);
  }

  /** Look for what is typed, and show it unless something else has been typed since. */
  async function run() {
    clearTimeout(timer);
    const number = ++newest;
    const isNew = () => number === newest;
    const query = field.value;
    const values = filters.values();
    keepAddress(query, values);
    const slow = setTimeout(() => isNew() && sentence(say("find_searching")), SLOW_MS);
    try {
      const index = await talkbookSearch.open();
      const answer = isNew() ? await index.find(query, isOpen, values) : null;
      if (!isNew()) return;
      if (answer) await show(answer, values, isNew);
      else empty(isAsked() ? say("find_wordless") : "");
    } catch (error) {
      if (!isNew()) return;
      results.clear();
      fault(error);
    } finally {
      clearTimeout(slow);
    }
  }

  function empty(words) {
    results.clear();
    sentence(words);
  }

  /** Show the first hits of an answer; nothing of an older one is left by then. */
  async function show(answer, values, isNew) {
    const page = await answer.next();
    if (!isNew()) return;
    results.clear();
    await add(answer, page, values, isNew);
  }

  /** Show hits below those that are there. For a phrase go on by itself until there are enough of them. */
  async function add(answer, first, values, isNew) {
    // Who goes on looking looks at as many again, so that a phrase of common words takes few turns.
    const end = { shown: first.shown - first.hits.length + ENOUGH, looked: first.looked + Math.max(answer.bound, first.looked) };
    let page = first;
    results.add(page.hits);
    while (page.more && page.shown < end.shown && page.looked < end.looked) {
      page = await answer.next();
      if (!isNew()) return;
      results.add(page.hits);
    }
    sentence(sentences.found(answer, page, values));
    if (page.more) {
      const words = say(page.shown < end.shown ? "find_further" : "find_more");
      results.offer(words, (button) => more(answer, button, values, isNew));
    }
  }

  /** Show the next hits, and lead the keyboard to the first of them. */
  async function more(answer, button, values, isNew) {
    const before = results.stops().length - 1;
    const page = await answer.next();
    if (!isNew()) return;
    button.remove();
    await add(answer, page, values, isNew);
    const stop = results.stops()[before] || results.stops().at(-1);
    if (isNew()) (stop || field).focus();
  }

  /** Go up and down between the field and the hits. */
  function move(event) {
    const stops = [field, ...results.stops()];
    const at = stops.indexOf(document.activeElement);
    const next = at < 0 ? null : stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  function press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const inField = event.target === field;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      move(event);
    } else if (event.key === "Enter" && inField) {
      event.preventDefault();
      finish();
    } else if (event.key === "Escape" && (inField || event.target.closest(".found"))) {
      event.preventDefault();
      if (inField) field.value = "";
      field.focus();
      if (inField) run();
    }
  }

  field.addEventListener("input", (event) => event.isComposing || typed());
  field.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("keydown", press);
  document.querySelector(".found").addEventListener("keydown", press);
  filters.details.addEventListener("toggle", () => {
    if (!filters.details.open) return;
    talkbookSearch.open().then((index) => filters.load(index.names)).catch(fault);
  });

  form.hidden = false;
  list.parentElement.hidden = true;
  window.addEventListener("popstate", () => {
    // A link to a place on this page changes nothing but the place.
    if (location.search === kept) return;
    readAddress();
    run();
  });
  readAddress();
  if (isAsked()) run();
  // The index is opened while the reader is still thinking.
  else talkbookSearch.open().catch(fault);
  if (document.activeElement === document.body) field.focus({ preventScroll: true });
})();
