/* The filters: speaker, talk, year and language. Each is a list of places like that of a word. */

"use strict";

talkbookSearch.filtersOf = (map, lists) => {
  const { load, words } = talkbookSearch;
  let facets = null;

  /** Return the names that the filters may have; loaded only where somebody wants to choose. */
  function names() {
    facets = facets || load("facets").catch((error) => ((facets = null), Promise.reject(error)));
    return facets;
  }

  /** Return a name as it is compared: however many blanks it has between its words. */
  function compared(name) {
    return words.fold(name).trim().replace(/\s+/g, " ");
  }

  /** Return the keys of the names that were typed, or that hold what was typed. */
  function keysFor(rows, typed) {
    const wanted = compared(typed);
    // Of a lone apostrophe nothing is left, which every name would hold.
    if (!wanted) return [];
    const folded = rows.map(([key, name]) => ({ key, name: compared(name) }));
    const same = folded.filter((one) => one.name === wanted);
    return (same.length ? same : folded.filter((one) => one.name.includes(wanted))).map((one) => one.key);
  }

  const KINDS = {
    speaker: async (typed) => keysFor((await names()).speakers, typed).map((key) => `\u0001s:${key}`),
    talk: async (typed) => keysFor((await names()).talks, typed).map((slug) => `\u0001t:${slug}`),
    year: async (typed) => [`\u0001y:${typed}`],
    lang: async (typed) => [`\u0001l:${typed}`],
  };
  const EXACT = { speaker: (typed) => `\u0001s:${typed.toLowerCase()}`, talk: (typed) => `\u0001t:${typed}` };

  /** Return the units that one filter lets through, null where it names nothing. */
  async function unitsFor(kind, typed) {
    const exact = EXACT[kind] && (await lists.filter(EXACT[kind](typed)));
    if (exact) return [exact];
    const found = await Promise.all((await KINDS[kind](typed)).map((term) => lists.filter(term)));
    const known = found.filter(Boolean);
    return known.length ? known : null;
  }

  return {
    names,

    /** Return a function that tells whether a unit passes all filters; it names the filter that nothing passes. */
    async allowing(filters) {
      const wanted = Object.entries(filters).filter(([, typed]) => typed);
      if (!wanted.length) return { allows: () => true, unknown: null };
      const passed = new Uint8Array(map.units);
      for (const [number, [kind, typed]] of wanted.entries()) {
        const some = await unitsFor(kind, typed);
        if (!some) return { allows: () => false, unknown: typed };
        for (const units of some) for (const unit of units) if (passed[unit] === number) passed[unit]++;
      }
      return { allows: (unit) => passed[unit] === wanted.length, unknown: null };
    },
  };
};
