/* To a time in the recording, also where the server cannot begin in the middle of a file. */

"use strict";

/**
 * Return a function that takes a recording to a time in seconds.
 *
 * A browser cannot seek in a file whose server gives it only as a whole, as that of the preview does. Such a file is
 * loaded whole, once somebody plays it.
 */
talkbook.seeker = function (media) {
  let wanted = 0;

  function isSeekable() {
    return media.seekable.length > 0 && media.seekable.end(media.seekable.length - 1) > 0;
  }

  function isOurs() {
    const url = new URL(media.currentSrc);
    return url.protocol.startsWith("http") && url.origin === location.origin;
  }

  async function loadWhole() {
    const time = wanted;
    wanted = 0;
    media.pause();
    const answer = await fetch(media.currentSrc);
    media.src = URL.createObjectURL(await answer.blob());
    media.currentTime = time;
    await media.play();
  }

  /** Once it is known whether it can be sought in, and somebody wants to hear it from the middle: load it whole. */
  function check() {
    if (wanted && media.readyState && !media.paused && !isSeekable() && isOurs()) loadWhole().catch(() => {});
  }

  media.addEventListener("loadedmetadata", check);
  media.addEventListener("play", check);
  media.addEventListener("seeked", () => isSeekable() && (wanted = 0));

  return (time) => {
    wanted = Math.max(0, time);
    media.currentTime = wanted;
    check();
  };
};
