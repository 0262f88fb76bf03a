"""How people write days, clock times and spans, in English and German."""

MINUTES = {
    "minute": 1, "minutes": 1, "min": 1, "mins": 1, "minuten": 1,
    "hour": 60, "hours": 60, "hr": 60, "hrs": 60, "stunde": 60, "stunden": 60, "std": 60,
    "day": 1440, "days": 1440, "tag": 1440, "tage": 1440, "tagen": 1440,
    "week": 10080, "weeks": 10080, "woche": 10080, "wochen": 10080, "fortnight": 20160,
}  # fmt: skip

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "ninety": 90,
    "ein": 1, "eine": 1, "einer": 1, "einem": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30,
    "vierzig": 40, "half an": 0.5, "half": 0.5, "einer halben": 0.5, "halben": 0.5, "einer dreiviertel": 0.75,
    "einer viertel": 0.25, "a quarter of an": 0.25, "a couple of": 2, "a few": 3, "ein paar": 3, "einigen": 3,
}  # fmt: skip

# Days from today.
DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "tomorrow": 1, "the day after tomorrow": 2,
    "heute": 0, "morgen": 1, "übermorgen": 2,
}  # fmt: skip

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5,
    "sonntag": 6,
}  # fmt: skip

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10,
    "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "okt": 10,
    "dezember": 12, "dez": 12,
}  # fmt: skip

# Minutes since midnight at which a part of the day is over, for a deadline "by" it.
PARTS = {
    "morning": 12 * 60, "noon": 12 * 60, "midday": 12 * 60, "lunchtime": 13 * 60, "lunch": 13 * 60,
    "afternoon": 17 * 60, "evening": 21 * 60, "tonight": 23 * 60, "midnight": 24 * 60, "close of play": 17 * 60,
    "end of day": 17 * 60, "end of the day": 17 * 60, "close of business": 17 * 60,
    "früh": 9 * 60, "vormittag": 12 * 60, "mittag": 12 * 60, "nachmittag": 17 * 60, "abend": 21 * 60,
    "nacht": 24 * 60, "mitternacht": 24 * 60, "feierabend": 17 * 60, "dienstschluss": 17 * 60,
}  # fmt: skip
