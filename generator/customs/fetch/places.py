"""Tells an administrator where the customs' files may lie and how to bring them from there."""

from __future__ import annotations

from generator.edition import Edition
from generator.edition_file import FILE_ROLES


def where_to_look(edition: Edition) -> str:
    """The three places, then the two ways: addresses in the edition's file, or files downloaded by hand."""
    name, source = edition.name, edition.source
    return f"""
Look for the two regional files of {edition.year}, by département, one of exports and one of imports (not « National »):
  1. data.gouv.fr, dataset « {source.title} »: {source.url}
  2. the customs' own site, douane.gouv.fr: addresses with /sites/default/files/, a month of publication, then the year
  3. « le Kiosque » of the customs' statistics, lekiosque.finances.gouv.fr, page of downloads
Then either write their addresses into data/editions/{name}.toml (the list of Territoires d'industrie is not needed):
    [files]
    export = "https://…"
    import = "https://…"
or download both into a folder of their own with your browser, leave the zips as they are, and run:
    .venv/bin/python -m generator fetch --edition {name} --from THAT-FOLDER
({", ".join(FILE_ROLES)} of [files] also take a title or a file's name of the dataset.)"""
