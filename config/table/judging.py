"""[urgency.LEVEL], [issue_types.NAME] and [judgement]."""

from datetime import timedelta

from config.kinds.localised import ByLanguage
from config.kinds.plain import Choice, Flag, ListOf, Number, Text
from config.kinds.times import Duration
from config.settings import IssueType, JudgementSettings, Level, Rule
from config.table.setting import Section, Setting

_WORDS = ListOf(Text(empty=False), empty=False)

URGENCY = Section(
    "urgency",
    Level,
    "The levels of urgency, highest first: their order in the file counts. Naming one replaces the shipped set; "
    "what a shipped name leaves out keeps its shipped value.",
    (
        Setting(
            "what",
            ByLanguage(Text(empty=False)),
            'Plain words that can follow "we place it with": what such matters have in common.',
            '{ en = "matters that stop a team", de = "Störungen, die ein Team aufhalten" }',
            otherwise="the level's name",
        ),
        Setting("reply_within", Duration(timedelta(minutes=1)), "Within which time a person shall answer.", '"4h"'),
        Setting(
            "clock",
            Choice(("business", "always")),
            "Whether that time runs in working hours only or always.",
            '"always"',
        ),
        Setting("flag", Flag(), "Whether such mails get the flag (\\Flagged) in the mailbox.", "true"),
        Setting(
            "tell",
            ListOf(Choice(("notify", "chain"))),
            "Who is told at once: staff.notify, staff.chain.",
            '["notify", "chain"]',
        ),
        Setting(
            "remind_before",
            Duration(),
            "How long before a promise passes staff are reminded.",
            '"1h"',
            otherwise="1h, or a third of reply_within if that is less",
        ),
        Setting(
            "update_before",
            Duration(),
            "How long before a promise passes the writer hears from us.",
            '"30m"',
            otherwise="30m, or a quarter of reply_within if that is less",
        ),
        Setting(
            "escalate_every",
            Duration(timedelta(minutes=1)),
            "How often an overdue case goes one step up the chain, on the level's clock.",
            '"8h"',
        ),
    ),
    shape="named",
)

ISSUE_TYPES = Section(
    "issue_types",
    IssueType,
    "What has to be looked at first. Naming one replaces the shipped set; what a shipped name leaves "
    "out keeps its shipped value.",
    (
        Setting(
            "what",
            ByLanguage(Text(empty=False)),
            'Plain words that can follow "it is about".',
            '{ en = "a connection or the network", de = "eine Verbindung oder das Netz" }',
            otherwise="the type's name",
        ),
        Setting(
            "examples",
            ListOf(Text(empty=False, lines=True)),
            "Short mails of this type, in any language: from them a new type works at once.",
            '["The wireless in the library drops every few minutes"]',
        ),
        Setting(
            "questions",
            ByLanguage(ListOf(Text(empty=False))),
            "What a person would ask first; only what the mail leaves open is asked.",
            '{ en = ["Since when?"], de = ["Seit wann?"] }',
        ),
        Setting(
            "self_help",
            ByLanguage(ListOf(Text(empty=False))),
            "What people can try or look up meanwhile: sentences, links welcome.",
            '["The status page shows known troubles: https://status.example.org"]',
        ),
        Setting(
            "desk", Text(), "A better place to ask, named as an addition.", '"the library desk, library@example.org"'
        ),
    ),
    shape="named",
)

RULE = Section(
    "rule",
    Rule,
    "Your own rules, in this order; they look at the writer's own words only, never at who wrote.",
    (
        Setting("name", Text(empty=False), "What the rule is called where a decision is explained.", '"fire panel"'),
        Setting(
            "any_of",
            _WORDS,
            "At least one of these words or phrases stands in the mail; `*` at the end of a word stands for any ending.",
            '["fire panel", "smoke detector*"]',
        ),
        Setting("all_of", _WORDS, "All of these stand in the mail.", '["broken"]'),
        Setting("none_of", _WORDS, "None of these stands in the mail.", '["drill"]'),
        Setting("urgency", Text(empty=False), "The level it then has.", '"critical"'),
        Setting("issue_type", Text(empty=False), "The issue type it then has.", '"hardware"'),
        Setting("sensitive", Flag(), "Whether it is then sensitive.", "true", otherwise="not decided by this rule"),
    ),
    shape="list",
    field="rules",
)

JUDGEMENT = Section(
    "judgement",
    JudgementSettings,
    "How sure a judgement must be, and how it learns.",
    (
        Setting(
            "sure_urgency",
            Number(0, 1, whole=False),
            "From which confidence on an urgency counts as sure; 0 = the threshold measured with the model.",
            "0.7",
        ),
        Setting(
            "sure_issue_type",
            Number(0, 1, whole=False),
            "The same for the issue type.",
            "0.6",
        ),
        Setting(
            "audit_share",
            Number(0, 1, whole=False),
            "The share of mails that staff are asked to confirm, picked at random.",
            "0.02",
        ),
        Setting("retrain_after", Number(1, 1_000_000), "After how many corrections a new model is trained.", "50"),
        Setting(
            "retrain_every",
            Duration(timedelta(hours=1)),
            "When it is trained at the latest, if there are corrections.",
            '"7d"',
        ),
    ),
    (RULE,),
)
