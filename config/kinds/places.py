"""Hosts, files, database addresses, time zones, holiday regions and languages."""

import re
import zoneinfo
from dataclasses import dataclass
from pathlib import Path

from config.kinds.kind import Schema
from config.kinds.plain import Text, closest
from config.problems import Place
from config.toml_text import quote, toml

# ISO 639-1, all two-letter codes in a row.
_CODES = (
    "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngu"
    "gvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrms"
    "mtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrssstsusvswtatetgthtitktl"
    "tntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu"
)
LANGUAGES = frozenset(_CODES[i : i + 2] for i in range(0, len(_CODES), 2))
_NAMES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "italian": "it"}
_LANGUAGE = re.compile(r"([a-z]{2})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?", re.ASCII)
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?", re.ASCII)
_IPV6 = re.compile(r"[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\w+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Host:
    words: str = "the name or address of a server"

    def read(self, value: object, at: Place) -> str:
        text = Text(empty=False).read(value, at).strip()
        if "://" in text:
            bare = text.split("://", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
            raise at.refuse(f"{toml(text)} is an address of the web, not a host", f"write {quote(bare)}")
        name, colon, port = text.rpartition(":")
        if colon and port.isdigit() and ":" not in name:
            raise at.refuse(f"{toml(text)} holds a port", f"write host = {quote(name)}, port = {port}")
        if text.startswith("[") and text.endswith("]"):
            text = text[1:-1]
        if not (_HOST.fullmatch(text) or _IPV6.fullmatch(text)) or len(text) > 253:
            raise at.refuse(f"{toml(text)} is not {self.words}", f"write {quote(_ascii(text))}")
        return text

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": 253}


def _ascii(host: str) -> str:
    """An international name as the DNS has it, or an example where `host` is no name at all."""
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    return name if _HOST.fullmatch(name) else "mail.example.org"


@dataclass(frozen=True, slots=True)
class FilePath:
    """A path; relative ones start at the configuration file. `~` is refused: a service has no home."""

    folder: bool = False

    @property
    def words(self) -> str:
        return f"the path of a {'folder' if self.folder else 'file'}, relative to the configuration file or absolute"

    def read(self, value: object, at: Place) -> Path:
        text = Text(empty=False).read(value, at)
        if text.startswith("~"):
            raise at.refuse(f"{toml(text)}: ~ has no meaning for a service", "write the whole path, beginning with /")
        return at.base / text

    def show(self, value: Path) -> str:
        return quote(str(value))

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """SQLAlchemy's address of a database. A relative path of SQLite starts at the configuration file."""

    words: str = 'the address of an SQLite or PostgreSQL database, such as "sqlite:////var/lib/evenhand/evenhand.db"'

    def read(self, value: object, at: Place) -> str:
        text = Text(empty=False).read(value, at)
        scheme, found, rest = text.partition("://")
        if not found and scheme.endswith((".db", ".sqlite", ".sqlite3")):
            raise at.refuse(f"{toml(text)} is a path", f"write {quote('sqlite:///' + text)}")
        if not found or scheme not in ("sqlite", "postgresql", "postgresql+psycopg"):
            # Only the scheme is repeated: the rest may hold a password.
            raise at.refuse(
                f"{toml(scheme)} is not a known kind of database", 'write "sqlite:///…" or "postgresql://…"'
            )
        if scheme == "sqlite" and rest and not rest.startswith("/"):
            raise at.refuse(f"{toml(text)} has too few slashes", f"write {quote('sqlite:///' + rest)}")
        if scheme == "sqlite" and rest not in ("", "/", "/:memory:") and not rest.startswith("//"):
            return f"sqlite:///{at.base / rest[1:]}"
        return text

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^(sqlite|postgresql|postgresql\\+psycopg)://"}


@dataclass(frozen=True, slots=True)
class Zone:
    words: str = 'a time zone such as "Europe/London"'

    def read(self, value: object, at: Place) -> str:
        text = Text(empty=False).read(value, at)
        try:
            zoneinfo.ZoneInfo(text)
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
            known = tuple(sorted(zoneinfo.available_timezones()))
            by_city = next((zone for zone in known if zone.rpartition("/")[2].casefold() == text.casefold()), None)
            meant = by_city or closest(text, known) or "Europe/London"
            raise at.refuse(f"{toml(text)} is not a time zone", f"write {quote(meant)}") from None
        return text

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Region:
    """ISO 3166 country, with or without its part, as the `holidays` package knows them; "" = no holidays."""

    words: str = 'a country or a part of one, such as "GB-ENG", "DE-BY" or "US"; "" for none'

    def read(self, value: object, at: Place) -> str:
        text = Text().read(value, at)
        if not text:
            return ""
        import holidays  # slow to import, and needed only where a region is named

        country, _, part = text.partition("-")
        known = holidays.list_supported_countries(include_aliases=True)
        if country not in known:
            names = tuple(known)
            meant = closest(text, names) if text.upper() not in names else text.upper()
            raise at.refuse(f"{toml(text)} is not a known country", f"write {quote(meant or 'GB')}")
        if part and part not in known[country]:
            parts = ", ".join(f"{country}-{name}" for name in known[country][:20]) or country
            raise at.refuse(f"{toml(text)} is not a known part of {country}", f"write one of {parts}")
        return text

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^$|^[A-Z]{2,3}(-.+)?$"}


@dataclass(frozen=True, slots=True)
class Language:
    """BCP 47: a two-letter language, optionally with script and region."""

    words: str = 'a language such as "en", "de" or "pt-BR"'

    def read(self, value: object, at: Place) -> str:
        text = Text(empty=False).read(value, at)
        match = _LANGUAGE.fullmatch(text)
        if match and match[1] in LANGUAGES:
            return text
        folded = text.casefold()
        meant = _NAMES.get(folded) or (
            folded[:2] if folded[:2] in LANGUAGES and folded[2:3] in ("", "-", "_") else "en"
        )
        raise at.refuse(f"{toml(text)} is not {self.words}", f"write {quote(meant)}")

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z]{2}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"}
