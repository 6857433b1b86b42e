/*
 * The search of a site with many talks: an index in small scripts, so that it works from a folder as well.
 *
 * Each file of the index calls the function here that bears its name, with what it holds. Plain scripts, for modules do
 * not load from a folder; each file of ours is a closure of its own.
 */

"use strict";

var talkbookSearch = (() => {
  const SLOW_MS = 20_000;
  /** This script lies in `talks/assets/`, the index in `talks/search/`. */
  const TALKS = new URL("../", document.currentScript.src);
  /** What has been asked for and has not come yet. */
  const asked = new Map();
  let stamp = "";

  /** What could not be read; `file` says which. */
  class IndexError extends Error {
    constructor(file) {
      super(`talks/search/${file}.js cannot be read`);
      this.file = file;
    }
  }

  function fetchScript(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const timer = setTimeout(() => end(), SLOW_MS);
      const end = () => {
        clearTimeout(timer);
        script.remove();
        asked.delete(name);
        reject(new IndexError(name));
      };
      asked.set(name, { resolve, promise: null });
      script.onerror = end;
      // It has run by now; whatever it had to bring is there, and then a rejection comes too late to matter.
      script.onload = end;
      script.src = new URL(`search/${name}.js${stamp && `?${stamp}`}`, TALKS).href;
      document.head.append(script);
    });
  }

  /** Load a file of the index, once at a time, and return what it holds. */
  function load(name) {
    if (!asked.has(name)) {
      const promise = fetchScript(name);
      asked.get(name).promise = promise;
    }
    return asked.get(name).promise;
  }

  /** Take what a file brings. */
  function bring(name, content) {
    if (asked.has(name)) asked.get(name).resolve(content);
  }

  return {
    IndexError,
    load,

    /** Ask from now on for the files of this state of the index, not for older ones that the browser may have kept. */
    useStamp(value) {
      stamp = /^[0-9a-f]+$/.test(value) ? value : "";
    },

    meta: (content) => bring("meta", content),
    facets: (content) => bring("facets", content),
    synonyms: (content) => bring("synonyms", content),
    terms: (number, table) => bring(`terms-${number}`, table),
    big: (number, list) => bring(`big-${number}`, list),
    texts: (place, talk, labels, units) => bring(`text-${place}`, { talk, labels, units }),
  };
})();
