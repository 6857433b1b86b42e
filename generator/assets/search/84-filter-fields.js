/* The fields of the filters; what may be chosen is loaded when they are opened for the first time. */

"use strict";

talkbookSearch.filterFieldsOf = (form, say, changed) => {
  const details = form.querySelector(".find-filters");
  const fields = Object.fromEntries(["speaker", "talk", "year", "lang"].map((name) => [name, form.elements[name]]));
  const chosen = details.querySelector(".chosen");
  const nameOf = window.Intl && Intl.DisplayNames ? new Intl.DisplayNames([form.closest("[lang]").lang], { type: "language" }) : null;
  let filled = false;

  function languageName(tag) {
    try {
      return nameOf ? nameOf.of(tag) : tag;
    } catch {
      return tag;
    }
  }

  function option(value, words = value) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = words;
    return made;
  }

  /** Put choices into a field, and keep what is chosen. */
  function fill(field, options) {
    const value = field.value;
    if (field.list) {
      field.list.replaceChildren(...options);
      return;
    }
    field.replaceChildren(field.options[0], ...options);
    set(field, value);
  }

  function set(field, value) {
    const isOption = (one) => one.value === value;
    if (field.options && value && !Array.from(field.options).some(isOption)) {
      field.append(option(value, field === fields.lang ? languageName(value) : value));
    }
    field.value = value;
  }

  async function load(names) {
    if (filled) return;
    filled = true;
    try {
      const facets = await names();
      fill(fields.speaker, facets.speakers.map(([, name]) => option(name)));
      fill(fields.talk, facets.talks.map(([, title]) => option(title)));
      fill(fields.year, facets.years.map(([year]) => option(String(year))));
      fill(fields.lang, facets.langs.map(([tag]) => option(tag, languageName(tag))));
    } catch (error) {
      // What is typed may still be found; the choices come with the next try.
      filled = false;
      throw error;
    }
  }

  function shownValue(field) {
    const named = field.options && field.selectedOptions[0];
    return named ? named.textContent : field.value.trim();
  }

  /** Say beside the name of the filters which are set: they may be folded away. */
  function tell() {
    const set_ = Object.values(fields).filter((field) => field.value.trim());
    chosen.textContent = set_.map(shownValue).join(" · ");
    details.querySelector(".clear-filters").hidden = !set_.length;
  }

  function change() {
    tell();
    changed();
  }

  for (const field of Object.values(fields)) field.addEventListener(field.options ? "change" : "input", change);
  details.querySelector(".clear-filters").addEventListener("click", () => {
    for (const field of Object.values(fields)) field.value = "";
    fields.speaker.focus();
    change();
  });

  return {
    details,
    load,

    /** Return what is asked for, by the name of each filter. */
    values: () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value.trim()])),

    /** Set the filters as an address has them. */
    read(parameters) {
      for (const [name, field] of Object.entries(fields)) {
        const value = parameters.get(name) || "";
        set(field, field === fields.lang ? value.toLowerCase() : value);
      }
      tell();
    },
  };
};
