/* Which unit is where: the segments, talks and files of texts of the index, from its `meta.js`. */

"use strict";

talkbookSearch.mapOf = (meta) => {
  const talkUnit = [];
  const chunkUnit = [];
  const chunkName = [];
  const segmentTalk = [];
  let unit = 0;
  meta.segments.forEach((segment, number) => {
    const numbers = talkbookSearch.numbers.reader(segment);
    segmentTalk.push(talkUnit.length);
    let chunk = 0;
    while (numbers.more()) {
      talkUnit.push(unit);
      for (let left = numbers.next(); left > 0; left--) {
        chunkUnit.push(unit);
        chunkName.push(`${number}-${chunk++}`);
        unit += numbers.next();
      }
    }
  });
  segmentTalk.push(talkUnit.length);
  talkUnit.push(unit);
  if (unit !== meta.units) throw new RangeError("the parts of the index do not add up");

  /** Return the place of the last number that is not above `wanted`. */
  function below(starts, wanted) {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= wanted) low = middle;
      else high = middle;
    }
    return low;
  }

  return {
    units: unit,
    talkUnit: Uint32Array.from(talkUnit),
    segmentTalk: Uint32Array.from(segmentTalk),

    /** Return the number of the talk that a unit stands in. */
    talkOf(wanted) {
      return below(this.talkUnit, wanted);
    },

    /** Return the file that holds the texts of a unit, and its place there. */
    placeOf(wanted) {
      const chunk = below(chunkUnit, wanted);
      return { file: chunkName[chunk], place: wanted - chunkUnit[chunk] };
    },
  };
};
