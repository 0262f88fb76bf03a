"""May this mail be answered? People are, machines are not, and the reason has a name."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.settings import EtiquetteSettings
from responders.etiquette import decide
from responders.etiquette.evidence import Evidence, Memory, Verdict
from responders.etiquette.rules import CHAIN
from responders.etiquette.words import absences, bounces

sys.path.insert(0, str(Path(__file__).parent))
import etiquette_mails as mails  # beside this file; tests/ is no package

SETTINGS = EtiquetteSettings()


def evidence(subject: str = "Printer", sender: str = "Ana Ruiz <ana@example.org>", **fields: str) -> Evidence:
    """A person's mail with further header fields (`auto_submitted="no"`)."""
    name, address = mails.split(sender)
    headers = {"From": sender, "To": "help@example.com", "Subject": subject, "Message-ID": "<1@example.org>"}
    headers |= {name.replace("_", "-"): value for name, value in fields.items()}
    return Evidence(
        headers=tuple(headers.items()),
        senders=(address.casefold(),),
        sender_names=(name,),
        return_path=None,
        recipients=("help@example.com",),
        subject=subject,
        content_types=("text/plain",),
    )


def verdict(what: Evidence, settings: EtiquetteSettings = SETTINGS) -> Verdict:
    return decide(what, settings)


def wrong(name: str, allowed: bool, return_path: str | None = None) -> list[str]:
    verdicts = ((sample, decide(sample.evidence(return_path), SETTINGS)) for sample in mails.load(name))
    return [
        f"{sample.style}: {sample.first('From')!r} {sample.first('Subject')!r}: {found.reason}"
        for sample, found in verdicts
        if found.allowed is not allowed
    ]


def test_a_person_is_answered():
    assert verdict(evidence()) == Verdict(True, "personal-mail", "a person wrote to us and may be answered", "person")


@pytest.mark.parametrize("return_path", [None, ""], ids=["without a return path", "with a null return path"])
def test_no_bounce_of_any_mail_system_is_answered(return_path):
    assert wrong("bounces", allowed=False, return_path=return_path) == []


def test_no_automatic_answer_receipt_or_report_is_answered():
    assert wrong("answers", allowed=False) == []


def test_no_list_newsletter_or_program_is_answered():
    assert wrong("machines", allowed=False) == []


def test_no_person_is_met_with_silence_whatever_they_write_about():
    assert wrong("people", allowed=True) == []


def test_people_are_answered_when_their_server_adds_their_return_path():
    verdicts = (decide(sample.evidence("ana@example.org"), SETTINGS) for sample in mails.load("people"))
    assert all(found.allowed for found in verdicts)


def test_bounces_are_called_bounces_so_that_they_find_their_case():
    kinds = [decide(sample.evidence(""), SETTINGS).kind for sample in mails.load("bounces")]
    assert kinds.count("bounce") == len(kinds)


@pytest.mark.parametrize(
    ("mail", "reason", "kind"),
    [
        (evidence("Automatic reply: VPN", auto_submitted="auto-replied"), "auto-replied", "absence"),
        (evidence("Réponse automatique : VPN"), "absence-subject", "absence"),
        (evidence("Abwesenheitsnotiz"), "looks-like-an-absence", "held"),
        (evidence("Undeliverable: minutes"), "looks-like-a-bounce", "held"),
        (evidence("Printer", "postmaster@example.org"), "postmaster", "held"),
        (evidence(list_id="<dev.example.org>"), "list-header", "list"),
        (evidence(precedence="Bulk"), "precedence", "list"),
        (evidence(sender="no-reply@shop.example"), "no-reply-sender", "machine"),
        (evidence(x_auto_response_suppress="DR, OOF"), "answers-suppressed", "held"),
        (evidence(x_evenhand_loop="1"), "own-mail", "self"),
        (evidence(auto_submitted="auto-generated"), "auto-generated", "machine"),
        (evidence(x_loop="x"), "loop-mark", "held"),
        (evidence(sender="noreply@forms.example", reply_to="Ana <ana@example.org>"), "through-a-form", "held"),
        (replace(evidence(), return_path="bounces+7@mail.example"), "bounce-collecting-envelope", "held"),
        (replace(evidence(), senders=()), "no-sender", "unclear"),
        (replace(evidence(), senders=("a@b.example", "c@d.example")), "several-senders", "unclear"),
        (replace(evidence(), senders=("a@b..example",)), "bad-sender-address", "unclear"),
        (replace(evidence(), senders=("someone@nowhere.invalid",)), "bad-sender-address", "unclear"),
        (replace(evidence(), parsed="unreadable"), "unreadable", "unclear"),
        (replace(evidence(), return_path=""), "null-return-path", "bounce"),
        (replace(evidence(), return_path="mailer-daemon"), "null-return-path", "bounce"),
        (
            replace(evidence("Automatic reply: VPN"), return_path="mailer-daemon@mx.example"),
            "absence-subject",
            "absence",
        ),
    ],
)
def test_every_silence_has_a_name(mail, reason, kind):
    found = verdict(mail)
    assert (found.allowed, found.reason, found.kind) == (False, reason, kind)


def test_the_sentence_tells_an_admin_what_was_seen():
    assert verdict(evidence(precedence="bulk")).sentence.endswith("(precedence: bulk)")


def test_nine_in_ten_bounces_are_recognised_where_the_server_writes_no_return_path():
    kinds = [decide(sample.evidence(None), SETTINGS).kind for sample in mails.load("bounces")]
    assert kinds.count("bounce") >= 0.9 * len(kinds)


def test_a_doubtful_title_is_left_to_a_person_and_not_thrown_away():
    for subject in ("Out of Office", "Delivery Status Notification (Failure)", "Vacation reply"):
        assert verdict(evidence(subject)).kind == "held"


def test_somebody_asking_about_automatic_replies_is_a_person():
    assert verdict(evidence("Automatic reply: how do I switch it on?")).allowed


# --- how a text is built -------------------------------------------------------------------------------------------


REPORT = """\
Reporting-MTA: dns; mx4.example.net

Final-Recipient: rfc822; lee@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such person here
"""
REPLY = "Leider unzustellbar.\n\n<lee@example.org>: mx4.example.net said: 550 5.1.1 no such person here"
DIALOGUE = "   ----- log -----\n>>> RCPT TO:<lee@example.org>\n<<< 550 who?\n\nlee@example.org"
FAILED = "This could not go to\n\n   lee@example.org\n\nReason: user unknown"
NOTICES = [REPORT, REPLY, DIALOGUE, FAILED]
SYSTEMS = ["Acme Mail Security Gateway <a7@acme.example>", "E-Mail Filter <post@acme.example>", "mx3@acme.example"]


@pytest.mark.parametrize("text", NOTICES, ids=["report", "reply", "dialogue", "failed"])
@pytest.mark.parametrize("sender", SYSTEMS)
def test_a_notice_of_an_unknown_system_is_held_by_how_it_is_built(sender, text):
    found = verdict(replace(evidence("Nachricht 4711", sender), text=text))
    assert (found.reason, found.kind) == ("bounce-text", "held")


@pytest.mark.parametrize("text", NOTICES, ids=["report", "reply", "dialogue", "failed"])
@pytest.mark.parametrize(
    "who",
    [
        evidence("Mail comes back"),
        evidence("Mail comes back", "ana.ruiz@example.org"),
        evidence("Mail comes back", "info@shop.example"),
        evidence("Re: Nachricht 4711", SYSTEMS[0]),
        evidence("Why does this come back?", "admin@school.example"),
        evidence("Mail comes back", "admin@school.example", user_agent="Mozilla Thunderbird"),
    ],
    ids=["named", "unnamed", "shop", "answer", "question", "composed"],
)
def test_people_may_paste_a_notice(who, text):
    assert verdict(replace(who, text=f"Hello, I get this since Monday:\n\n{text}")).allowed


@pytest.mark.parametrize("sender", SYSTEMS)
@pytest.mark.parametrize(
    "text",
    [
        "The lift in house 550 is stuck.\nAna",
        "Please add these to the list:\nlee@example.org\nkim@example.org\nin room 550 or 551",
        "Please call 555 0101 or write to lee@example.org.",
        "From: Lee\nTo: Ana\nSubject: lift\n\nWe wait since 4.30.",
    ],
)
def test_a_name_like_a_systems_alone_silences_nobody(sender, text):
    assert verdict(replace(evidence(sender=sender), text=text)).allowed


@given(st.text(max_size=300), st.sampled_from(SYSTEMS))
def test_any_text_can_be_looked_at(text, sender):
    assert verdict(replace(evidence(sender=sender), text=text)).reason in {"personal-mail", "bounce-text"}


# Of systems that name themselves like nobody, under titles of their own.
BROUGHT_BACK = """\
Nobody of that name is known in this house.

Received: from post.example.com (post.example.com [192.0.2.25]) by hub.example.net; Sun, 22 Nov 2026 09:00:00 +0000
From: Help <help@example.com>
To: lee@example.net
Subject: Lift
Message-ID: <4711@example.com>

Dear Lee, the lift runs again.
"""
HEAD = BROUGHT_BACK.partition("\n\n")[2].partition("\n\n")[0]


@pytest.mark.parametrize(
    "sender", ["Xyro Hub <q7@hub.example.net>", "q7@hub.example.net", "QNX/T mailer <postmast@example.net>"]
)
@pytest.mark.parametrize(
    ("text", "carried"), [(BROUGHT_BACK, ""), ("Nobody of that name here.", HEAD)], ids=["in the text", "attached"]
)
def test_what_brings_back_a_mail_of_ours_to_somebody_else_is_held(sender, text, carried):
    found = verdict(replace(evidence("Nachricht 4711", sender), text=text, carried=carried))
    assert (found.allowed, found.kind) == (False, "held")


@pytest.mark.parametrize(
    ("subject", "sender", "text"),
    [
        ("Your mail", "Lee <lee@example.net>", BROUGHT_BACK),  # we wrote to this person
        ("Your mail", "Kim <kim@example.net>", BROUGHT_BACK),  # a name that is on the address
        ("Your mail", "Kim Lee <kim.lee@example.net>", BROUGHT_BACK),
        ("Re: Your mail", "Xyro <q7@example.net>", BROUGHT_BACK),
        ("What is this?", "Xyro <q7@example.net>", BROUGHT_BACK),
        ("Your mail", "Xyro <q7@example.net>", BROUGHT_BACK.replace("help@example.com>", "shop@example.com>")),
        (
            "Your mail",
            "Xyro <q7@example.net>",
            "From: Help <help@example.com>\nTo: lee@example.net\nSubject: Lift\n\nIt runs.",
        ),
    ],
    ids=["addressee", "name", "full name", "answer", "question", "not ours", "quoted"],
)
def test_people_may_show_us_a_mail_with_its_head(subject, sender, text):
    assert verdict(replace(evidence(subject, sender), text=text)).allowed


@pytest.mark.parametrize(
    "said",
    [
        "Ihre Nachricht konnte nicht zugestellt werden an",
        "Votre message n'a pas pu être remis à",
        "Nachfolgendes Postfach ist leider voll:",
        "Wiadomość nie została dostarczona do:",
        "Не удалось доставить сообщение:",
        "次の宛先に配信できませんでした。",
        "邮件无法投递：",
    ],
)
def test_a_gateways_notice_is_known_in_many_languages(said):
    found = verdict(replace(evidence("4711", SYSTEMS[0]), text=f"{said}\n\n  lee@example.org\n"))
    assert found.reason == "bounce-text"


@pytest.mark.parametrize(
    "sender", ["q7@example.net", "Example <q7@mail.example.net>", "example.net <q7@mail.example.net>"]
)
def test_a_doubtful_title_over_a_notice_that_nobody_signed_is_held(sender):
    found = verdict(replace(evidence("Message could not be delivered", sender), text=REPLY))
    assert (found.reason, found.kind) == ("looks-like-a-bounce", "held")
    assert verdict(replace(evidence("Message could not be delivered", sender), text="Mine. Why is that?")).allowed
    assert verdict(replace(evidence("Message could not be delivered", "Ana <q7@example.net>"), text=REPLY)).allowed


def test_a_mail_program_for_people_is_known_beside_a_title_of_automatic_mail():
    who = evidence("Afwezigheidsmelding", "Ilse <ilse@example.org>", x_mailer="Microsoft Windows Live Mail 16.4")
    assert verdict(who).allowed


# --- what is ours ------------------------------------------------------------------------------------------------


OURS = frozenset({"help@example.com", "support@example.com"})


def test_without_a_mailbox_rules_about_our_addresses_do_not_apply():
    assert verdict(replace(evidence(), recipients=("else@example.net",))).allowed


def test_a_mail_that_was_not_sent_to_us_is_left_alone():
    found = verdict(replace(evidence(), own_addresses=OURS, recipients=("else@example.net",)))
    assert found.reason == "not-addressed"


def test_an_alias_and_a_sub_address_are_us():
    for to in ("support@example.com", "help+vpn@example.com"):
        assert verdict(replace(evidence(), own_addresses=OURS, recipients=("x@example.net", to))).allowed


def test_our_own_address_is_never_answered():
    mail = replace(evidence(sender="help@example.com"), own_addresses=OURS)
    assert verdict(mail).reason == "own-address"


def test_a_group_that_is_our_own_mailbox_is_not_a_list():
    group = {"list_post": "<https://groups.example/g/help>, <mailto:help@example.com>", "precedence": "list"}
    mail = evidence(**group, x_beenthere="help@example.com", list_id="<help.example.com>")
    assert verdict(replace(mail, own_addresses=OURS)).allowed
    assert verdict(mail).reason == "list-header"


def test_an_automatic_mail_of_ours_is_known_by_its_message_id():
    mail = evidence(Message_ID="<evenhand.acknowledgement.ab@example.com>")
    mail = replace(mail, headers=tuple(h for h in mail.headers if h[1] != "<1@example.org>"))
    assert verdict(replace(mail, own_domains=frozenset({"example.com"}))).reason == "own-mail"


def test_a_program_that_answers_our_automatic_mail_is_not_answered_back():
    mail = evidence("Ihr Anliegen", in_reply_to="<evenhand.acknowledgement.ab@example.com>")
    assert verdict(replace(mail, memory=Memory(names_our_automatic=True))).reason == "answers-our-automatic-mail"
    assert verdict(replace(mail, own_domains=frozenset({"example.com"}))).reason == "answers-our-automatic-mail"


def test_a_person_who_answers_our_automatic_mail_is_heard():
    mail = replace(evidence("Re: Auto: Printer [EH-7QK2M]"), memory=Memory(names_our_automatic=True))
    assert verdict(mail).allowed


# --- what the operator, the server and the store say -------------------------------------------------------------


def test_denied_senders_get_nothing():
    settings = EtiquetteSettings(deny=("*@Partner.example",), allow=("*",))
    assert verdict(evidence(sender="bob@partner.example"), settings).reason == "denied"


def test_allowed_senders_are_people_whatever_their_mail_looks_like():
    settings = EtiquetteSettings(allow=("forms@example.org", "*@trusted.example"))
    for mail in (
        evidence(sender="forms@example.org", auto_submitted="auto-generated", precedence="bulk"),
        evidence(sender="no-reply@trusted.example", list_id="<x.example>"),
        evidence("Out of Office", "bob@trusted.example"),
    ):
        assert verdict(mail, settings).allowed


@pytest.mark.parametrize(
    "mail",
    [
        replace(evidence(), return_path=""),
        replace(evidence(), senders=("help@example.com",), own_addresses=OURS),
        replace(evidence(), memory=Memory(acknowledged_before=True)),
        replace(evidence(), memory=Memory(sender_last_hour=4)),
        replace(evidence(), content_types=("multipart/report; report-type=delivery-status", "message/delivery-status")),
        evidence(auto_submitted="auto-replied"),
        evidence(sender="mailer-daemon@example.org"),
    ],
    ids=["null path", "own address", "answered before", "too many", "report", "auto-replied", "mailer-daemon"],
)
def test_the_allow_list_opens_no_loop(mail):
    assert not verdict(mail, EtiquetteSettings(allow=("*",))).allowed


def test_a_forged_sender_is_believed_only_of_the_configured_server():
    mail = evidence(authentication_results="mx.example.com; spf=pass; dmarc=fail (p=reject) header.from=example.org")
    assert verdict(mail).allowed
    assert verdict(replace(mail, authserv_id="other.example")).allowed
    assert verdict(replace(mail, authserv_id="MX.example.com")).reason == "forged"


def test_a_result_written_into_the_mail_below_the_servers_own_does_not_count():
    mail = evidence()
    results = ("mx.example.com; dmarc=pass", "mx.example.com; dmarc=fail")
    mail = replace(mail, headers=tuple(("Authentication-Results", value) for value in results) + mail.headers)
    assert verdict(replace(mail, authserv_id="mx.example.com")).allowed


@pytest.mark.parametrize(
    ("memory", "reason"),
    [
        (Memory(acknowledged_before=True), "acknowledged-before"),
        (Memory(bounced_lately=True), "bounced-lately"),
        (Memory(sender_last_hour=4), "sender-hourly-limit"),
        (Memory(sender_last_day=12), "sender-daily-limit"),
        (Memory(thread_last_day=6), "thread-daily-limit"),
        (Memory(all_last_hour=500), "hourly-limit"),
    ],
)
def test_what_the_store_remembers_stops_a_loop(memory, reason):
    assert verdict(replace(evidence(), memory=memory)).reason == reason


def test_a_person_with_two_matters_is_answered_twice():
    assert verdict(replace(evidence(), memory=Memory(sender_last_hour=1, sender_last_day=3))).allowed


# --- whatever comes ----------------------------------------------------------------------------------------------


_TEXT = st.text(max_size=60)
_FIELDS = st.sampled_from([
    "From", "Sender", "Reply-To", "Auto-Submitted", "Authentication-Results", "Precedence", "List-Id", "References",
    "X-Auto-Response-Suppress", "X-Failed-Recipients", "Thread-Topic", "Return-Path", "Message-ID",
])  # fmt: skip


@given(
    headers=st.lists(st.tuples(_FIELDS, _TEXT), max_size=8),
    senders=st.lists(_TEXT, max_size=3),
    subject=_TEXT,
    types=st.lists(_TEXT | st.sampled_from(["multipart/report; report-type=x", "message/rfc822"]), max_size=4),
    path=st.none() | _TEXT,
)
def test_nothing_that_a_mail_holds_brings_the_verdict_down(headers, senders, subject, types, path):
    found = decide(
        Evidence(tuple(headers), tuple(senders), path, (), subject, tuple(types), authserv_id="x", own_addresses=OURS),
        SETTINGS,
    )
    assert found.reason in {"personal-mail", *(rule.name for rule in CHAIN)}
    assert found.sentence.isprintable()


def test_every_rule_has_a_name_of_its_own_a_sentence_and_a_source():
    assert len({rule.name for rule in CHAIN}) == len(CHAIN)
    assert all(rule.sentence and rule.source for rule in CHAIN)
    assert {rule.kind for rule in CHAIN} <= {"bounce", "absence", "list", "machine", "self", "held", "unclear"}


def test_the_handbook_explains_every_rule_in_the_order_of_the_chain():
    page = (Path(__file__).parents[3] / "docs" / "etiquette.md").read_text(encoding="utf-8")
    places = [page.find(f"`{rule.name}`") for rule in CHAIN]
    assert -1 not in places
    assert places == sorted(places)


_TITLES = st.sampled_from(sorted(bounces.SURE | bounces.DOUBTFUL | absences.SURE | absences.DOUBTFUL))


@given(_TITLES, st.sampled_from(["Re: ", "AW: ", "RE : ", "Fwd: ", "SV: ", "[EXTERNAL] Re: ", "回复：", "Antw: Re: "]))
def test_what_a_person_answers_or_forwards_is_a_persons_whatever_its_title(title, prefix):
    assert verdict(evidence(f"{prefix}{title}: printer")).allowed


@given(_TITLES, st.sampled_from(["how do I switch it on", "does not work here", "since this morning for all of us"]))
def test_a_title_inside_a_sentence_is_a_persons(title, words):
    found = verdict(evidence(f"Our {title} {words}"))
    assert found.allowed


@given(st.sampled_from(["bounces", "answers", "machines"]), st.randoms(use_true_random=False))
def test_the_case_of_field_names_and_of_addresses_does_not_matter(name, random):
    sample = random.choice(mails.load(name))
    plain = sample.evidence()
    loud = replace(plain, headers=tuple((key.upper(), value) for key, value in plain.headers))
    assert decide(loud, SETTINGS).reason == decide(plain, SETTINGS).reason
