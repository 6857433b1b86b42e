/* Text becomes terms, the same as in `generator/search/terms.py`; one table of cases holds both. */

"use strict";

talkbookSearch.words = (() => {
  const MARKS =
    /[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u2060\ufe00-\ufe0f]/g;
  const APOSTROPHES = /['\u2019\u02bc]/g;
  /** What stands between words; every other character is of a word. */
  const SEPARATORS = String.raw`\u0000-\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u0375\u037e\u0384\u0385\u0387\u03f6\u0482\u055a-\u055f\u0589\u058a\u058d-\u058f\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u06fd\u06fe\u0700-\u070f\u0964\u0965\u0970\u0df4\u0e3f\u0e4f\u0e5a\u0e5b\u0f01-\u0f17\u0f3a-\u0f3d\u104a-\u104f\u10fb\u1360-\u1368\u1400\u166d\u166e\u17d4-\u17d6\u17d8-\u17db\u1800-\u180e\u2000-\u2bff\u2e00-\u3004\u3008-\u3020\u3030\u3036\u3037\u303d-\u303f\u3099-\u309c\u30a0\u30fb\u3190-\u319f\u31c0-\u31ef\u3200-\u33ff\u4dc0-\u4dff\ud800-\udfff\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\ufeff\uff00-\uff0f\uffe0-\uffff\u{1d000}-\u{1d3ff}\u{1f000}-\u{1faff}\u{e0000}-\u{e0fff}`;
  /** Scripts that put no spaces between words. */
  const UNSPACED = String.raw`\u0e01-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17d7\u17dc-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u3035\u3038-\u303c\u3041-\u3098\u309d-\u309f\u30a1-\u30fa\u30fc-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}`;
  const TOKEN = `[a-z]+\\+\\+|[a-z]#(?![a-z0-9])|[${UNSPACED}]+|[^${SEPARATORS}${UNSPACED}]+`;
  const TOKENS = new RegExp(TOKEN, "gu");
  /** Separators that the fold makes narrow: as they are written they stand apart from letters of their width. */
  const WIDE = String.raw`\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65`;
  /** The same in a text as it was written, with its capitals, where apostrophes and joiners stand within words. */
  const LETTERS = `[^${SEPARATORS.replace("\\u003a-\\u0060", "\\u003a-\\u0040\\u005b-\\u0060")}${WIDE}${UNSPACED}]+`;
  const WRITTEN = new RegExp(
    `[A-Za-z]+\\+\\+|[A-Za-z]#(?![A-Za-z0-9])|[${UNSPACED}]+` +
      `|${LETTERS}(?:['\\u2019\\u02bc\\u00ad\\u200c\\u200d\\u2060]+${LETTERS})*`,
    "gu",
  );
  const RUN = new RegExp(`^[${UNSPACED}]`, "u");
  const PLAIN = /^[\w -]*$/;
  const LONGEST = 40;

  /** Return a text as it is compared: one case, no accents, no apostrophes. */
  function fold(text) {
    if (PLAIN.test(text)) return text.toLowerCase();
    const bare = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(MARKS, "").normalize("NFC");
    return bare.replaceAll("ß", "ss").replaceAll("ς", "σ").replace(APOSTROPHES, "");
  }

  /** Return the words of a text, folded; a run of a script without spaces is one of them. */
  function tokensOf(text) {
    return fold(text).match(TOKENS) || [];
  }

  function isRun(token) {
    return RUN.test(token);
  }

  /** Return the terms that a word is found by. */
  function termsOfToken(token) {
    const letters = Array.from(token);
    if (isRun(token)) return [...letters.slice(1).map((letter, place) => letters[place] + letter), letters.at(-1)];
    const kept = letters.length > LONGEST ? letters.slice(0, LONGEST).join("") : token;
    return [/^[a-z]+$/.test(kept) ? talkbookSearch.stem(kept) : kept];
  }

  return {
    fold,
    tokensOf,
    isRun,
    termsOfToken,

    /** Return the terms of a text in order, as often as they occur. */
    termsOf(text) {
      return tokensOf(text).flatMap(termsOfToken);
    },

    /** Return the words of a text as they are compared letter by letter: of a run each letter is one. */
    exactOf(text) {
      return tokensOf(text).flatMap((token) => (isRun(token) ? Array.from(token) : [token]));
    },

    /** Return the words of a text as written, with the places where they begin and end; of a run each letter. */
    placesOf(text) {
      const places = [];
      for (const match of text.matchAll(WRITTEN)) {
        if (!isRun(match[0])) {
          places.push({ start: match.index, end: match.index + match[0].length, run: false });
          continue;
        }
        let start = match.index;
        for (const letter of match[0]) {
          places.push({ start, end: start + letter.length, run: true });
          start += letter.length;
        }
      }
      return places;
    },
  };
})();
