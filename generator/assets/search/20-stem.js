/*
 * The stem of an English word: Porter's second algorithm, as Snowball 3.1 describes it
 * (https://snowballstem.org/algorithms/english/stemmer.html). The index is made with the same one in Python.
 */

"use strict";

talkbookSearch.stem = (() => {
  const WHOLE = {
    skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
    sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
  };
  const EARLY_REGION = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
  const REGION = /[aeiouy][^aeiouy]/g;
  const VOWEL = /[aeiouy]/;
  /** A short syllable at the end; Y is a y that is a consonant. */
  const SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;

  const STEP_2 = endings({
    tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize", ational: "ate",
    ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful", ousli: "ous", ousness: "ous",
    iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble", ogist: "og", ogi: "og", fulli: "ful", lessli: "less", li: "",
  });
  const STEP_3 = endings({
    ational: "ate", tional: "tion", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "", ative: "",
  });
  const STEP_4 = endings({
    al: "", ance: "", ence: "", er: "", ic: "", able: "", ible: "", ant: "", ement: "", ment: "", ent: "", ism: "",
    ate: "", iti: "", ous: "", ive: "", ize: "", ion: "",
  });

  /** Return endings and what takes their place, the longest first: only the longest that fits counts. */
  function endings(table) {
    return Object.entries(table).sort(([one], [other]) => other.length - one.length);
  }

  /** Return where the regions R1 and R2 of a word begin. */
  function regions(word) {
    const early = EARLY_REGION.exec(word);
    const first = early ? early[0].length : after(word, 0);
    return [first, after(word, first)];
  }

  /** Return the place behind the next vowel that a consonant follows, and behind that. */
  function after(word, from) {
    REGION.lastIndex = from;
    return REGION.test(word) ? REGION.lastIndex : word.length;
  }

  /** Take the longest ending that fits off a word and put another in its place, if `allowed` says so. */
  function replace(word, table, allowed) {
    const found = table.find(([ending]) => word.endsWith(ending));
    if (!found) return word;
    const rest = word.slice(0, -found[0].length);
    return allowed(rest, found[0]) ? rest + found[1] : word;
  }

  function plural(word) {
    if (word.endsWith("sses")) return word.slice(0, -2);
    if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    return /[^us]s$/.test(word) && VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
  }

  function participle(word, r1) {
    const found = /(?:eed(?:ly)?|ed(?:ly)?|ing(?:ly)?)$/.exec(word);
    if (!found) return word;
    const rest = word.slice(0, found.index);
    if (found[0].startsWith("eed")) return rest.length >= r1 && !/^(?:succ|proc|exc)$/.test(rest) ? `${rest}ee` : word;
    if (found[0] === "ing" && /^(?:[^aeiouy]y|even|cann|inn|earr|herr|out)$/.test(rest)) {
      return rest.endsWith("y") ? `${rest[0]}ie` : word;
    }
    return VOWEL.test(rest) ? mended(rest, r1) : word;
  }

  /** Return what is left of a verb with the e that it has lost, or without the letter that was doubled. */
  function mended(rest, r1) {
    if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
    return rest.length === r1 && SHORT.test(rest) ? `${rest}e` : rest;
  }

  function lastLetter(word, r1, r2) {
    const rest = word.slice(0, -1);
    const inR2 = rest.length >= r2;
    if (word.endsWith("e")) return inR2 || (rest.length >= r1 && !SHORT.test(rest)) ? rest : word;
    return word.endsWith("ll") && inR2 ? rest : word;
  }

  function stemmed(whole) {
    let word = whole.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const [r1, r2] = regions(word);
    word = participle(plural(word), r1);
    word = word.replace(/(?!^)([^aeiouy])[yY]$/, "$1i");
    word = replace(word, STEP_2, (rest, ending) => {
      if (rest.length < r1) return false;
      if (ending === "ogi") return rest.endsWith("l");
      return ending !== "li" || /[cdeghkmnrt]$/.test(rest);
    });
    word = replace(word, STEP_3, (rest, ending) => rest.length >= (ending === "ative" ? r2 : r1));
    word = replace(word, STEP_4, (rest, ending) => rest.length >= r2 && (ending !== "ion" || /[st]$/.test(rest)));
    return lastLetter(word, r1, r2).toLowerCase();
  }

  /** Return the stem of a word of small ASCII letters. */
  return (word) => (Object.hasOwn(WHOLE, word) ? WHOLE[word] : word.length < 3 ? word : stemmed(word));
})();
