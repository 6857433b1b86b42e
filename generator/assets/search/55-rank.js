/* Which units meet a query, best first: BM25 from the levels of the index and how rare each word is. */

"use strict";

talkbookSearch.rankerOf = (map) => {
  const LEVEL = 2.2 / 8;
  /** What a word counts that the typed one may become, and not yet is. */
  const GUESSED = 0.6;
  /** So many of the best are kept in order: nobody reads on. A phrase may stand in any that has its words. */
  const KEPT = 1000;
  const KEPT_FOR_PHRASE = 100_000;
  const STEPS = 1024;
  /** More than any score. */
  const ABOVE = 1000;
  /** For each unit: its score, how many words it has, the last of them that was counted, and what that one weighs. */
  const scores = new Float32Array(map.units);
  const counts = new Uint16Array(map.units);
  const last = new Uint16Array(map.units);
  const best = new Float32Array(map.units);
  let words = 0;

  /** Return how much a word tells that stands in so many units. */
  function idf(df) {
    return Math.log(1 + (map.units - df + 0.5) / (df + 0.5));
  }

  /** Return the lists of a leaf with what each level of theirs weighs. */
  function weighted({ exact, more }, weight) {
    const df = [...exact, ...more].reduce((sum, list) => sum + list.units.length, 0);
    const tells = idf(Math.min(df, map.units)) * weight * LEVEL;
    const levels = (share) => Float32Array.from({ length: 8 }, (_, level) => (level + 0.5) * tells * share);
    const weighing = (lists, weights) => lists.map((list) => ({ ...list, weights }));
    return [...weighing(exact, levels(1)), ...weighing(more, levels(GUESSED))];
  }

  /** Count a word for the units of its lists that have at least so many words, each once and with its best weight. */
  function add({ lists, counted }, needed) {
    words++;
    for (const { units, levels, weights } of lists) {
      for (let at = 0; at < units.length; at++) {
        const unit = units[at];
        if (counts[unit] < needed) continue;
        const weight = weights[levels[at]];
        if (last[unit] !== words) {
          last[unit] = words;
          best[unit] = weight;
          counts[unit] += counted;
          scores[unit] += weight;
        } else if (best[unit] < weight) {
          scores[unit] += weight - best[unit];
          best[unit] = weight;
        }
      }
    }
  }

  /** Return the units that all leaves of a way have, as a list whose levels are places in its weights. */
  function unitsOfWay(leaves, weight) {
    const sums = leaves.map((leaf) => {
      const sum = new Map();
      for (const { units, levels, weights } of weighted(leaf, weight)) {
        units.forEach((unit, at) => sum.set(unit, Math.max(sum.get(unit) || 0, weights[levels[at]])));
      }
      return sum;
    });
    const units = Array.from(sums[0].keys()).filter((unit) => sums.every((sum) => sum.has(unit)));
    const weights = units.map((unit) => sums.reduce((total, sum) => total + sum.get(unit), 0));
    return { units, levels: units.map((_, at) => at), weights };
  }

  /**
   * Return what the index has for the leaves of a way. A word that was left out has nothing, and is not counted.
   *
   * Nor is a letter of a phrase of which only a part could be loaded: the texts will tell, if there is more to go by.
   */
  function leavesOf(way, isPhrase, found) {
    const leaves = way.leaves.map((leaf) => found.get(leaf)).filter((one) => !one.left || one.more.length);
    const whole = isPhrase ? leaves.filter((one) => !one.isPart) : [];
    return whole.length ? whole : leaves;
  }

  /** Return the lists of each word of a clause, or of all its ways together. */
  function wordsOf(clause, found) {
    const counted = clause.optional ? 0 : 1;
    const ways = clause.ways.map((way) => ({
      weight: way.weight,
      leaves: leavesOf(way, Boolean(clause.exact), found),
    }));
    if (ways.length === 1) return ways[0].leaves.map((leaf) => ({ lists: weighted(leaf, ways[0].weight), counted }));
    const lists = ways.filter((way) => way.leaves.length).map((way) => unitsOfWay(way.leaves, way.weight));
    return lists.length ? [{ lists, counted }] : [];
  }

  /** Count words anew; where all are needed, the rarest first, only units that have those before are looked at. */
  function count(all, areNeeded) {
    for (const numbers of [scores, counts, last]) numbers.fill(0);
    words = 0;
    let needed = 0;
    for (const word of all) {
      add(word, areNeeded ? needed : 0);
      needed += word.counted;
    }
    return needed;
  }

  /** Return the best units in order; only those near the top are sorted. */
  function bestOf(units, kept) {
    // How many words a unit has comes first, and its score among equals.
    const ranks = new Float32Array(units.length);
    let most = 0;
    for (let at = 0; at < units.length; at++) {
      ranks[at] = counts[units[at]] * ABOVE + scores[units[at]];
      if (ranks[at] > most) most = ranks[at];
    }
    let least = most;
    for (const rank of ranks) if (rank < least) least = rank;
    const scale = most > least ? STEPS / (most - least) : 0;
    const steps = new Uint32Array(STEPS + 1);
    for (const rank of ranks) steps[((rank - least) * scale) | 0]++;
    let lowest = STEPS;
    for (let above = steps[STEPS]; lowest > 0 && above < kept; ) above += steps[--lowest];
    const near = [];
    for (let at = 0; at < ranks.length; at++) if ((((ranks[at] - least) * scale) | 0) >= lowest) near.push(at);
    near.sort((one, other) => ranks[other] - ranks[one] || one - other);
    return near.slice(0, kept).map((at) => units[at]);
  }

  /** Return the units that have at least so many words, the best first, how many there are and in how many talks. */
  function collect(needed, passed, kept = KEPT) {
    const met = new Uint32Array(map.units);
    let total = 0;
    let talks = 0;
    let talk = 0;
    let end = 0;
    for (let unit = 0; unit < map.units; unit++) {
      if (counts[unit] < needed || !passed(unit)) continue;
      met[total++] = unit;
      if (unit < end) continue;
      talks++;
      while (map.talkUnit[talk + 1] <= unit) talk++;
      end = map.talkUnit[talk + 1];
    }
    const units = bestOf(met.subarray(0, total), kept);
    return { units, scores: units.map((unit) => scores[unit]), total, talks };
  }

  /** Return the most words that any unit has. */
  function mostMet(passed) {
    let most = 0;
    for (let unit = 0; unit < map.units; unit++) if (counts[unit] > most && passed(unit)) most = counts[unit];
    return most;
  }

  /**
   * Rank the units for clauses, of which `found` holds the lists of each leaf; `passed` tells which units filters pass.
   *
   * Where no unit has all words, those are taken that have one less than the best, and at least half of them if any
   * has; `all` is false then. A phrase is never given up.
   */
  return (clauses, found, passed) => {
    const size = ({ lists, counted }) => (counted ? lists.reduce((sum, list) => sum + list.units.length, 0) : Infinity);
    const all = clauses.flatMap((clause) => wordsOf(clause, found)).sort((one, other) => size(one) - size(other));
    const needed = count(all, true);
    if (!needed) return { units: [], scores: [], total: 0, talks: 0, all: true };
    const hasPhrase = clauses.some((clause) => clause.exact);
    const whole = collect(needed, passed, hasPhrase ? KEPT_FOR_PHRASE : KEPT);
    if (whole.total || hasPhrase) return { ...whole, all: true };
    count(all, false);
    const most = mostMet(passed);
    const enough = Math.max(1, most - 1, Math.min(most, Math.ceil(needed / 2)));
    return most ? { ...collect(enough, passed), all: false } : { ...whole, all: true };
  };
};
