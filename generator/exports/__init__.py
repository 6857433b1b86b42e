"""From a talk to files that other programs read: plain text, captions, data, a book.

To add one: a module here with a function from `Material` to text, bytes or None, a line in `EXPORTS`, its name in
the tables of `generator/locale/`, a section in `docs/reference/exports.md`. The cases in `tests/cases/exports/`
show what each makes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator import anchors
from generator.exports.captions import write_podcast, write_srt, write_webvtt
from generator.exports.chapters import write_chapters
from generator.exports.cues import make_cues
from generator.exports.data import write_data
from generator.exports.epub import write_epub
from generator.exports.export import Export, ExportFile, Material, Words
from generator.exports.markdown import write_markdown
from generator.exports.plain import write_plain
from generator.exports.said import said_turns
from generator.exports.search_engines import write_bulk, write_lines
from generator.exports.tei import write_tei
from generator.exports.timing import timed_transcript
from generator.model import Talk

__all__ = ["ENGINE_EXPORTS", "EXPORTS", "Export", "ExportFile", "exports_of"]

EXPORTS = (
    Export(name="text", title="export_text", file=anchors.PLAIN_TEXT_NAME, write=write_plain),
    Export(name="epub", title="export_epub", file="{slug}.epub", write=write_epub),
    Export(name="webvtt", title="export_webvtt", file="captions.{lang}.vtt", write=write_webvtt),
    Export(name="srt", title="export_srt", file="captions.{lang}.srt", write=write_srt),
    Export(name="podcast", title="export_podcast", file="transcript.{lang}.podcast.json", write=write_podcast),
    Export(name="chapters", title="export_chapters", file="chapters.json", write=write_chapters),
    # As `.md` a site engine would take it for a page.
    Export(name="markdown", title="export_markdown", file="transcript.md.txt", write=write_markdown),
    Export(name="tei", title="export_tei", file="transcript.tei.xml", write=write_tei),
    Export(name="json", title="export_json", file="talk.json", write=write_data),
)
"""Every kind of export that a site offers, in the order of the pages."""
ENGINE_EXPORTS = (
    Export(name="opensearch", file="turns.opensearch.ndjson", write=write_bulk),
    Export(name="typesense", file="turns.typesense.jsonl", write=write_lines),
    Export(name="meilisearch", file="turns.meilisearch.ndjson", write=write_lines),
)
"""Those for search engines on a server: made only where they are asked for by name, and on no page."""


def exports_of(talk: Talk, say: Words, names: Collection[str] = ()) -> tuple[ExportFile, ...]:
    """Return the files that a site offers of a talk; or those of the named kinds, whichever they are."""
    materials = _materials(talk, say)
    wanted = [export for export in (*EXPORTS, *ENGINE_EXPORTS) if export.name in names] if names else EXPORTS
    return tuple(file for export in wanted for file in _files(export, materials))


def _materials(talk: Talk, say: Words) -> list[Material]:
    """Return what the writers get: for all languages at once, then for each language that can have captions."""
    said = said_turns(talk, talk.transcripts[0]) if talk.transcripts else ()
    timed = timed_transcript(talk)
    langs = timed.langs if timed else ()
    captioned = [
        Material(talk=talk, say=say, lang=lang, cues=make_cues(talk, timed, lang)) for lang in langs if timed
    ]
    return [Material(talk=talk, say=say, lang=talk.lang, said=said), *captioned]


def _files(export: Export, materials: list[Material]) -> Iterator[ExportFile]:
    in_each = "{lang}" in export.file
    for material in materials[1:] if in_each else materials[:1]:
        content = export.write(material)
        if content is not None:
            name = export.file.format(slug=material.talk.slug, lang=material.lang)
            yield ExportFile(
                export=export,
                uri=f"{anchors.EXPORTS_FOLDER}/{name}",
                lang=material.lang if in_each else None,
                content=content.encode() if isinstance(content, str) else content,
            )
