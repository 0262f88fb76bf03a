"""The report as a page of its own: promised against kept at a glance. One file, no script, nothing fetched."""

from datetime import datetime
from html import escape

from daemon.store.report import Report, Share, SlowTime
from responders.calendar.days import date_of

# Both colour schemes, a phone's width (wide tables scroll by themselves), and paper.
_STYLE = """
:root{color-scheme:light dark;--text:#1c2733;--dim:#5b6772;--rest:#e3e8ee;--kept:#3a8f5c;--mark:#b23b3b;--slow:#96590b}
@media(prefers-color-scheme:dark){:root{--text:#e3e8ee;--dim:#9aa7b4;--rest:#3a444e;--kept:#35865a;--mark:#e58585;--slow:#e0a95a}}
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:var(--text)}
h1{font-size:1.6rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:2.2rem}p.lead{font-size:1.15rem}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--rest)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}p.slow,td.slow{color:var(--slow)}
td.slow{white-space:nowrap}.dim{color:var(--dim)}svg{width:100%;max-width:40rem;height:auto;display:block;break-inside:avoid}
svg text{fill:var(--text)}svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
"""
_LEGEND = (
    "Green: kept. Grey: promised. Thin line: where the true share lies with 95 % certainty. Amber edge: slow times."
)
_WIDTH, _LEFT, _BAR, _GAP = 520, 120, 18, 12


def page(report: Report, title: str, now: datetime) -> str:
    """HTML for `evenhand report --html`."""
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="dim">as of {date_of(now.date())}, {now:%H:%M} ({escape(now.tzname() or "UTC")})</p>',
        f'<p class="lead">{escape(sentence(report))}</p>',
    ]
    if report.promises.promised:
        body.append(f'<p class="dim">{_LEGEND}</p>')
    for heading, shares in (
        ("By urgency", report.by_urgency),
        ("By month", report.by_month),
        ("By issue type", report.by_issue_type),
    ):
        if shares:
            body += [f"<h2>{heading}: promised and kept</h2>", bars(shares), _table(shares)]
    said = slow_sentences(report)
    if said:
        body += ["<h2>Slow times</h2>", *(f'<p class="slow">{escape(one)}</p>' for one in said)]
    if report.mails:
        body += ["<h2>Why mails were answered or not</h2>", _tally(report.mails, "reason")]
    if report.corrections:
        body += ["<h2>What people corrected</h2>", _tally(report.corrections, "correction")]
    numbers = {
        "cases": report.cases,
        "answered by a person": report.answered,
        "promises still open": report.open,
        "promises by policy, not measured": report.by_policy,
        "writers who had to chase": report.chases,
        "letters set aside": report.letters_aside,
        "letters sent again because nobody could know": report.resent,
    }
    body += ["<h2>Numbers</h2>", _tally(numbers, "what")]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head><body>{"".join(body)}</body></html>\n'


def sentence(report: Report) -> str:
    """The whole report in one sentence."""
    whole = report.promises
    if whole.coverage is None or whole.low is None or whole.high is None:
        return "No promise has come to its end yet."
    return (
        f"{whole.kept} of {whole.promised} promises were kept: {whole.coverage:.0%} "
        f"(between {whole.low:.0%} and {whole.high:.0%} with 95 % certainty); half of the windows were "
        f"{whole.median_hours:g} hours or shorter."
    )


def slow_sentences(report: Report) -> list[str]:
    """One for each slow time."""
    return [
        f"Slow times {_span(one)}: {one.promised} promises were given while more were broken than chance allows."
        for one in report.slow_times
    ]


def _span(slow: SlowTime) -> str:
    first, last = date_of(slow.begin.date()), date_of(slow.end.date())
    return f"on {first}" if first == last else f"from {first} to {last}"


def bars(shares: tuple[Share, ...]) -> str:
    """A bar for each row: grey is promised, green is kept, the line is the 95 % interval, the dashes mark nine in ten; an amber
    edge marks slow times."""
    span = _WIDTH - _LEFT - 60
    height = len(shares) * (_BAR + _GAP) + 24
    drawn = []
    for number, row in enumerate(shares):
        y = number * (_BAR + _GAP) + 4
        if row.coverage is None or row.low is None or row.high is None:
            continue
        middle = y + _BAR / 2
        drawn += [
            f'<text x="{_LEFT - 10}" y="{middle + 5}" text-anchor="end" font-size="14">{escape(row.name)}</text>',
            f'<rect x="{_LEFT}" y="{y}" width="{span}" height="{_BAR}" rx="3" style="fill:var(--rest)"/>',
            f'<rect x="{_LEFT}" y="{y}" width="{span * row.coverage:.1f}" height="{_BAR}" rx="3" style="fill:var(--kept)"/>',
            f'<line x1="{_LEFT + span * row.low:.1f}" x2="{_LEFT + span * row.high:.1f}" y1="{middle}" y2="{middle}" '
            'style="stroke:var(--text)" stroke-width="2"/>',
            f'<text x="{_LEFT + span + 8}" y="{middle + 5}" font-size="14">{row.coverage:.0%}</text>',
        ]
        if row.slow:
            drawn.append(f'<rect x="{_LEFT - 5}" y="{y}" width="4" height="{_BAR}" fill="#e09a2b"/>')
    at = _LEFT + span * 0.9
    drawn.append(
        f'<line x1="{at}" x2="{at}" y1="0" y2="{height - 20}" style="stroke:var(--mark)" stroke-dasharray="4 4"/>'
        f'<text x="{at}" y="{height - 4}" text-anchor="middle" font-size="12" style="fill:var(--mark)">nine in ten</text>'
    )
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="promised and kept">{"".join(drawn)}</svg>'


def _table(shares: tuple[Share, ...]) -> str:
    rows = [
        f'<tr><td>{escape(row.name)}</td><td class="n">{row.promised}</td><td class="n">{row.kept}</td>'
        f'<td class="n">{row.low:.0%} – {row.high:.0%}</td><td class="n">{row.median_hours:.1f} h</td>'
        f'<td class="slow">{f"slow times: {row.slow} promises" if row.slow else ""}</td></tr>'
        for row in shares
        if row.low is not None and row.high is not None
    ]
    names = ("promised", "kept", "95 %", "median window")
    head = "<tr><th></th>" + "".join(f'<th class="n">{name}</th>' for name in names)
    return f'<div class="wide"><table>{head}<th></th></tr>{"".join(rows)}</table></div>'


def _tally(counts: dict[str, int], name: str) -> str:
    rows = [f'<tr><td>{escape(what)}</td><td class="n">{number}</td></tr>' for what, number in counts.items()]
    return f'<table><tr><th>{name}</th><th class="n">how many</th></tr>{"".join(rows)}</table>'
