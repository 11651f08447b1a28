"""Portraits in memory, the text that a reader sees of one, and what no text may say."""

import html
import re
from pathlib import Path

from generator.compute import EditionData, compute
from generator.edition import edition_of_input
from generator.french.words import no_break_spaces
from generator.pages.links import Links
from generator.pages.portrait.page import EditionSite, portrait_page
from generator.reference.territories import Territory, territories_of
from generator.system.progress import Progress

FORBIDDEN = (
    # the place is where goods leave from or arrive at, not where they are made or used: one sentence says so
    r"(?<!il est )fabriqu\w+",
    r"produite?s? (?:ici|sur place|localement|dans (?:l[ea]s? |l'|cette |ce ))",
    r"made in",
    r"savoir-faire",
    r"consommée?s? (?:ici|sur place|localement)",
    r"(?:croissance|augment)\w*",
    # the data rank values, not merit, and name no cause, company, job or inhabitant
    r"(?:leader|champion|fleuron|meilleure?|pire|record|exceptionnel)\w*",
    r"(?:grâce à|à cause de|en raison de)",
    r"(?:emplois?|habitants?|salariés?)",
)
MOVING = r"\b(?:[Hh]ausse|[Bb]aisse)s?\b"
"""One year neither grows nor shrinks: two editions side by side do, in the section that compares them."""
WRONG_FRENCH = {
    "missing contraction": r"\b(?:de les?|à les?) (?=[A-Za-zÉÎ])",
    "missing elision": r"\b(?:[Dd]e|[Ll]e|[Ll]a|[Qq]ue|[Nn]e|[Ss]e) (?=[aeiouéèêâîôûAEIOUÉÈÎ])",
    "plural of one": r"(?<![\d,\u202f\u00a0])1 (?:produits|départements|régions|communes|exportations)\b",
    "two spaces": r"(?<=\S)  +(?=\S)",
    "doubled sign": r"[,;:]\s*[,;:.]|\(\s|\s\)|\s,|\.\.",
    "space that breaks": r" [;:?!%»]|« |\d (?:(?:Md|M|k)?€|\d{3}\b)",
    "no space before a sign": r"[^\s\u00a0\u202f(«][;?!»](?=\s|$)|[^\s\u00a0\u202f\d]%|\d%|\w:(?=\s)",
}


def prepared_from(folder: Path, previous: EditionData | None = None) -> EditionData:
    past = [previous.summary] if previous else []
    return compute(edition_of_input(2024, folder), territories_of(None), Progress(), past)


def pages_of(prepared: EditionData) -> dict[Territory, str]:
    site = EditionSite(prepared, Links(flat=False, pages=prepared.pages, url="https://portraits.example/"))
    return {t: portrait_page(site, prepared.portraits[t]) for t in prepared.pages}


def text_of(page: str) -> str:
    """What a reader sees, line by line: no front matter, tags, link targets, attributes nor block marks."""
    body = re.sub(r"<textarea.*?</textarea>", "", page.split("\n---\n", 1)[1], flags=re.DOTALL)
    body = re.sub(r"^/{3,} details \| (.*)\n +attrs: .*", r"\1", body, flags=re.MULTILINE)
    body = re.sub(r"^(?:/{3,}.*|!!! \w+| +attrs: .*)", "", body, flags=re.MULTILINE)
    body = re.sub(r"</(?:td|th|summary|caption|button)>", "\n", body)
    body = re.sub(r"\]\([^)]*\)|<[^>]*>| ?\{ [#.\w][^}]*\}", "", body)
    lines = (line.strip().removeprefix("- ") for line in html.unescape(body).splitlines())
    return no_break_spaces("\n".join(re.sub(r"\*\*|^#+ |(?<=\S) +$", "", line) for line in lines))
