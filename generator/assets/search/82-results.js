/* The hits on the page, under their talks. Whatever comes from a source becomes text of an element, never markup. */

"use strict";

talkbookSearch.resultsOf = (box, list, say) => {
  /** Names of the pages that hold what is not said by anybody. */
  const PAGE_NAMES = { index: "page_summary", takeaways: "page_takeaways", glossary: "page_glossary", transcript: "page_transcript" };
  /** What the addresses of pages end in, told by that of the list of talks: a file name, or a folder. */
  const suffix = list.pathname.endsWith("/") ? "/" : list.pathname.slice(list.pathname.lastIndexOf("."));

  function element(tag, className, text, lang) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    // "und" says that nobody knows, which is what no attribute says as well.
    if (lang && lang !== "und") made.lang = lang;
    return made;
  }

  function addressOf(hit, page, anchor) {
    const folder = `${encodeURIComponent(hit.talk.slug)}/`;
    const file = suffix === "/" ? (page === "index" ? "" : `${page}/`) : `${page}${suffix}`;
    return new URL(folder + file + (anchor && `#${encodeURIComponent(anchor)}`), list.href).href;
  }

  /** Return a time in seconds as `h:mm:ss`. */
  function clock(seconds) {
    const two = (number) => String(number).padStart(2, "0");
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  function whatOf(hit) {
    if (hit.speaker) return hit.speaker;
    if (hit.page === "index" && !hit.anchor) return say("find_talk");
    return say(PAGE_NAMES[hit.page] || "page_transcript");
  }

  function quotation(shown) {
    const text = element("p", "context", undefined, shown.lang);
    if (shown.before) text.append("… ");
    for (const piece of shown.pieces) text.append(piece.marked ? element("mark", "", piece.text) : piece.text);
    if (shown.after) text.append(" …");
    return text;
  }

  function itemOf(hit) {
    const item = element("li", "hit");
    const link = element("a", "hit-link");
    link.href = addressOf(hit, hit.page, hit.anchor);
    link.append(element("bdi", "who", whatOf(hit)));
    if (hit.start !== null) link.append(" ", element("span", "time", clock(hit.start)));
    item.append(link, ...hit.shown.map(quotation));
    return item;
  }

  function groupOf(hits) {
    const [{ talk }] = hits;
    const group = element("section", "found-talk");
    const head = element("h2");
    const link = element("a", "", talk.title.split(" | ")[0], talk.lang);
    link.href = addressOf(hits[0], "index", "");
    head.append(link);
    const date = element("time", "when", talk.date);
    const list = element("ul", "hits");
    list.append(...hits.map(itemOf));
    group.append(...(talk.date ? [date] : []), head, list);
    return group;
  }

  return {
    clear() {
      box.replaceChildren();
    },

    /** Add hits below those that are there, grouped by talk, each talk where its best hit would stand. */
    add(hits) {
      const talks = new Map();
      for (const hit of hits) talks.set(hit.talk.slug, [...(talks.get(hit.talk.slug) || []), hit]);
      const groups = Array.from(talks.values(), groupOf);
      box.append(...groups);
      return groups;
    },

    /** Add a button below the hits. */
    offer(words, action) {
      const button = element("button", "more-hits", words);
      button.type = "button";
      button.addEventListener("click", () => {
        button.disabled = true;
        action(button);
      });
      box.append(button);
    },

    /** Return everything the arrow keys go to, in order. */
    stops() {
      return Array.from(box.querySelectorAll(".hit-link, .more-hits"));
    },
  };
};
