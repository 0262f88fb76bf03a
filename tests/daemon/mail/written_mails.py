"""Whole mails, written by hand in the manner of many people and programs: (name, text, own words)."""

WRITTEN: list[tuple[str, str, str]] = [
    ("plain mail", "Hi,\n\nmy printer fails.\n\nThanks,\nBob", "Hi,\n\nmy printer fails.\n\nThanks,\nBob"),
    ("signature", "My printer fails.\n\nBob\n-- \nBob Stone\nStone & Sons\n555-0101", "My printer fails.\n\nBob"),
    ("signature without blank", "My printer fails.\n--\nBob Stone\nStone & Sons", "My printer fails."),
    (
        "a dash in a sentence",
        "It says -- paper jam --\nbut there is none.",
        "It says -- paper jam --\nbut there is none.",
    ),
    (
        "rule between own words",
        "First case: printer jams.\n--------\nSecond case: the scanner hums.\nIt did so last week as well, and nobody knows why it does that.",
        "First case: printer jams.\n--------\nSecond case: the scanner hums.\nIt did so last week as well, and nobody knows why it does that.",
    ),
    ("dashed name", "Works now, thank you!\n\n-Bob", "Works now, thank you!"),
    ("list that ends with a dash", "Broken are:\n- printer\n- scanner", "Broken are:\n- printer\n- scanner"),
    (
        "contact block",
        "My printer fails.\n\nBest regards,\nBob Stone\nHead of Sales\nStone & Sons Ltd\nTel. 555 0101\nwww.stone.example",
        "My printer fails.\n\nBest regards,\nBob Stone",
    ),
    (
        "German contact block",
        "Der Drucker geht nicht.\n\nMit freundlichen Grüßen\nMax Muster\nMuster GmbH\nHauptstraße 1, 12345 Ort\nTel.: 0123 456",
        "Der Drucker geht nicht.\n\nMit freundlichen Grüßen\nMax Muster",
    ),
    (
        "answer below a long quotation",
        "On Mon, 4 Mar 2024, Desk wrote:\n> "
        + "\n> ".join(["some line of old text"] * 20)
        + "\n\nI did all that. It still jams.",
        "I did all that. It still jams.",
    ),
    (
        "tail wrapped out of the quotation",
        "> this is a long line of the earlier mail that was wrapped by a program\nthat knew\n> no better when it was sent\n\nI see.",
        "I see.",
    ),
    ("two levels", "Agreed.\n\n> On Monday Ana wrote:\n>> old\n> newer\n", "Agreed."),
    ("initials as marks", "JD> is it on?\nYes.\nJD> really?\nReally.", "Yes.\nReally."),
    ("bar as mark", "Done.\n\n| old line one\n| old line two", "Done."),
    ("From as a word", "From: here on it fails.\nPlease look at it.", "From: here on it fails.\nPlease look at it."),
    (
        "form with fields",
        "Location: room 12\nDate: today\nProblem: printer jams\nContact: Bob",
        "Location: room 12\nDate: today\nProblem: printer jams\nContact: Bob",
    ),
    (
        "someone wrote",
        "Ana wrote to me that the printer fails: it jams.\nCan you look?",
        "Ana wrote to me that the printer fails: it jams.\nCan you look?",
    ),
    (
        "on as a word",
        "On Monday at 10:15 the screen went black. Then it said:\nno signal",
        "On Monday at 10:15 the screen went black. Then it said:\nno signal",
    ),
    (
        "am as a word",
        "Am Montag um 10:15 fiel der Strom aus:\nalles dunkel",
        "Am Montag um 10:15 fiel der Strom aus:\nalles dunkel",
    ),
    ("only quotation", "> nothing new here\n> at all", "nothing new here\nat all"),
    ("only a signature", "-- \nBob Stone", "-- \nBob Stone"),
    ("only a footer", "Sent from my iPhone", "Sent from my iPhone"),
    (
        "answer, signature, history",
        "Yes please.\n\n-- \nBob\n\nOn Mon, 4 Mar 2024 at 10:15, Ana <a@example.org> wrote:\n> x",
        "Yes please.",
    ),
    (
        "Lotus Notes",
        "Yes please.\n\nBob\n\n\nAna Ruiz/NYC/Example@Example\n03/04/2024 10:15 AM\n\nTo\nBob/NYC/Example@Example\ncc\n\nSubject\nPrinter",
        "Yes please.\n\nBob",
    ),
    (
        "GMX head",
        'Ja, bitte.\n \n\nGesendet: Montag, 04. März 2024 um 10:15 Uhr\nVon: "Ana Ruiz" <ana@example.org>\nAn: desk@example.org\nBetreff: Drucker\nalter Text',
        "Ja, bitte.",
    ),
    (
        "Hotmail head",
        "Yes please.\n\nDate: Mon, 4 Mar 2024 10:15:00 +0000\nSubject: printer\nFrom: ana@example.org\nTo: desk@example.org\n\nold text",
        "Yes please.",
    ),
    (
        "inline, three answers",
        "Hi Ana,\n\n> Is it on?\nYes.\n\n> Is the cable in?\nIt is.\n\n> And paper?\nPlenty.\n\nBob",
        "Hi Ana,\n\nYes.\n\nIt is.\n\nPlenty.\n\nBob",
    ),
    (
        "forwarded with a word",
        "Please see below.\n\nVon: Tom <tom@example.org>\nGesendet: Montag, 4. März 2024 10:15\nAn: Ana\nBetreff: Bildschirm\n\nMein Bildschirm ist schwarz.",
        "Please see below.\n\nMein Bildschirm ist schwarz.",
    ),
    (
        "forwarded bare by Outlook",
        "From: Tom <tom@example.org>\nSent: Monday, 4 March 2024 10:15\nTo: Ana\nSubject: screen\n\nMy screen is black.\n\nTom",
        "My screen is black.\n\nTom",
    ),
    (
        "forward of a forward",
        "---------- Forwarded message ---------\nFrom: A <a@example.org>\nDate: x\nSubject: y\nTo: z\n\nFYI\n\n---------- Forwarded message ---------\nFrom: B <b@example.org>\nDate: x\nSubject: y\nTo: z\n\nThe lift is stuck.",
        "FYI\n\nThe lift is stuck.",
    ),
    (
        "mailing list footer",
        "The list archive is empty.\n\n_______________________________________________\nstaff mailing list\nstaff@example.org\nhttps://example.org/mailman/listinfo/staff",
        "The list archive is empty.",
    ),
    (
        "antivirus footer",
        "My screen is black.\n\nThis email has been checked for viruses by Avast antivirus software.\nwww.avast.example",
        "My screen is black.",
    ),
    (
        "environment footer",
        "My screen is black.\n\nPlease consider the environment before printing this e-mail.",
        "My screen is black.",
    ),
    (
        "postscript",
        "My screen is black.\n\nThanks\nBob\n\nPS: the mouse too.",
        "My screen is black.\n\nThanks\nBob\n\nPS: the mouse too.",
    ),
    ("emoji only", "👍\n\nOn Mon, 4 Mar 2024 at 10:15, Ana <a@example.org> wrote:\n> done?", "👍"),
    (
        "Japanese",
        "動きません。\n\n2024年3月4日(月) 10:15 Ana Ruiz <ana@example.org>:\n> 再起動しましたか",
        "動きません。",
    ),
    ("blank quotation marks", "Yes.\n>\n> old\n>\n", "Yes."),
    ("windows line ends", "Yes.\r\n\r\nOn Mon, 4 Mar 2024 at 10:15, Ana <a@example.org> wrote:\r\n> old\r\n", "Yes."),
    (
        "pasted log",
        "It prints:\n12:01:03 ERROR disk full\n12:01:04 retry\nand stops.",
        "It prints:\n12:01:03 ERROR disk full\n12:01:04 retry\nand stops.",
    ),
    (
        "confidential as a word",
        "This is confidential: someone reads my mail. Please tell nobody.",
        "This is confidential: someone reads my mail. Please tell nobody.",
    ),
    ("external as a word", "External monitor stays black.", "External monitor stays black."),
    (
        "warning as a word",
        "Warning: toner low. That is what it says all day.",
        "Warning: toner low. That is what it says all day.",
    ),
    (
        "sent from as words",
        "The mail was sent from my account but not by me.\nWhat now?",
        "The mail was sent from my account but not by me.\nWhat now?",
    ),
]
