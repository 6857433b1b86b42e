/* Copy the link of a turn, or what was said in it with the citation. One pair of buttons goes from turn to turn. */

"use strict";

(function () {
  const { controls, turns } = talkbook;
  if (!turns || !controls) return;
  const words = controls.dataset;
  const icons = {
    link: "M3.9 12a3.1 3.1 0 0 1 3.1-3.1h4V7H7a5 5 0 0 0 0 10h4v-1.9H7A3.1 3.1 0 0 1 3.9 12M8 13h8v-2H8zm9-6h-4v1.9h4a3.1 3.1 0 0 1 0 6.2h-4V17h4a5 5 0 0 0 0-10",
    quotation: "M6 17h3l2-4V7H5v6h3zm8 0h3l2-4V7h-6v6h3z",
  };
  const tools = document.createElement("div");
  tools.className = "turn-tools apparatus";
  const said = document.createElement("output");
  tools.append(button("link", words.copyLink), button("quotation", words.copyQuotation), said);

  function button(kind, label) {
    const made = document.createElement("button");
    made.type = "button";
    made.title = label;
    made.setAttribute("aria-label", label);
    made.dataset.copy = kind;
    made.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${icons[kind]}"/></svg>`;
    return made;
  }

  /** Move the buttons to the turn that the pointer or the focus is in. */
  function follow(event) {
    const turn = talkbook.turnOf(event.target);
    if (!turn || tools.parentNode === turn) return;
    if (tools.contains(document.activeElement)) turn.querySelector(".number").focus({ preventScroll: true });
    said.textContent = "";
    const head = turn.querySelector(".turn-head");
    head.after(tools);
    keepClear(head);
  }

  /** Tell the style sheet how much room a head takes, so that the buttons lie beside or below its words. */
  function keepClear(head) {
    const marks = head.getBoundingClientRect().right - head.querySelector(".number").getBoundingClientRect().left;
    tools.style.setProperty("--tb-head", `${head.offsetHeight}px`);
    tools.style.setProperty("--tb-marks", `${marks}px`);
  }

  let pointer = "";

  /** Follow the pointer, but not a page that is scrolled under a pointer at rest: it would rob the keyboard. */
  function followPointer(event) {
    const place = `${event.screenX} ${event.screenY}`;
    if (place !== pointer) follow(event);
    pointer = place;
  }

  /** Return what is quoted: the selection within the turn, else the paragraphs that are shown. */
  function quotation(turn) {
    const selection = getSelection();
    const chosen = selection.toString().trim();
    if (chosen && turn.contains(selection.anchorNode) && turn.contains(selection.focusNode)) return chosen;
    const paragraphs = Array.from(turn.querySelectorAll(".said > p[lang]")).filter((p) => p.getClientRects().length);
    return paragraphs.map((p) => p.textContent.trim()).join("\n\n");
  }

  function citation(turn) {
    const name = turn.querySelector(".speaker-name");
    const values = {
      quotation: quotation(turn),
      speaker: name ? name.textContent : "",
      talk: words.title,
      number: turn.id.slice(1),
      url: talkbook.address(turn.id),
    };
    // Where nobody is named, the comma goes as well.
    const pattern = name ? words.citation : words.citation.replace(/\{speaker\}[^{“《「]*/, "");
    return pattern.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyBySelection(text);
    }
  }

  // The clipboard interface is closed to pages without https; this old way is open.
  function copyBySelection(text) {
    const focused = document.activeElement;
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    if (range) {
      selection.removeAllRanges();
      selection.addRange(range);
    }
  }

  tools.addEventListener("click", async (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    const turn = talkbook.turnOf(tools);
    said.textContent = ""; // said again, it is heard again
    await copy(chosen.dataset.copy === "link" ? talkbook.address(turn.id) : citation(turn));
    said.textContent = words.copied;
  });
  // Pressing a button must not take away the selection that is to be quoted.
  tools.addEventListener("mousedown", (event) => event.preventDefault());
  turns.addEventListener("pointerover", followPointer);
  turns.addEventListener("pointermove", followPointer);
  turns.addEventListener("focusin", follow);
})();
