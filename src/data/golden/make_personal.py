"""Which strings python-stdnum takes for an IBAN or a number with a Luhn check digit: known numbers, and
copies of them with one digit changed or two neighbours swapped."""

import json
import pathlib
import random

from stdnum import iban, luhn

IBANS = ["DE89370400440532013000", "GB82WEST12345698765432", "FR1420041010050500013M02606",
         "NO9386011117947", "NL91ABNA0417164300", "BE68539007547034", "CH9300762011623852957"]
CARDS = ["4242424242424242", "5555555555554444", "378282246310005", "6011111111111117",
         "3530111333300000", "2223003122003222", "4222222222222"]


def mutated(text, source):
    at = source.choice([i for i in range(4, len(text)) if text[i].isdigit()])
    if source.random() < 0.3 and text[at - 1].isdigit():
        return text[:at - 1] + text[at] + text[at - 1] + text[at + 1:]
    return text[:at] + str(source.randrange(10)) + text[at + 1:]


def cases(known, is_valid, source):
    texts = known + [mutated(each, source) for each in known for _ in range(12)]
    return [{"text": each, "valid": is_valid(each)} for each in texts]


if __name__ == "__main__":
    source = random.Random(7)
    made = {"ibans": cases(IBANS, lambda each: iban.is_valid(each, check_country=False), source),
            "cards": cases(CARDS, luhn.is_valid, source)}
    sections = [f' "{name}": [\n' + ",\n".join("  " + json.dumps(each) for each in found) + "\n ]"
                for name, found in made.items()]
    out = "{\n" + ",\n".join(sections) + "\n}\n"
    pathlib.Path(__file__).with_name("personal.json").write_text(out)
