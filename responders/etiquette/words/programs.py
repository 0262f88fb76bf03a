"""Mail programs that people write in, as User-Agent and X-Mailer name them. Servers and bulk mailers are not among them."""

import re

_PEOPLES = re.compile(
    r"thunderbird|icedove|mozilla|seamonkey|apple mail|i(?:phone|pad) mail|outlook|mutt|evolution|kmail|kontact"
    r"|gmail|roundcube|squirrelmail|horde|imp/|zimbra|yahoomail|eudora|\bpine\b|alpine|gnus|the bat|claws|sylpheed"
    r"|foxmail|mailmate|airmail|em client|postbox|k-9|android|samsung|fairemail|geary|nylas|mailspring|entourage"
    r"|pegasus|becky|sogo|rainloop|snappymail|open-xchange|opera mail|nmh|mh-e|wanderlust|vm \d|rmail|elm \["
    r"|windows (?:live )?mail|incredimail|mailbird|betterbird|superhuman|zoho mail|mailo\b|canary mail|newton"
    r"|trojita|balsa|protonmail|tutanota|bluemail|aquamail|spark",
    re.IGNORECASE,
)


def is_peoples(value: str) -> bool:
    return _PEOPLES.search(value[:200]) is not None
