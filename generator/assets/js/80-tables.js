/* Tables of hand-written pages that are wider than their frame: it scrolls, so it can be reached by keyboard. */

"use strict";

(() => {
  /** Return the words of the last heading before an element: what the table below it is about. */
  function headingAbove(element) {
    const headings = Array.from(document.querySelectorAll(".md-content :is(h1, h2, h3)"));
    const above = headings.filter((one) => one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return above.length ? above[above.length - 1].firstChild.textContent.trim() : document.title;
  }

  function openToKeys() {
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (frame.scrollWidth > frame.clientWidth && !frame.hasAttribute("tabindex")) {
        frame.tabIndex = 0;
        frame.setAttribute("role", "group");
        frame.setAttribute("aria-label", headingAbove(frame));
      }
    }
  }

  // The theme frames tables only when it has started.
  addEventListener("load", openToKeys);
  addEventListener("resize", openToKeys);
})();
