"""Words above a forward that only point at it: "FYI", "see below". Then the forward is the message."""

import re

_POINTING = re.compile(
    r"(?:[\s,.!:;)(-]|fyi|f\.y\.i\.?|for (?:your )?(?:information|info|reference|action|review)|(?:please |pls )?(?:see|read|check|look at|view|find|note|handle|advise|help"
    r"|take care of|deal with|have a look|assist|action|respond|reply)(?: to)?|below|attached|this|the|that|message|mail|e-?mail|forwarded|forwarding|fwd|passing (?:this )?on|can you|could you|"
    r"would you|you|someone|anyone|with|it|hi|hello|dear|all|team|helpdesk|support|thanks|thank|thx|please|cheers|regards|best|kind|many|and|"
    r"zur (?:info|information|kenntnis|kenntnisnahme|bearbeitung|weiterbearbeitung|erledigung)|z\. ?k\.?|zk|bitte|siehe|s\.|unten|unten stehend|anbei|um|kümmern|bearbeiten|übernehmen|"
    r"bearbeitung|weiterleitung|wie besprochen|danke|dank|vielen|hallo|guten tag|lg|vg|mfg|mit freundlichen grüßen|viele grüße|könnt ihr|können sie|"
    r"pour (?:information|info)|voir ci-dessous|ci-dessous|merci|bonjour|para su información|ver abajo|gracias|per conoscenza|vedi sotto|grazie|ter info|zie onder|bedankt){1,40}\s*\Z",
    re.IGNORECASE,
)


def only_points(text: str) -> bool:
    """Whether a short text says nothing but "look at what is below"."""
    return len(text) <= 120 and _POINTING.match(text) is not None
