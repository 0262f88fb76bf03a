"""`evenhand check` of everything that is said to people: templates, and the texts of the configuration that go into them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import get_args

from config.settings import Localised, LocalisedList, Settings
from responders.reply.layout import lay_out
from responders.reply.reply import ReplyKind, StaffKind
from responders.reply.sample import SampleHours, sample_facts, sample_staff
from responders.reply.staff import staff_view
from responders.reply.templates import TemplateProblem, Templates
from responders.reply.view import Viewer
from responders.wording.claims import Shown, check_shown
from responders.wording.source import check_source
from responders.wording.tone import Finding, check_text

TO_WRITERS = frozenset(get_args(ReplyKind))
TO_STAFF = frozenset(get_args(StaffKind))


_FAILS = "fails: "


def check_templates(settings: Settings) -> list[Finding]:
    """Everything an admin should change in templates and texts before the first mail goes out; [] when all is well.

    Reads each template's source, then renders it with made-up cases in every variant and reads the result.
    """
    templates = Templates(settings.replies.templates)
    found = [
        *(Finding(problem.name, problem.line, "", problem.what, "mend the file") for problem in templates.unreadable),
        *_files(templates, settings),
        *_sources(templates, settings),
        *_texts(settings),
    ]
    wrong = {one.file for one in found if one.severity == "error"}
    found += (
        one
        for one in _rendered(templates, settings)
        if not _told(one, found) and not (one.why.startswith(_FAILS) and one.file in wrong)
    )
    return _once(found)


def _told(finding: Finding, before: Iterable[Finding]) -> bool:
    """Whether the same phrase was found in a source already."""
    return bool(finding.phrase) and any(one.phrase.casefold() == finding.phrase.casefold() for one in before)


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Each finding once: samples differ in what doesn't matter to it."""
    first: dict[tuple[str, int, str, str], Finding] = {}
    for one in found:
        first.setdefault((one.file, one.line, one.phrase, one.why.partition(" (seen with")[0]), one)
    return sorted(first.values(), key=lambda one: (one.file, one.line))


def _files(templates: Templates, settings: Settings) -> Iterator[Finding]:
    """Files that no mail will ever use."""
    spoken = (*settings.replies.languages, settings.organisation.language)
    kinds = TO_WRITERS | TO_STAFF
    sources = "\n".join(templates.texts.values())
    for name in templates.texts:
        language, _, file = name.partition("/")
        kind = file.removesuffix(".txt")
        if not templates.is_own(language, kind):
            continue
        if language not in spoken:
            yield Finding(
                name, 0, language, "is not among replies.languages", "add it there, or remove the folder", "warning"
            )
        elif kind not in kinds and f'"{name}"' not in sources and f"'{name}'" not in sources:
            close = get_close_matches(kind, kinds, 1)
            instead = f"rename it to {close[0]}.txt" if close else "docs/replies.md lists the names"
            yield Finding(name, 0, kind, "is no kind of mail, and nothing includes it", instead)
    for language in dict.fromkeys(spoken):
        if not templates.has(language, "acknowledgement"):
            key = "replies.languages" if language in settings.replies.languages else "organisation.language"
            instead = f"write {language}/acknowledgement.txt, or leave it out"
            yield Finding(key, 0, language, "has no templates, so English serves", instead, "warning")


def _sources(templates: Templates, settings: Settings) -> Iterator[Finding]:
    to_writers, to_staff = view_names(settings)
    known = frozenset(templates.texts)
    for name, text in templates.texts.items():
        kind = name.partition("/")[2].removesuffix(".txt")
        names = to_writers if kind in TO_WRITERS else to_staff if kind in TO_STAFF else to_writers | to_staff
        yield from check_source(name, text, names, known)


def view_names(settings: Settings) -> tuple[frozenset[str], frozenset[str]]:
    """What templates to writers and to staff are given."""
    viewer = Viewer(settings, SampleHours(None))
    case, staff = sample_facts(settings)[0].facts, sample_staff(settings)[0].facts
    return frozenset(viewer.case(case, "en")), frozenset(staff_view(staff, settings, viewer.times("en")))


def _rendered(templates: Templates, settings: Settings) -> Iterator[Finding]:
    # A number to call must be in the samples even where none is configured, so that its absence shows.
    organisation = settings.organisation
    settings = replace(settings, organisation=replace(organisation, emergency=organisation.emergency or "999"))
    for language in dict.fromkeys((*settings.replies.languages, organisation.language)):
        shown = [*_to_writers(templates, settings, language), *_to_staff(templates, settings, language)]
        for one in shown:
            yield from [one] if isinstance(one, Finding) else check_shown(one)
        yield from _alike([one for one in shown if isinstance(one, Shown)])


def _to_writers(templates: Templates, settings: Settings, language: str) -> Iterator[Shown | Finding]:
    viewers = {closed: Viewer(settings, SampleHours(closed)) for closed in (None, "", "St Andrew's Day")}
    for sample in sample_facts(settings, language):
        if templates.has(language, sample.kind):
            view = viewers[sample.closed].case(sample.facts, language)
            yield _show(templates, language, sample.kind, sample.says, view)


def _to_staff(templates: Templates, settings: Settings, language: str) -> Iterator[Shown | Finding]:
    times = Viewer(settings, SampleHours(None)).times(language)
    for sample in sample_staff(settings):
        if templates.has(language, sample.kind):
            view = staff_view(sample.facts, settings, times)
            yield _show(templates, language, sample.kind, sample.says, view)


def _show(
    templates: Templates, language: str, kind: ReplyKind | StaffKind, says: str, view: dict[str, object]
) -> Shown | Finding:
    file = f"{language}/{kind}.txt"
    try:
        rendered = templates.render(language, kind, view)
    except TemplateProblem as problem:
        return Finding(problem.name, problem.line, "", f"{_FAILS}{problem.what} (seen with: {says})", "mend the file")
    return Shown(file, kind, says, view, f"{rendered.subject}\n\n{lay_out(rendered.text)}")


def _alike(shown: list[Shown]) -> Iterator[Finding]:
    """An aim must not read like a promise that was measured."""
    for file in dict.fromkeys(one.file for one in shown if one.kind == "acknowledgement"):
        measured, aim = (
            next(one.flat for one in shown if one.file == file and one.says == says)
            for says in ("measured, sure", "an aim, sure")
        )
        if measured == aim:
            why = "words an aim and a measured promise alike"
            yield Finding(file, 0, "", why, "ask with {% if share %}, and call it an aim where there is none")


def _texts(settings: Settings) -> Iterator[Finding]:
    """The configuration's own sentences that stand in mails."""
    file = str(settings.source or "configuration")
    for key, language, text in _said(settings):
        for one in check_text(text, language):
            yield Finding(f"{file}: {key}", 0, one.phrase, one.why, one.instead)


def _said(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Key, language and text."""
    own = settings.organisation.language
    yield "organisation.signature", own, settings.organisation.signature
    for level in settings.urgency:
        yield from _localised(f"urgency.{level.name}.what", level.what)
    for kind in settings.issue_types:
        key = f"issue_types.{kind.name}"
        yield from _localised(f"{key}.what", kind.what)
        yield from _localised(f"{key}.questions", _joined(kind.questions))
        yield from _localised(f"{key}.self_help", _joined(kind.self_help))
        yield f"{key}.desk", own, kind.desk


def _localised(key: str, texts: Localised) -> Iterator[tuple[str, str, str]]:
    for language, text in texts.items():
        yield f"{key}.{language}", language, text


def _joined(texts: LocalisedList) -> Localised:
    return {language: "\n".join(lines) for language, lines in texts.items()}
