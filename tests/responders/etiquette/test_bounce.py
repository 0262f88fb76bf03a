"""Who could not be reached is read from reports and from the texts of systems that write none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responders.etiquette.bounce import Bounce, failed_recipients

REPORT = """\
Reporting-MTA: dns; mx1.example.net
Arrival-Date: Sun, 22 Nov 2026 09:00:00 +0000

Original-Recipient: rfc822;{original}
Final-Recipient: rfc822; {final}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnosis}
"""


def report(original="ana@example.org", final="ana@example.org", action="failed", status="5.1.1", diagnosis="550 no"):
    return REPORT.format(original=original, final=final, action=action, status=status, diagnosis=diagnosis)


def test_a_delivery_report_names_the_address_and_that_it_failed_for_good():
    assert failed_recipients(report()) == Bounce(("ana@example.org",), True, "5.1.1")


def test_a_delayed_mail_is_not_a_dead_address():
    bounce = failed_recipients(report(action="delayed", status="4.4.1"))
    assert (bounce.addresses, bounce.permanent) == (("ana@example.org",), False)


def test_giving_up_on_a_server_that_never_answered_does_not_condemn_the_address():
    assert failed_recipients(report(action="failed", status="4.4.7")).permanent is False


def test_the_address_we_wrote_to_counts_not_the_one_it_was_forwarded_to():
    bounce = failed_recipients(report(original="Desk@Example.org", final="gone@elsewhere.example"))
    assert bounce.addresses == ("desk@example.org",)


def test_a_successful_delivery_condemns_nobody():
    bounce = failed_recipients(report(action="delivered", status="2.0.0"))
    assert bounce == Bounce((), None, "2.0.0")


def test_of_two_recipients_only_the_failed_one_counts():
    text = report() + "\nFinal-Recipient: rfc822; bob@example.org\nAction: relayed\nStatus: 2.0.0\n"
    assert failed_recipients(text).addresses == ("ana@example.org",)


def test_the_diagnosis_is_used_where_the_status_says_nothing():
    assert failed_recipients(report(status="5.0.0", diagnosis="550 5.2.1 account disabled")).status == "5.2.1"


def test_addresses_beyond_ascii_are_decoded():
    text = "Final-Recipient: utf-8; j\\x{F6}rg@b\\x{FC}cher.example\nAction: failed\nStatus: 5.1.1\n"
    assert failed_recipients(text).addresses == ("jörg@bücher.example",)


def test_folded_fields_windows_line_ends_and_odd_case_are_read():
    text = "FINAL-RECIPIENT: RFC822;\r\n <Ana@Example.org>\r\nACTION: Failed (gone)\r\nSTATUS: 5.1.10 (x)\r\n"
    assert failed_recipients(text) == Bounce(("ana@example.org",), True, "5.1.10")


TEXTS = {
    "qmail": (
        "Hi. This is the qmail-send program at mx.example.jp.\n"
        "I'm afraid I wasn't able to deliver your message to the\n"
        "following addresses. This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<ana@example.org>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\n\n"
        "--- Below this line is a copy of the message.\n\nTo: bob@example.org\n",
        ("ana@example.org",),
        True,
        "5.1.1",
    ),
    "exim": (
        "This message was created automatically by mail delivery software.\n\n"
        "A message that you sent could not be delivered\n"
        "to one or more of its recipients. This is a permanent error. The following address(es) failed:\n\n"
        "  ana@example.org\n    Unrouteable address\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\nTo: bob@example.org\n",
        ("ana@example.org",),
        True,
        "",
    ),
    "exim, a delay": (
        "This message was created automatically by mail delivery software.\n"
        "A message that you sent has not yet been delivered "
        "to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.org.\n\n"
        "The address to which the message has not yet been delivered is:\n\n  ana@example.org\n"
        "    Delay reason: connection timed out\n\n"
        "No action is required on your part. Delivery attempts will continue for\nsome time.\n",
        ("ana@example.org",),
        False,
        "",
    ),
    "sendmail": (
        "The original message was received at Sun, 22 Nov 2026\nfrom host.example.edu [192.0.2.4]\n\n"
        "   ----- The following addresses had permanent fatal errors -----\n<ana@example.org>\n"
        "    (reason: 550 5.1.1 unknown user)\n\n"
        "   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n>>> DATA\n"
        "<<< 550 5.1.1 unknown user\n",
        ("ana@example.org",),
        True,
        "5.1.1",
    ),
    "postfix": (
        "This is the mail system at host mx1.example.net.\n\n"
        "I'm sorry to have to inform you that your message could not\n"
        "be delivered to one or more recipients. It's attached below.\n\n"
        "<ana@example.org>: host mx.example.org[192.0.2.9] said: 550 5.1.1\n"
        "    <ana@example.org>: Recipient address rejected\n",
        ("ana@example.org",),
        True,
        "5.1.1",
    ),
    "exchange": (
        "Your message did not reach some or all of the intended recipients.\n\n"
        "      Subject:  Auto: printer\n      Sent:     22.11.2026\n\n"
        "The following recipient(s) could not be reached:\n\n      'ana@example.org' on 22.11.2026 10:12\n"
        "            The e-mail account does not exist at the organization this message was sent to. 550 5.1.1\n",
        ("ana@example.org",),
        True,
        "5.1.1",
    ),
    "exchange online": (
        "Delivery has failed to these recipients or groups:\n\nana@example.org<mailto:ana@example.org>\n"
        "The email address you entered couldn't be found.\n\n"
        "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n\n"
        "Original message headers:\n\nTo: bob@example.org\n",
        ("ana@example.org",),
        True,
        "5.1.10",
    ),
    "gmail": (
        "Delivery to the following recipient failed permanently:\n\n     ana@example.org\n\n"
        "Technical details of permanent failure:\n"
        "The server says: 550 5.2.1 The account is disabled.\n\n----- Original message -----\n\nTo: bob@example.org\n",
        ("ana@example.org",),
        True,
        "5.2.1",
    ),
    "gmail, newer": (
        "** Address not found **\n\nYour message wasn't delivered to ana@example.org because the address "
        "couldn't be found.\n",
        ("ana@example.org",),
        True,
        "",
    ),
    "yahoo": (
        "Sorry, we were unable to deliver your message to the following address.\n\n<ana@example.org>:\n"
        "554: delivery error: dd This user doesn't have a yahoo account\n\n"
        "--- Below this line is a copy of the message.\n",
        ("ana@example.org",),
        True,
        "",
    ),
    "domino": (
        "Your message\n\n  Subject: Auto: printer\n\nwas not delivered to:\n\n  ana@example.org\n\nbecause:\n\n"
        "  User ana (ana@example.org) not listed in Domino Directory\n",
        ("ana@example.org",),
        True,
        "",
    ),
    "a full mailbox, temporarily": (
        "The message to ana@example.org could not be delivered: 452 4.2.2 mailbox full, will try again later.\n",
        ("ana@example.org",),
        False,
        "4.2.2",
    ),
    "german": (
        "Ihre Nachricht konnte nicht zugestellt werden.\n\nEmpfänger: ana@example.org\nGrund: Empfänger unbekannt\n",
        ("ana@example.org",),
        True,
        "",
    ),
}


@pytest.mark.parametrize("system", TEXTS)
def test_the_texts_of_systems_without_reports_are_read(system):
    text, addresses, permanent, status = TEXTS[system]
    bounce = failed_recipients(text=text)
    assert (bounce.addresses, bounce.permanent) == (addresses, permanent)
    assert bounce.status == status or not status


def test_the_header_of_exim_and_google_names_the_failed():
    bounce = failed_recipients(
        headers=[("X-Failed-Recipients", "Ana@example.org, bob@example.org")], text="No such user"
    )
    assert bounce == Bounce(("ana@example.org", "bob@example.org"), True, "")


def test_our_own_address_never_counts_as_failed():
    bounce = failed_recipients(
        text="From: help@example.com\nTo: ana@example.org\n550 5.1.1 x", own_addresses=frozenset({"help@example.com"})
    )
    assert bounce.addresses == ("ana@example.org",)


def test_our_mail_is_found_by_its_message_id_wherever_it_stands():
    ours = "<evenhand.acknowledgement.ab12@support.example>"
    domains = frozenset({"support.example"})
    assert failed_recipients(embedded_ids=[ours, "<x@y>"], own_domains=domains).our_ids == (ours,)
    assert failed_recipients(headers=[("In-Reply-To", ours)], own_domains=domains).our_ids == (ours,)
    assert failed_recipients(text=f"Message-ID: {ours}", own_domains=domains).our_ids == (ours,)
    assert failed_recipients(embedded_ids=[ours], own_domains=frozenset({"other.example"})).our_ids == ()


def test_a_version_number_or_an_address_of_a_server_is_no_status():
    assert failed_recipients(text="Postfix 5.1 at 5.1.1.7 says nothing, host 192.0.2.5").status == ""


@given(st.text(max_size=600), st.text(max_size=600))
def test_nothing_that_a_bounce_holds_brings_the_reading_down(status_text, text):
    bounce = failed_recipients(status_text=status_text, text=text, headers=[("X-Failed-Recipients", text)])
    assert all("@" in address for address in bounce.addresses)
