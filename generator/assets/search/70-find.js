/* The search itself: opens the index once, and answers queries with hits, ten at a time. */

"use strict";

talkbookSearch.open = (() => {
  const { cache, IndexError, load, parse, placesIn, words } = talkbookSearch;
  const PAGE = 10;
  /** Passages whose texts are read at once to find a phrase. */
  const AT_ONCE = 12;
  /** Passages that are read before the reader is asked whether to go on: many where the words are common. */
  const LOOKED = 24;
  const LOOKED_LONG = 96;
  const SHORT = 2;
  /** Passages that are read at first of several words: which has them close together is told by its text only. */
  const AHEAD = 20;
  /** What it counts that all words stand close together. */
  const NEAR = 1;
  const TEXTS_KEPT = 1_000_000;

  function textsSize({ units }) {
    return units.reduce((sum, unit) => sum + unit[4].reduce((inner, text) => inner + text.length, 0), 0);
  }

  function holds(text, phrase) {
    const all = words.exactOf(text);
    return all.some((_, from) => phrase.every((word, place) => all[from + place] === word));
  }

  /** Return the texts of a unit with their languages. */
  function textsOf(unit) {
    return unit[4].flatMap((lang, at) => (at % 2 ? [] : [{ lang, text: unit[4][at + 1] }]));
  }

  function isVerified(unit, clauses) {
    const texts = textsOf(unit);
    return clauses.every((clause) => !clause.exact || texts.some(({ text }) => holds(text, clause.exact)));
  }

  /** Return what is shown of a unit: the text that meets most of the query, and another that meets the rest of it. */
  function shownOf(unit, clauses, lang) {
    const texts = textsOf(unit).map(({ lang: tag, text }) => ({ lang: tag, ...placesIn(text, clauses) }));
    const prefers = (one) => (lang && one.lang.split("-")[0] === lang ? 1 : 0);
    const order = texts.sort((one, other) => other.met - one.met || prefers(other) - prefers(one));
    return order.filter((one, place) => !place || (place === 1 && one.met && order[0].met < clauses.length));
  }

  function hitOf(file, unit, meta, context) {
    const [page, anchor, label, start] = unit;
    const [slug, title, titleLang, date] = file.talk;
    const shown = shownOf(unit, context.clauses, context.lang);
    const count = context.clauses.length;
    const nearness = count > 1 && shown[0].met === count ? count / Math.max(count, shown[0].span) : 0;
    return {
      talk: { slug, title, lang: titleLang, date },
      page: meta.pages[page],
      anchor,
      speaker: label < 0 ? "" : file.labels[label],
      start,
      shown,
      score: context.score * (1 + NEAR * nearness),
    };
  }

  /** Return an answer: what is known of all hits, and `next()`, which reads the texts of the next ten. */
  function answerOf(ranked, clauses, lang, index) {
    const longest = Math.max(0, ...clauses.map((clause) => (clause.exact ? clause.exact.length : 0)));
    const bound = longest > SHORT ? LOOKED_LONG : LOOKED;
    let at = 0;
    let ready = [];
    let looked = 0;
    let shown = 0;
    const broken = [];

    async function read(place) {
      const { file, place: number } = index.map.placeOf(ranked.units[place]);
      try {
        const texts = await index.texts(file);
        const unit = texts.units && texts.units[number];
        if (!unit) throw new IndexError(`text-${file}`);
        if (longest && !isVerified(unit, clauses)) return null;
        return hitOf(texts, unit, index.meta, { clauses, lang, score: ranked.scores[place] });
      } catch (error) {
        // Anything else is a fault of this script, and no building anew mends it.
        if (!(error instanceof IndexError)) throw error;
        broken.push(error.file);
        return null;
      }
    }

    /** Return how many passages are worth reading now. */
    function batch() {
      if (longest) return AT_ONCE;
      return !at && clauses.length > 1 ? AHEAD : PAGE - ready.length;
    }

    return {
      ...ranked,
      hasPhrase: longest > 0,
      bound,

      /** Return the next hits, at most ten; `shown`, `looked` and `broken` hold all so far, `more` says whether any are left. */
      async next() {
        const limit = Math.min(at + (longest ? AT_ONCE : LOOKED), ranked.units.length);
        while (ready.length < PAGE && at < limit) {
          const count = Math.min(batch(), limit - at);
          const hits = await Promise.all(Array.from({ length: count }, (_, place) => read(at + place)));
          at += count;
          looked += count;
          ready.push(...hits.filter(Boolean));
        }
        ready.sort((one, other) => other.score - one.score);
        const hits = ready.slice(0, PAGE);
        ready = ready.slice(PAGE);
        shown += hits.length;
        return { hits, shown, looked, broken, more: ready.length > 0 || at < ranked.units.length };
      },
    };
  }

  async function openMap() {
    const meta = await load("meta");
    try {
      if (meta.version === 1) return { meta, map: talkbookSearch.mapOf(meta) };
    } catch {
      // What cannot be read is no index, whatever is wrong with it.
    }
    throw new IndexError("meta");
  }

  async function openIndex() {
    const { meta, map } = await openMap();
    talkbookSearch.useStamp(meta.stamp);
    const lists = talkbookSearch.listsOf(meta, map);
    const filters = talkbookSearch.filtersOf(map, lists);
    const rank = talkbookSearch.rankerOf(map);
    const names = meta.synonyms ? await load("synonyms") : {};
    const texts = cache(TEXTS_KEPT, textsSize, (file) => load(`text-${file}`));
    const index = { meta, map, texts };

    return {
      names: filters.names,

      /** Answer a query; `open` says that its last word may go on. Null where there is nothing to look for. */
      async find(query, open, wanted) {
        const clauses = parse(query, open, names);
        if (!clauses.length) return null;
        const leaves = clauses.flatMap((clause) => clause.ways.flatMap((way) => way.leaves));
        const [found, { allows, unknown }] = await Promise.all([lists.find(leaves), filters.allowing(wanted)]);
        const byLeaf = new Map(found.map((one) => [one.leaf, one]));
        const common = found.filter((one) => one.left).map((one) => one.leaf.term);
        const isPart = found.some((one) => one.isPart);
        return { ...answerOf(rank(clauses, byLeaf, allows), clauses, wanted.lang, index), unknown, common, isPart };
      },
    };
  }

  return cacheOfOne(openIndex);

  /** Return a function that makes a value once, and tries again where that failed. */
  function cacheOfOne(make) {
    let made = null;
    return () => (made = made || make().catch((error) => ((made = null), Promise.reject(error))));
  }
})();
