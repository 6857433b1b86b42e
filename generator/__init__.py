"""Talkbook turns the source files of a talk into a site, and proves that nothing was lost.

The line runs one way: sources -> model -> findings -> pages -> site -> proof. The packages below are
its floors, and an import only ever goes down (`tests/test_architecture.py` holds that):

    doors      cli, __main__ | mkdocs_plugin      translate arguments, call one function, translate errors
    whole      pipeline, site, preview, scaffold  the only modules that know the others
    outwards   pages | verify                     two witnesses: they share only anchors and words
    inwards    sources, talkfile, formats, recap, assemble, analysis
    model      model, anchors, turns
    ground     origin, errors, words, languages
"""

__version__ = "0.1.0"
