"""HTML as mail programs write it: (program, HTML, the writer's own words)."""

OLD = "<p>Have you tried to restart it?</p><p>If not, please do.</p>"

HTML_MAILS = [
    (
        "Gmail reply",
        '<div dir="ltr">It still jams.<div><br></div><div>Second line.</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, 4 Mar 2024 at 10:15, Ana Ruiz &lt;<a href="mailto:ana@example.org">ana@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
        + OLD
        + "</blockquote></div>",
        "It still jams.\n\nSecond line.",
    ),
    (
        "Gmail with signature",
        '<div dir="ltr">It still jams.<br clear="all"><div><br></div>-- <br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div>Ana Ruiz</div><div>Dean</div></div></div><br><div class="gmail_quote"><div class="gmail_attr">Am Mo., 4. März 2024 um 10:15 Uhr schrieb Desk &lt;<a>desk@example.org</a>&gt;:<br></div><blockquote class="gmail_quote">'
        + OLD
        + "</blockquote></div>",
        "It still jams.",
    ),
    (
        "Gmail inline",
        '<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">On Mon, 4 Mar 2024 at 10:15, Desk &lt;desk@example.org&gt; wrote:</div><blockquote class="gmail_quote"><div>Have you restarted it?</div></blockquote><div>Yes, twice.</div><blockquote class="gmail_quote"><div>And the cable?</div></blockquote><div>Is in.</div></div></div>',
        "Yes, twice.\n\nIs in.",
    ),
    (
        "Gmail forward",
        '<div dir="ltr"><br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong class="gmail_sendername">Tom</strong> <span>&lt;tom@example.org&gt;</span><br>Date: Mon, 4 Mar 2024 at 10:15<br>Subject: screen<br>To: Ana &lt;ana@example.org&gt;<br></div><br><br><div dir="ltr">My screen is black.</div></div></div>',
        "My screen is black.",
    ),
    (
        "Outlook for Windows",
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang="EN-GB"><div class="WordSection1"><p class="MsoNormal">It still jams.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Ana<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b><span lang="EN-US">From:</span></b><span lang="EN-US"> Desk &lt;desk@example.org&gt;<br><b>Sent:</b> Monday, 4 March 2024 10:15<br><b>To:</b> Ana Ruiz<br><b>Subject:</b> RE: printer<o:p></o:p></span></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        + OLD
        + "</div></body></html>",
        "It still jams.\n\nAna",
    ),
    (
        "Outlook on the web",
        '<html><body dir="ltr"><div class="elementToProof" style="font-size:12pt">It still jams.</div><div class="elementToProof"><br></div><div id="Signature"><div>Ana Ruiz</div><div>Head of Things</div></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>Von:</b> Desk &lt;desk@example.org&gt;<br><b>Gesendet:</b> Montag, 4. März 2024 10:15<br><b>An:</b> Ana<br><b>Betreff:</b> Drucker</font><div>&nbsp;</div></div>'
        + OLD
        + "</body></html>",
        "It still jams.",
    ),
    (
        "Outlook in an unknown language",
        '<div>It still jams.</div><div id="divRplyFwdMsg"><b>Xfrom:</b> Desk<br><b>Xsent:</b> 4.3.</div>' + OLD,
        "It still jams.",
    ),
    (
        "Outlook mobile",
        '<div dir="ltr">It still jams.</div><div id="ms-outlook-mobile-signature"><div>Get <a href="https://aka.example">Outlook for iOS</a></div></div><hr style="display:inline-block;width:98%"><div id="mail-editor-reference-message-container"><div><b>From:</b> Desk<br><b>Sent:</b> x<br><b>To:</b> y<br><b>Subject:</b> z</div>'
        + OLD
        + "</div>",
        "It still jams.",
    ),
    (
        "Apple Mail",
        '<html><body style="word-wrap:break-word">It still jams.<div><br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 4 Mar 2024, at 10:15, Desk &lt;desk@example.org&gt; wrote:</div><br class="Apple-interchange-newline"><div>'
        + OLD
        + "</div></blockquote></div><br></div></body></html>",
        "It still jams.",
    ),
    (
        "Apple Mail below",
        '<html><body><blockquote type="cite"><div>Le 4 mars 2024 à 10:15, Desk &lt;desk@example.org&gt; a écrit :</div>'
        + OLD
        + "</blockquote><br><div>Toujours bloquée.</div></body></html>",
        "Toujours bloquée.",
    ),
    (
        "Apple Mail forward",
        '<html><body><br><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Tom &lt;tom@example.org&gt;<br></div><div><b>Subject: </b><b>screen</b><br></div><div><b>Date: </b>4 March 2024<br></div><div><b>To: </b>ana@example.org<br></div><br><div>My screen is black.</div></blockquote></div></body></html>',
        "My screen is black.",
    ),
    (
        "Thunderbird",
        '<html><head><meta charset="UTF-8"></head><body><p>It still jams.</p><div class="moz-cite-prefix">Am 04.03.24 um 10:15 schrieb Desk:<br></div><blockquote type="cite" cite="mid:1@example.org">'
        + OLD
        + '</blockquote><p>And here too.</p><div class="moz-signature">-- <br>Ana Ruiz</div></body></html>',
        "It still jams.\n\nAnd here too.",
    ),
    (
        "Yahoo",
        '<div class="ydp1">It still jams.</div><div><br></div><div id="ydp2yahoo_quoted_123" class="ydp2yahoo_quoted"><div>On Monday, March 4, 2024, 10:15:00 AM GMT, Desk &lt;desk@example.org&gt; wrote:</div><div><br></div>'
        + OLD
        + "</div>",
        "It still jams.",
    ),
    (
        "GMX",
        '<div style="font-family:Verdana">It still jams.<div>&nbsp;</div><div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Montag, 04. März 2024 um 10:15 Uhr<br/><b>Von:</b>&nbsp;Desk<br/><b>An:</b>&nbsp;Ana<br/><b>Betreff:</b>&nbsp;Drucker</div>'
        + OLD
        + "</div></div>",
        "It still jams.",
    ),
    (
        "Proton",
        '<div>It still jams.</div><div class="protonmail_signature_block"><div>Sent with Proton Mail secure email.</div></div><div><br></div><div class="protonmail_quote">On Monday, March 4th, 2024 at 10:15 AM, Desk &lt;desk@example.org&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">'
        + OLD
        + "</blockquote></div>",
        "It still jams.",
    ),
    (
        "Zimbra",
        '<div>It still jams.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>"Desk"<br><b>To: </b>Ana<br><b>Sent: </b>Monday<br><b>Subject: </b>printer<br></div><div data-marker="__QUOTED_TEXT__">'
        + OLD
        + "</div>",
        "It still jams.",
    ),
    (
        "Roundcube",
        '<p>It still jams.</p><p id="reply-intro">Am 2024-03-04 10:15, schrieb Desk:</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">'
        + OLD
        + "</blockquote>",
        "It still jams.",
    ),
    (
        "Hotmail of old",
        '<div dir="ltr">It still jams.<br><br><div><hr id="stopSpelling">Date: Mon, 4 Mar 2024 10:15:00 +0000<br>From: desk@example.org<br>To: ana@example.org<br>Subject: printer<br><br>'
        + OLD
        + "</div></div>",
        "It still jams.",
    ),
    (
        "indented on purpose",
        '<div>Do this:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>press F1</div></blockquote><div>and it fails.</div>',
        "Do this:\n\npress F1\n\nand it fails.",
    ),
    (
        "table form",
        "<table><tr><td>Name</td><td>Ana</td></tr><tr><td>Problem</td><td>Screen is black</td></tr></table>",
        "Name Ana\nProblem Screen is black",
    ),
    (
        "hidden preview",
        '<div style="display:none;max-height:0">preview text</div><p>Screen is black.</p><script>alert(1)</script>',
        "Screen is black.",
    ),
    ("no tags at all", "Screen &amp; keyboard are black.", "Screen & keyboard are black."),
    ("only a quotation", "<blockquote type=cite><p>Screen is black.</p></blockquote>", "Screen is black."),
]
