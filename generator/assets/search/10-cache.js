/* What was loaded and decoded, kept as long as there is room: an archive is larger than a browser should be. */

"use strict";

/** Return a store that makes each value once, and forgets the one not used for longest beyond `room`. */
talkbookSearch.cache = (room, sizeOf, make) => {
  const kept = new Map();
  let size = 0;

  function forget(key) {
    size -= kept.get(key).size;
    kept.delete(key);
  }

  function measured(key, entry, value) {
    if (kept.get(key) !== entry) return;
    entry.size = sizeOf(value);
    size += entry.size;
    for (const old of kept.keys()) {
      if (size <= room || old === key) break;
      forget(old);
    }
  }

  /** Return the promise of a value; one that fails is tried again the next time it is asked for. */
  return (key, ...more) => {
    let entry = kept.get(key);
    if (entry) {
      kept.delete(key);
    } else {
      entry = { size: 0, promise: Promise.resolve(make(key, ...more)) };
      entry.promise.then(
        (value) => measured(key, entry, value),
        () => kept.get(key) === entry && forget(key),
      );
    }
    kept.set(key, entry);
    return entry.promise;
  };
};
