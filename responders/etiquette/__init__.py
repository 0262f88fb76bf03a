"""May a mail be answered automatically? `decide` says so, with a named reason (automatic mail: RFC 3834)."""

from config.settings import EtiquetteSettings
from responders.etiquette.clues import Clues
from responders.etiquette.evidence import Evidence, Verdict
from responders.etiquette.rules import CHAIN
from responders.etiquette.rules.policy import listed
from responders.etiquette.text import shown

PERSONAL = Verdict(True, "personal-mail", "a person wrote to us and may be answered")

__all__ = ["PERSONAL", "decide"]


def decide(evidence: Evidence, settings: EtiquetteSettings) -> Verdict:
    """The first rule of the chain that holds, or `PERSONAL`. Pure, takes linear time, raises nothing."""
    clues = Clues(evidence, settings)
    trusted = listed(clues.sender, settings.allow) is not None
    for rule in CHAIN:
        if rule.look and trusted:
            continue
        if (seen := rule.check(clues)) is not None:
            detail = f" ({shown(seen)})" if seen.strip() else ""
            return Verdict(False, rule.name, rule.sentence + detail, rule.kind)
    return PERSONAL
