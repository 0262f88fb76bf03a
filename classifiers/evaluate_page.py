"""An evaluation as a page: confusion, calibration and coverage as pictures. One file, no script, nothing fetched."""

from collections.abc import Mapping, Sequence
from html import escape

from classifiers.evaluate import Measure

# Both colour schemes, a phone's width (the confusion scrolls by itself), and paper.
_STYLE = """
:root{color-scheme:light dark;--text:#1c2733;--dim:#5b6772;--edge:#c3ccd6;--dot:#2f6f9f;--line:#2c7d4c;--ideal:#b23b3b}
@media(prefers-color-scheme:dark){:root{--text:#e3e8ee;--dim:#9aa7b4;--edge:#46525e;--dot:#6db1e4;--line:#5cc088;--ideal:#e58585}}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:var(--text)}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}p.dim{color:var(--dim)}.row{display:flex;flex-wrap:wrap;gap:2rem}
.wide{overflow-x:auto}table{border-collapse:collapse}td,th{padding:.25rem .6rem;text-align:right;font-size:.9rem}
th{color:var(--dim);font-weight:400}svg{width:22rem;max-width:100%;height:auto;display:block}
svg text{fill:var(--dim);font-size:12px}
figcaption{color:var(--dim);font-size:.9rem;max-width:22rem}figure{margin:0;break-inside:avoid}
td{print-color-adjust:exact;-webkit-print-color-adjust:exact}
"""
_NAMES = {"urgency": "Urgency", "issue_type": "Issue type"}


def page(measures: dict[str, Measure], title: str, orders: Mapping[str, Sequence[str]] | None = None) -> str:
    """HTML for `evenhand evaluate --html`; `orders` has the labels of each measure as they shall stand."""
    body = [f"<h1>{escape(title)}</h1>"]
    for name, measured in measures.items():
        body.append(f"<h2>{_NAMES.get(name, escape(name))}</h2>")
        order = (orders or {}).get(name, ())
        body.append(_label(measured, order) if measured.n else '<p class="dim">No row has this label.</p>')
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head><body>{"".join(body)}</body></html>\n'


def sentence(measured: Measure) -> str:
    """The measure in words."""
    sure = "never sure"
    if measured.share_sure and measured.precision_when_sure is not None:
        sure = f"sure of {measured.share_sure:.0%}, and right in {measured.precision_when_sure:.1%} of those"
    return (
        f"{measured.n} mails: {measured.accuracy:.1%} right (macro-F1 {measured.macro_f1:.3f}); {sure}; "
        f"stated confidence is off by {measured.ece:.3f} on average."
    )


def ordered(measured: Measure, order: Sequence[str]) -> list[str]:
    """The labels that occur: those of `order` as they stand there, then the others by name."""
    names = {*measured.confusion, *(name for row in measured.confusion.values() for name in row)}
    return sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))


def _label(measured: Measure, order: Sequence[str]) -> str:
    pictures = (
        (
            calibration(measured),
            "Calibration: of the mails judged with some confidence, the share that was right. On the line is honest.",
        ),
        (coverage(measured), "Coverage: taking the surest mails first, how many of them were right."),
    )
    figures = "".join(f"<figure>{picture}<figcaption>{text}</figcaption></figure>" for picture, text in pictures)
    return f'<p>{sentence(measured)}</p><div class="row">{figures}</div><h3>Confusion</h3>{_confusion(measured, order)}'


def _axes(label: str) -> str:
    ticks = "".join(
        f'<text x="{40 + v * 2.5}" y="308" text-anchor="middle">{v}</text>'
        f'<text x="34" y="{294 - v * 2.5}" text-anchor="end">{v}</text>'
        for v in (0, 25, 50, 75, 100)
    )
    frame = '<rect x="40" y="40" width="250" height="250" fill="none" style="stroke:var(--edge)"/>'
    names = f'<text x="165" y="328" text-anchor="middle">{label}, %</text><text x="40" y="30">right, %</text>'
    return f"{frame}{ticks}{names}"


def calibration(measured: Measure) -> str:
    """Dots sized by how many mails they stand for, against the diagonal."""
    most = max(n for _, _, n in measured.calibration)
    dots = "".join(
        f'<circle cx="{40 + c * 250:.1f}" cy="{290 - a * 250:.1f}" r="{3 + 9 * (n / most) ** 0.5:.1f}" '
        'style="fill:var(--dot);fill-opacity:.75"/>'
        for c, a, n in measured.calibration
    )
    line = '<line x1="40" y1="290" x2="290" y2="40" style="stroke:var(--ideal)" stroke-dasharray="4 4"/>'
    return f'<svg viewBox="0 14 310 320" role="img" aria-label="calibration">{_axes("confidence")}{line}{dots}</svg>'


def coverage(measured: Measure) -> str:
    """Accuracy over the share of mails decided, surest first."""
    points = " ".join(f"{40 + share * 250:.1f},{290 - right * 250:.1f}" for share, right in measured.coverage)
    line = f'<polyline points="{points}" fill="none" style="stroke:var(--line)" stroke-width="2.5"/>'
    return f'<svg viewBox="0 14 310 320" role="img" aria-label="coverage">{_axes("share of mails")}{line}</svg>'


def _confusion(measured: Measure, order: Sequence[str]) -> str:
    names = ordered(measured, order)
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    rows = []
    for true in names:
        row = measured.confusion.get(true, {})
        total = sum(row.values()) or 1
        cells = "".join(_cell(row.get(name, 0), row.get(name, 0) / total, name == true) for name in names)
        rows.append(f"<tr><th>{escape(true)}</th>{cells}</tr>")
    table = f"<table><tr><th>is \\ judged</th>{head}</tr>{''.join(rows)}</table>"
    said = "A row for what the mails are, a column for what they were taken for."
    return f'<div class="wide">{table}</div><p class="dim">{said}</p>'


def _cell(count: int, share: float, right: bool) -> str:
    colour = "58,143,92" if right else "178,59,59"
    text = ";color:#fff" if share > 0.5 else ""
    return f'<td style="background:rgba({colour},{share:.2f}){text}">{count or ""}</td>'
