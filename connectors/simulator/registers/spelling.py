"""How clerks misspell names: by ear, by a slip of the hand, or without the marks on letters."""

import unicodedata
from collections.abc import Iterable, Iterator
from random import Random

from connectors.simulator.registers.groups import Spelling

# By ear: what stands for what in Dutch names, both ways.
BY_EAR = (
    *(("ij", "y"), ("ij", "ei"), ("ck", "k"), ("c", "k"), ("d", "t"), ("dt", "d"), ("dt", "t")),
    *(("v", "f"), ("z", "s"), ("ch", "g"), ("cks", "x"), ("ks", "x"), ("kx", "ckx"), ("ph", "f")),
    *(("ou", "au"), ("ouw", "ou"), ("auw", "au"), ("aa", "a"), ("ee", "e"), ("oo", "o")),
    *(("uu", "u"), ("ae", "aa"), ("oe", "u"), ("ie", "i"), ("i", "y"), ("th", "t"), ("qu", "kw")),
    *(("sch", "sg"), ("ss", "s"), ("nn", "n"), ("ll", "l"), ("tt", "t"), ("mm", "m"), ("pp", "p")),
    *(("rr", "r"), ("kk", "k"), ("sz", "s"), ("se", "sen"), ("s", "sz"), ("uij", "ui")),
    *(("uy", "ui"), ("eij", "ei"), ("gh", "g"), ("n", "nd"), ("w", "v"), ("b", "p"), ("g", "h")),
)
# By hand: the keys around each key.
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
KINDS = (
    "by ear",
    "by ear",
    "beside",
    "beside",
    "missing",
    "missing",
    "doubled",
    "added",
    "swapped",
)
NO_MARK = str.maketrans("ıøØłŁđĐßæÆ", "ioOlLdDsaA")

# Names that come from another alphabet: each row one name.
VARIANTS = (
    "Mohamed Mohammed Muhammed Mohammad Muhammad Mohamad Muhamed Mahamed",
    "Youssef Yusuf Yousef Yousif Youssouf Yosief Joessoef",
    "Ahmed Ahmad Achmed Ahmet Ahmett",
    "Ibrahim Brahim Ebrahim İbrahim Abrahim",
    "Hussein Hussain Hossein Houssine Husein Hüseyin Hoessein",
    "Hassan Hasan Hassane",
    "Mustafa Mustapha Moustafa Mostafa Moestafa",
    "Abdullah Abdellah Abdulla Abdallah Abdoellah Abdullahi",
    "Abdelkader Abdulkadir Abdelkadir Abdulqader Abdikadir",
    "Abderrahman Abdulrahman Abdurrahman Abdirahman Abdelrahman",
    "Abderrahim Abdulrahim Abdelrahim",
    "Abdelaziz Abdulaziz Abdiaziz",
    "Said Saïd Saeed Sayed Saiid",
    "Rachid Rashid Rasjid Rasheed",
    "Khalid Khaled Halid Chalid",
    "Omar Ömer Umar Omer Oemar",
    "Osman Othman Usman Uthman Oesman",
    "Ismail İsmail Ismaïl Esmail Smail",
    "Yassin Yassine Yasin Jassin",
    "Ilyas Ilias İlyas Elyas Iljas",
    "Karim Kareem Kerim",
    "Tarik Tariq Tarek Tarık",
    "Soufian Soufiane Sufyan Soefian Sofian",
    "Zakaria Zakariya Zekeriya Zakarya",
    "Noureddine Nordin Nourdin Nureddin",
    "Jamal Cemal Gamal Djamal",
    "Fatima Fatma Fatimah Fatema Faatima Fadumo Faduma",
    "Khadija Khadidja Chadija Khadiga Hatice Kadija",
    "Aicha Aisha Aïcha Ayşe Ayesha Ayse Aischa",
    "Maryam Mariam Meryem Maryan Miriam Myriam",
    "Zainab Zineb Zeynep Zeinab Zaynab",
    "Leila Laila Layla Leyla",
    "Yasmin Yasmina Jasmin Yasemin Yasmine",
    "Nour Noor Nur",
    "Samira Sameera Samirah",
    "Amina Aminah Emine Ameena",
    "Zahra Zahraa Zohra Sahra",
    "Halima Haleema Halimah",
    "Tesfay Tesfai Tesfaye Tesfa",
    "Yohannes Johannes Yohanes Yohans",
    "Berhane Birhane Berhan",
    "Haile Hayle Hailé",
    "Gebre Ghebre Ghebr",
    "Selam Salam Selaam",
    "Piotr Pjotr",
    "Krzysztof Kristof Krystof",
    "Katarzyna Katarina Katazyna",
    "Ramdin Ramdien Ramdeen",
    "Radha Raadha Rada",
    "Sunil Soenil Suniel",
    "Sanjay Sandjai Sandjay Sanjai",
    "Singh Sing Sjing",
    "Wong Wang Huang",
    "Chan Chen Tsjan",
    "Cheung Zhang Tjong",
    "Nguyen Nguyễn Ngujen",
)  # fmt: skip
# Sounds, and letters with marks, that are written in more ways than one.
SOUNDS = (
    *(
        ("ou", "u"),
        ("ou", "oe"),
        ("oe", "u"),
        ("ch", "sh"),
        ("sh", "sj"),
        ("kh", "ch"),
        ("kh", "h"),
    ),
    *(("dj", "j"), ("y", "i"), ("y", "j"), ("aa", "a"), ("ee", "i"), ("oo", "u"), ("ph", "f")),
    *(("q", "k"), ("gh", "g"), ("w", "ou"), ("dh", "d"), ("ie", "i"), ("ai", "ay"), ("ei", "ey")),
    *(("ss", "s"), ("mm", "m"), ("dd", "d"), ("zz", "z"), ("ll", "l"), ("bb", "b"), ("tt", "t")),
    *(("e", "i"), ("u", "o"), ("a", "e"), ("ts", "tz"), ("v", "w"), ("j", "y")),
)
MARKS = (
    *(("ş", "s"), ("ş", "sh"), ("ç", "c"), ("ç", "ch"), ("ğ", "g"), ("ğ", ""), ("ı", "i")),
    *(("ö", "o"), ("ö", "oe"), ("ü", "u"), ("ü", "ue"), ("ł", "l"), ("ń", "n"), ("ś", "s")),
    *(("ó", "o"), ("ć", "c"), ("š", "s"), ("ž", "z"), ("đ", "dj"), ("ș", "s"), ("ț", "t")),
    *(("ą", "a"), ("ę", "e"), ("ż", "z"), ("ź", "z"), ("č", "c"), ("ä", "ae"), ("ß", "ss")),
    *(("ã", "a"), ("ç", "s"), ("é", "e"), ("í", "i"), ("á", "a"), ("ñ", "n"), ("ê", "e")),
)
VOWELS = "aeiouyöüı"


def plain(text: str) -> str:
    """Without diacritics."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(NO_MARK)


def mistyped(text: str, chance: Random) -> str:
    """*text* with one error, by ear or by hand."""
    while True:
        wrong = _slip(text, chance)
        if wrong not in (text, ""):
            return wrong


def respelled(name: str, spelling: Spelling, chance: Random) -> str:
    """Another spelling of a name that is not Dutch; the same if it has no other."""
    others = [other for other in _VARIANTS.get(name, ()) if other != name]
    if spelling == "sounds" and others and chance.random() < 0.8:
        return chance.choice(others)
    found = _written_otherwise(name, MARKS)
    if spelling == "sounds":
        sounds = _written_otherwise(name, _SOUNDS)
        # rather a sound that stands out than a single vowel
        found += [sound for sound in sounds if len(sound[1]) > 1] or sounds
    return _replaced(name, *chance.choice(found)) if found else name


def _written_otherwise(name: str, pairs: Iterable[tuple[str, str]]) -> list[tuple[int, str, str]]:
    """Where in *name* what can be written how; a letter doubles only between vowels."""
    return [
        (at, old, new)
        for old, new in pairs
        for at in _places(name, old)
        if new != 2 * old or (name[at - 1 : at] + name[at + 1 : at + 2]).strip(VOWELS) == ""
    ]


def _slip(text: str, chance: Random) -> str:
    kind = chance.choice(KINDS)
    # the first letter is what a clerk looks at: one time in ten it goes wrong too
    first = 0 if chance.random() < 0.1 else min(1, len(text) - 1)
    at = chance.randrange(first, len(text))
    match kind:
        case "by ear":
            found = [(i, a, b) for a, b in _EARS for i in _places(text, a)]
            return _replaced(text, *chance.choice(found)) if found else ""
        case "beside":
            return text[:at] + _beside(text[at], chance) + text[at + 1 :]
        case "missing":
            return text[:at] + text[at + 1 :]
        case "doubled":
            return text[:at] + text[at].lower() + text[at:] if at else ""
        case "added":
            return text[: at + 1] + _beside(text[at], chance).lower() + text[at + 1 :]
        case _:
            return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def _beside(letter: str, chance: Random) -> str:
    """A key beside that of *letter*; for another sign, the sign itself."""
    near = _NEAR.get(letter.lower())
    if near is None:
        return letter
    other = chance.choice(near)
    return other.upper() if letter.isupper() else other


def _places(text: str, part: str) -> Iterator[int]:
    low = text.lower()
    at = low.find(part)
    while at >= 0 and len(low) == len(text):
        yield at
        at = low.find(part, at + 1)


def _replaced(text: str, at: int, old: str, new: str) -> str:
    if text[at].isupper():
        new = new[:1].upper() + new[1:]
    return text[:at] + new + text[at + len(old) :]


def _near() -> dict[str, str]:
    near: dict[str, str] = {}
    for row, keys in enumerate(KEYS):
        for at, key in enumerate(keys):
            beside = keys[max(0, at - 1) : at] + keys[at + 1 : at + 2]
            for other in (row - 1, row + 1):
                if 0 <= other < len(KEYS):
                    beside += KEYS[other][max(0, at - (other > row)) : at + 1 + (other < row)]
            near[key] = beside
    return near


_NEAR = _near()
_EARS = (*BY_EAR, *((new, old) for old, new in BY_EAR))
_SOUNDS = (*SOUNDS, *((new, old) for old, new in SOUNDS))
_VARIANTS = {name: row.split() for row in VARIANTS for name in row.split()}
