/* From the leaves of a query to lists of places: the right files of the index, within what may be loaded. */

"use strict";

talkbookSearch.listsOf = (meta, map) => {
  const { cache, IndexError, load, numbers, stem, words } = talkbookSearch;
  /** Characters of lists in files of their own that one query may load: such words are all too common. */
  const BIG_CHARS = 200_000;
  /** What is taken of the terms that begin as a word. Of a single letter all count: it may stand in any pair. */
  const OF_A_WORD = { shards: 2, terms: 40, bigs: 2 };
  const OF_A_LETTER = { shards: 5, terms: Infinity, bigs: 12 };
  /** What may be wanting to a word whose stem is shorter than what has been typed of it. */
  const ENDINGS =
    "e s d n g y l t r ed es er ing ng on ion tion ity ty al ly ment nt ness ess ce nce able ble ful ive ve ize ze".split(" ");

  const shards = cache(16, () => 1, (number) => load(`terms-${number}`));
  const bigs = cache(1_000_000, (list) => list.length, (number) => load(`big-${number}`));
  const lists = cache(2_000_000, (list) => list.units.length, decode);
  const scratch = { units: new Uint32Array(map.units), levels: new Uint8Array(map.units) };

  /** Return the units and levels that a list of the index stands for. */
  async function decode(term, entry) {
    const isBig = Array.isArray(entry);
    const list = isBig ? await bigs(entry[0]) : entry;
    try {
      const count = numbers.readList(list, map, scratch);
      return { units: scratch.units.slice(0, count), levels: scratch.levels.slice(0, count) };
    } catch {
      throw new IndexError(isBig ? `big-${entry[0]}` : `terms-${shardOf(term)}`);
    }
  }

  /** Return the shard that a term would stand in, -1 where it would stand before the first. */
  function shardOf(term) {
    let low = -1;
    let high = meta.shards.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (meta.shards[middle] <= term) low = middle;
      else high = middle;
    }
    return low;
  }

  async function entryOf(term) {
    const shard = shardOf(term);
    const table = shard < 0 ? {} : await shards(shard);
    return Object.hasOwn(table, term) ? table[term] : null;
  }

  function isBig(found) {
    return Array.isArray(found.entry);
  }

  /** Return how long a list is. */
  function lengthOf({ entry }) {
    return Array.isArray(entry) ? entry[1] : entry.length;
  }

  /** Return how much may be taken of the terms that begin so; of a script without spaces a beginning is one letter. */
  function limitsOf(start) {
    return words.isRun(start) ? OF_A_LETTER : OF_A_WORD;
  }

  /** Return the terms that begin as a word that is being typed, the commonest first, and whether there are more. */
  async function termsFrom(start) {
    const most = limitsOf(start);
    const first = Math.max(0, shardOf(start));
    const end = shardOf(`${start}\uffff`);
    const last = Math.min(end, first + most.shards - 1);
    const tables = await Promise.all(Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => shards(first + place)));
    const found = tables.flatMap((table) =>
      Object.keys(table).filter((term) => term.startsWith(start)).map((term) => ({ term, entry: table[term] })),
    );
    found.sort((one, other) => lengthOf(other) - lengthOf(one));
    return { begun: found.slice(0, most.terms), isPart: last < end || found.length > most.terms };
  }

  /**
   * Return the stems of words that begin as the one that is being typed, where they are shorter than it.
   *
   * These are guesses: a word that stands in the index as it was typed is itself, `within` and not `with`.
   */
  async function shorterStems(start) {
    if (!/^[a-z]+$/.test(start)) return [];
    const stems = new Set(ENDINGS.map((ending) => stem(start + ending)));
    // A stem may end otherwise than the word, as `happi` does; whatever differs in more is another word.
    const shorter = Array.from(stems).filter((one) => one.length > 2 && !one.startsWith(start) && start.startsWith(one.slice(0, -1)));
    const found = await Promise.all(shorter.map(async (term) => ({ term, entry: await entryOf(term) })));
    return found.filter((one) => one.entry !== null);
  }

  /** Return what the index has for a leaf: the term itself first, then what it may become. */
  async function findLeaf(leaf) {
    const exact = { term: leaf.term, entry: await entryOf(leaf.term) };
    const isKnown = exact.entry !== null;
    const [{ begun, isPart }, guessed] = leaf.start
      ? await Promise.all([termsFrom(leaf.start), isKnown ? [] : shorterStems(leaf.start)])
      : [{ begun: [], isPart: false }, []];
    // What is guessed here is marked in the texts as well.
    leaf.guessed = guessed.map((one) => one.term);
    return {
      leaf,
      exact: isKnown ? [exact] : [],
      more: [...begun, ...guessed].filter((one) => one.term !== leaf.term),
      isPart,
    };
  }

  /** Choose among the lists of common words, the rarest first, and at least one. */
  function chosenBigs(found) {
    const chosen = new Set();
    let left = BIG_CHARS;
    const exact = found.flatMap((one) => one.exact).filter(isBig).sort((one, other) => lengthOf(one) - lengthOf(other));
    const more = found.flatMap((one) => one.more.filter(isBig).slice(0, limitsOf(one.leaf.start || "").bigs));
    for (const one of [...exact, ...more]) {
      left -= lengthOf(one);
      if (left < 0 && chosen.size) break;
      chosen.add(one.entry[0]);
    }
    return chosen;
  }

  return {
    /**
     * Return for each leaf the lists that it stands for: `exact` is the term itself, `more` what it may become.
     *
     * `left` says that the term is so common that its list was not loaded, `isPart` that it may become still more.
     */
    async find(leaves) {
      const found = await Promise.all(leaves.map(findLeaf));
      const chosen = chosenBigs(found);
      const isWanted = (one) => !isBig(one) || chosen.has(one.entry[0]);
      const decoded = (some) => Promise.all(some.filter(isWanted).map((one) => lists(one.term, one.entry)));
      return Promise.all(
        found.map(async ({ leaf, exact, more, isPart }) => ({
          leaf,
          exact: await decoded(exact),
          more: await decoded(more),
          left: exact.some((one) => !isWanted(one)),
          isPart: isPart || !more.every(isWanted),
        })),
      );
    },

    /** Return the units that a filter lets through. */
    async filter(term) {
      const entry = await entryOf(term);
      return entry === null ? null : (await lists(term, entry)).units;
    },
  };
};
