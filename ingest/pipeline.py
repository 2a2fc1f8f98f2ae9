"""From files to an index: find, read, store, embed; one bad file never stops the rest."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from corpus.embedding import SentenceModel
from corpus.exported import Form
from corpus.logs import timed
from corpus.settings import Settings
from corpus.store.index import Index
from ingest.files import find
from ingest.intake import Intake, printable
from ingest.isolated_readers import Readers
from ingest.report import Line, Outcome, Progress, Report, silent
from ingest.vectors import embed

logger = logging.getLogger(__name__)
WORTH_HALFWAY = 128
"""Passages, some five seconds of embedding, from which on they are published before, to be found by their words."""


def ingest(
    places: Sequence[Path],
    settings: Settings,
    progress: Progress = silent,
    model: SentenceModel | None = None,
    *,
    allow_exempt: bool = False,
    again: bool = False,
) -> Report:
    """Read files, folders and zip files into the index of the settings.

    Files whose contents have not changed since this version read them are left as they are; those that could not be
    read are tried again. With `again` what is held besides and was read by an earlier version, or is damaged, is read
    anew from the originals. Where another model made the index, all passages are embedded anew. Where much is to be
    embedded, what was read is published before, to be found by its words, and once more when it is embedded.
    `model` spares a caller that has the settings' model the time to load it again. Exempt papers are withheld unless
    `allow_exempt` makes an index that may hold them. Raises `IndexBusyError` or `IndexMismatchError` before anything is
    read, and `ModelError` before anything is published where the papers cannot be embedded.
    """
    model = model or SentenceModel(settings.embedding_model, settings.cache)
    found = list(find(places))
    if not found and not again:
        named = ((place.name or str(place), str(place.absolute())) for place in places)
        nothing = "there is no paper in it"
        return Report(tuple(Line(name, source, Outcome.UNREADABLE, reason=nothing) for name, source in named))
    with _taking_in("ingest", settings, model, progress, allow_exempt=allow_exempt) as intake:
        outdated = intake.outdated(found) if again else []
        total = len(found) + len(outdated)
        for file in found:
            progress(len(intake.lines), total, printable(file.name))
            intake.take(file)
        for document in outdated:
            progress(len(intake.lines), total, document.name)
            intake.take_again(document)
        intake.settle()
        progress(total, total, "writing the index")
    return Report(tuple(intake.lines))


def remove(names: Sequence[str], settings: Settings, model: SentenceModel | None = None) -> Report:
    """Remove documents, named by file name, path or id, from the index; all of a name that several have.

    Where another file with the same contents was held as a duplicate, that one takes the removed one's place.
    """
    model = model or SentenceModel(settings.embedding_model, settings.cache)
    with _taking_in("removal", settings, model, silent) as intake:
        removed = []
        for name in names:
            path = printable(str(Path(name).expanduser().absolute()))
            documents = [d for d in intake.held.values() if {d.name, d.source, d.id} & {printable(name), path}]
            for document in documents:
                intake.drop(document)
                removed.append(document)
                intake.lines.append(Line(document.name, document.source, Outcome.REMOVED, document.pages))
            if not documents:
                reason = "there is no such paper in the index; `scrutineer papers` lists what is in"
                intake.lines.append(Line(name, name, Outcome.UNREADABLE, reason=reason))
        for document in removed:
            intake.promote_duplicate(document)
    return Report(tuple(intake.lines))


@contextmanager
def _taking_in(
    name: str,
    settings: Settings,
    model: SentenceModel,
    progress: Progress,
    *,
    allow_exempt: bool | None = None,
) -> Iterator[Intake]:
    """Give what brings files into a draft; then have what is new embedded and published. It is logged under a name."""
    lines: list[Line] = []
    began = time.monotonic()

    def embed_what_is_new() -> None:
        embed(draft, model, lambda says: progress(len(lines), len(lines), says))

    def get_ready() -> None:
        with suppress(Exception):  # said where the model is needed
            model.load(Form.PASSAGES)

    with (
        _logged(name, settings, lines) as fields,
        Index(settings.index).draft(model.name, allow_exempt=allow_exempt) as draft,
    ):
        embed_what_is_new()
        exempt = draft.allows_exempt
        with ExitStack() as ending, Readers(settings, allow_exempt=exempt, meanwhile=get_ready) as readers:
            intake = Intake(draft, settings, readers, lines)
            ending.callback(intake.close)
            yield intake
        waiting = draft.catalogue.unembedded_count()
        if waiting:
            model.load(Form.PASSAGES)
        if waiting >= WORTH_HALFWAY:
            draft.publish_halfway()
            fields["seconds_to_words"] = round(time.monotonic() - began, 3)
        embed_what_is_new()


@contextmanager
def _logged(name: str, settings: Settings, lines: Sequence[Line]) -> Iterator[dict[str, object]]:
    """Log what became of an ingest or a removal, once it is published or has failed; the block may add fields."""
    fields: dict[str, object] = {}
    with timed(logger, name, fields):
        try:
            yield fields
        finally:
            current = Index(settings.index).generations.current()
            outcomes = Counter(str(line.outcome) for line in lines)
            pages = sum(line.pages or 0 for line in lines if line.outcome is not Outcome.UNCHANGED)
            fields |= {"generation": current.name if current else None, "files": len(lines), **outcomes, "pages": pages}
