/* Numbers and lists of places as the index writes them; `generator/search/` says how and why. */

"use strict";

talkbookSearch.numbers = (() => {
  const HALF = 46;
  /** The value of each digit by its code; digits from `HALF` on are followed by another one. */
  const VALUE = new Uint8Array(128);
  Array.from({ length: 95 }, (_, place) => String.fromCharCode(32 + place))
    .filter((char) => !'"<\\'.includes(char))
    .forEach((char, value) => (VALUE[char.charCodeAt(0)] = value));
  const ALL = 3;
  const BITS = 2;

  /** Return a reader of the numbers in a string, one after another. */
  function reader(text) {
    let at = 0;
    return {
      more: () => at < text.length,

      next() {
        let digit = VALUE[text.charCodeAt(at++) & 127];
        if (digit < HALF) return digit;
        let number = 0;
        let unit = 1;
        while (digit >= HALF) {
          number += (digit - HALF) * unit;
          unit *= HALF;
          digit = VALUE[text.charCodeAt(at++) & 127];
        }
        return number + digit * unit;
      },

      take(count) {
        at += count;
        return text.slice(at - count, at);
      },

      /** Raise an error if more was read than there is. */
      end() {
        if (at > text.length) throw new RangeError("a list has no end");
      },
    };
  }

  /** Put the units of a talk that are set in a map of bits into `into`, from place `count` on; return the next place. */
  function readBits(bits, base, units, level, into, count) {
    const bytes = atob(bits);
    for (let unit = 0; unit < units; unit++) {
      if (((bytes.charCodeAt(unit >> 3) >> (unit & 7)) & 1) === 0) continue;
      into.units[count] = base + unit;
      into.levels[count++] = level;
    }
    return count;
  }

  /** The same for units that are written one by one. */
  function readUnits(numbers, base, left, into, count) {
    for (let unit = base - 1; left > 0; left--) {
      const value = numbers.next();
      unit += (value >> 3) + 1;
      into.units[count] = unit;
      into.levels[count++] = value & 7;
    }
    return count;
  }

  /** The same for all units of a talk. */
  function readAll(base, units, into, count) {
    for (let unit = base; unit < base + units; unit++) {
      into.units[count] = unit;
      into.levels[count++] = 0;
    }
    return count;
  }

  /** The same for one talk, in whichever way it is written. */
  function readTalk(numbers, kind, base, units, into, count) {
    if (kind === ALL) return readAll(base, units, into, count);
    if (kind !== BITS) return readUnits(numbers, base, kind ? numbers.next() : 1, into, count);
    const level = numbers.next() & 7;
    return readBits(numbers.take(4 * Math.ceil(units / 24)), base, units, level, into, count);
  }

  /** Read a list of places into `into`: units, counted over the whole index, and levels. Return how many there are. */
  function readList(list, map, into) {
    const numbers = reader(list);
    let segment = -1;
    let count = 0;
    while (numbers.more()) {
      segment += numbers.next() + 1;
      const first = map.segmentTalk[segment];
      for (let left = numbers.next(); left > 0; left--) {
        const head = numbers.next();
        const talk = first + (head >> 2);
        if (!(talk < map.segmentTalk[segment + 1])) throw new RangeError("a list names a talk that is not there");
        const base = map.talkUnit[talk];
        count = readTalk(numbers, head & 3, base, map.talkUnit[talk + 1] - base, into, count);
      }
    }
    numbers.end();
    return count;
  }

  return { reader, readList };
})();
