"""Names to draw from, and how a clerk misspells them.

All ordinary names in the Netherlands; whoever bears one of these combinations is a coincidence.
"""

MEN = (
    "Jan", "Pieter", "Willem", "Johannes Cornelis", "Mohamed", "Ahmed", "Daan", "Sem", "Lucas",
    "Bram", "Thijs", "Ruben", "Hendrik Jan", "Gerrit", "Kees", "Youssef", "Ibrahim", "Mehmet",
    "Mustafa", "Tesfay", "Abdi", "Ravi", "Glenn", "Dwight", "José Luis", "Piotr", "Marek", "Jeroen",
    "Sander", "Martijn", "Dennis", "Kevin", "Wouter", "Joost", "Noah", "Finn",
)  # fmt: skip
WOMEN = (
    "Anna", "Maria Johanna", "Cornelia", "Wilhelmina", "Fatima", "Khadija", "Emma", "Sophie",
    "Zoë", "Lotte", "Sanne", "Femke", "Anna Maria", "Trijntje", "Greetje", "Naima", "Samira",
    "Ayşe", "Elif", "Selam", "Hodan", "Sharmila", "Chantal", "Naomi", "Rosa", "Agnieszka",
    "Marloes", "Petra", "Ingrid", "Monique", "Esther", "Judith", "Mirjam", "Nina", "Yara", "Liv",
)  # fmt: skip

# The prefix, and the surname without it.
SURNAMES = (
    ("de", "Jong"), ("de", "Vries"), ("van den", "Berg"), ("van", "Dijk"), ("", "Bakker"),
    ("", "Janssen"), ("", "Visser"), ("", "Smit"), ("", "Meijer"), ("de", "Boer"), ("", "Mulder"),
    ("de", "Groot"), ("", "Bos"), ("", "Vos"), ("", "Peters"), ("", "Hendriks"), ("van", "Leeuwen"),
    ("", "Dekker"), ("", "Brouwer"), ("de", "Wit"), ("", "Dijkstra"), ("", "Hoekstra"),
    ("van der", "Meer"), ("", "Kok"), ("", "Jacobs"), ("de", "Haan"), ("", "Vermeulen"),
    ("van den", "Heuvel"), ("van der", "Veen"), ("van den", "Broek"), ("", "Schouten"),
    ("", "Yılmaz"), ("", "Kaya"), ("", "Çelik"), ("El", "Idrissi"), ("", "Bouzid"), ("", "Amrani"),
    ("", "Tesfamariam"), ("", "Warsame"), ("", "Ramdin"), ("", "Kowalski"), ("", "Nguyen"),
    ("da", "Silva"), ("", "Pinas"), ("", "Martina"), ("'t", "Hart"), ("", "Zijlstra"),
    ("", "Wiersma"), ("", "Postma"), ("op den", "Kamp"), ("", "Terpstra"), ("", "Blom"),
)  # fmt: skip

# What somebody wrote instead: another name to a computer, the same to a neighbour.
MISSPELT = {
    "Janssen": "Jansens", "Visser": "Visscher", "Smit": "Smits", "Bakker": "Backer",
    "Hendriks": "Hendricksen", "Peters": "Pieters", "Vermeulen": "Van Meulen", "Kok": "Cock",
    "Jacobs": "Jakops", "Mulder": "Muller", "Kowalski": "Kovalsky", "Bouzid": "Bouzyd",
}  # fmt: skip
