"""Articles for the tests of the HTML report, as lists of records."""

import json
import random

SHARED = (
    "The harbour council voted on Monday to rebuild the northern quay after two "
    "winters of storms had opened a gap of nine metres in its wall, and it set "
    "aside a first sum for stone, for divers and for the night watch that the "
    "pilots have asked for since the spring.")

CYRILLIC = (
    "Судно построили за два года на верфи в Каменной Губе, и оно берёт на борт "
    "восемьдесят пассажиров и двенадцать автомобилей, а зарядки батарей хватает "
    "на шесть рейсов, хотя зимой паром будет стоять у самого берега.")

CHINESE = (
    "青禾县栖茗镇的一座百年茶厂十八日重新开工，四十多名茶农冒着细雨把第一批鲜叶"
    "送进厂房，厂长说今年春天雨水充足，茶叶的香气比去年更浓，预计可以制成干茶六"
    "千公斤，镇里的小学已经约好下个月带孩子们来学采茶。")

COMBINING = (
    "Le cafe\u0301 ferme\u0301 depuis l'e\u0301te\u0301 a e\u0301te\u0301 "
    "repris par deux anciens e\u0301le\u0300ves de l'e\u0301cole du port, "
    "qui veulent y servir des plats pre\u0301pare\u0301s a\u0300 bord du "
    "bateau, y lire des poe\u0300mes et y garder les cle\u0301s des "
    "pe\u0302cheurs pendant la mare\u0301e.")

EMOJI = "🚢⚓️👩‍🚀🇫🇷 𝔸𝕓 "


def save(path, records):
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record) + "\n")


def unicode_articles():
    """Pairs that share a passage, after text of which a character takes one
    to four bytes and one or two UTF-16 units."""
    records = []
    for name, shared in (("latin", SHARED), ("cyrillic", CYRILLIC),
                         ("chinese", CHINESE), ("combining", COMBINING)):
        records.append({
            "id": name + "/1", "title": name, "source": "One",
            "published": "2024-03-04T10:15:00Z",
            "text": EMOJI * 3 + "Ünïcødé first.\r\n\r\n" + shared +
                    "\n\nA last word of it. " + EMOJI})
        records.append({
            "id": name + "/2", "title": name + " again", "source": "Two",
            "published": "2024-03-05T11:20:00Z",
            "text": "新闻 " + EMOJI + "before e\u0301 it.\n" + EMOJI + shared +
                    " " + EMOJI + "after."})
    return records


HOSTILE = [
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "</noscript><svg onload=window.hacked=1></svg>",
    "<!--<script>", "]]>", "--><b>bold</b>", "</style><style>*{color:red}",
    "&lt;i&gt; &amp;amp; &#60;u&#62;", "'\"><a href=javascript:hacked()>x</a>",
    "javascript:window.hacked=1", "{{7*7}}${7*7}<?list?>",
    "\u2028line\u2029paragraph", "\u202eright to left\u202c \u2066x\u2069",
    "nul\u0000 esc\u001b[31m del\u007f nel\u0085 c1\u009b", "bom\ufeff \ufffe",
    "back\\slash \\u003c \\", "emoji 🚢 lone \ufffd",
]


def hostile_articles():
    """Every field of articles, in every role, tries to break out."""
    records = []
    for i, evil in enumerate(HOSTILE):
        for j in range(3):
            records.append({
                "id": f"{evil}#{i}/{j}", "title": f"{evil} title {i}",
                "source": f"{evil} source", "url": "javascript:window.hacked=1",
                "published": f"2024-03-{i + 1:02}T1{j}:00:00Z",
                "text": f"{evil} {i} start {j}.\n\n" + words(i, 60) +
                        f" {evil} " + words(1000 + i, 40) +
                        f"\n\nThe end {j} {evil}"})
    return records


LETTERS = "abcdefghijklmnoprstuvwz"


def words(seed, num):
    """So many invented words, always the same for a seed."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choice(LETTERS)
                            for _ in range(rng.randint(2, 9)))
                    for _ in range(num))


def large_cluster(num):
    """One cluster of so many articles, each with some words of its own."""
    story = words(7, 120)
    return [{"id": f"copy/{i}", "title": f"Copy {i}", "source": f"S{i % 7}",
             "published": f"2024-01-{i % 7 + 1:02}T08:00:00Z",
             "text": story + "\n\n" + words(100 + i, 30 + i % 50)}
            for i in range(num)]


def many_articles(num):
    """About so many clustered articles, in clusters of 2 to 8, of the length
    of news."""
    rng = random.Random(11)
    vocabulary = words(12, 8000).split()
    records = []

    def text(length):
        return " ".join(rng.choice(vocabulary) for _ in range(length))

    while len(records) < num:
        paragraphs = [text(60) for _ in range(6)]
        for _ in range(rng.choice((2, 2, 2, 3, 3, 4, 5, 8))):
            chosen = [p for p in paragraphs if rng.random() < 0.8]
            own = [text(50) for _ in range(rng.randint(1, 3))]
            body = chosen + own
            rng.shuffle(body)
            number = len(records)
            records.append({
                "id": f"wire-{number:06}", "title": text(9),
                "source": rng.choice(("Coast", "North", "Agency", "Post")),
                "published": f"2024-{rng.randint(1, 12):02}-"
                             f"{rng.randint(1, 28):02}T12:00:00Z",
                "text": "\n\n".join(body)})
    return records


def standing_articles():
    """A paper with a footer, an article of it again elsewhere, credits, and a
    page under many titles."""
    footer = " ".join(words(77, 60).split()) + "."
    credit = "\n\n(Reporting by A. Writer; editing by B. Writer)"
    records = [{"id": f"p{i}", "source": "Post", "date": f"2024-01-{i + 3:02}",
                "text": words(i, 150) + "\n\n" + footer + credit}
               for i in range(24)]
    records.append({"id": "copy", "date": "2024-03-09", "source": "Post",
                    "text": "Again: " + records[1]["text"]})
    records += [{"id": f"page {i}", "source": "Herald", "title": f"Title {i}",
                 "date": f"2024-02-{2 * i + 1:02}", "text": words(99, 40)}
                for i in range(12)]
    return records
