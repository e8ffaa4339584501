#include "data/given_names.hpp"

#include <algorithm>
#include <array>

#include "data/words.hpp"

namespace assay::data {
namespace {

// Sorted by bytes.
constexpr auto kNames = std::to_array<std::string_view>(
    {"aaron",     "abigail",     "adam",      "agnieszka",  "ahmed",     "ahmet",      "aisha",
     "alan",      "albert",      "alejandro", "alessandro", "alexander", "alexis",     "ali",
     "alice",     "amanda",      "amit",      "amy",        "andrea",    "andreas",    "andrew",
     "andrzej",   "angela",      "anja",      "anjali",     "anna",      "anthony",    "antoine",
     "antonio",   "arjun",       "arthur",    "ashley",     "ayse",      "ayşe",       "barbara",
     "beatriz",   "benjamin",    "betty",     "beverly",    "billy",     "bobby",      "bradley",
     "brandon",   "brenda",      "brian",     "brigitte",   "brittany",  "bruce",      "bryan",
     "camille",   "carl",        "carlos",    "carmen",     "carol",     "carolyn",    "catherine",
     "celine",    "charles",     "cheryl",    "chiara",     "chloe",     "chloé",      "christina",
     "christine", "christopher", "claudia",   "cynthia",    "céline",    "daniel",     "danielle",
     "david",     "deborah",     "debra",     "deepak",     "denise",    "dennis",     "diane",
     "diego",     "dieter",      "dolores",   "donald",     "donna",     "doris",      "dorothy",
     "douglas",   "dylan",       "edward",    "elijah",     "elizabeth", "emily",      "emine",
     "emma",      "eric",        "erika",     "ethan",      "eugene",    "evelyn",     "fatima",
     "fatma",     "felix",       "fernando",  "finn",       "florian",   "frances",    "francesca",
     "francesco", "francisco",   "francois",  "françois",   "gabriel",   "gary",       "george",
     "gerald",    "gerhard",     "giovanni",  "gisela",     "giulia",    "giuseppe",   "gregory",
     "guadalupe", "guenther",    "günther",   "hannah",     "hans",      "harold",     "hasan",
     "hassan",    "hatice",      "heather",   "heike",      "heinz",     "helen",      "helga",
     "helmut",    "henry",       "hüseyin",   "ibrahim",    "ines",      "ingrid",     "inês",
     "isabella",  "isabelle",    "jacob",     "jacqueline", "jacques",   "james",      "jan",
     "janet",     "janice",      "jason",     "javier",     "jean",      "jeffrey",    "jennifer",
     "jeremy",    "jerry",       "jesse",     "jessica",    "joan",      "joao",       "john",
     "jonas",     "jonathan",    "jorge",     "jose",       "josefa",    "joseph",     "joshua",
     "joyce",     "joão",        "juan",      "judith",     "judy",      "juergen",    "julia",
     "julie",     "julien",      "justin",    "jürgen",     "karen",     "karin",      "katarzyna",
     "katherine", "kathleen",    "kathryn",   "katrin",     "kayla",     "keith",      "kenneth",
     "kevin",     "khaled",      "kimberly",  "klaus",      "krzysztof", "kyle",       "larry",
     "laura",     "lauren",      "lawrence",  "lena",       "leon",      "leonie",     "linda",
     "lisa",      "lorenzo",     "lori",      "luc",        "luca",      "lucia",      "lucie",
     "lucía",     "luis",        "lukas",     "malgorzata", "manfred",   "manon",      "manuel",
     "marco",     "margaret",    "maria",     "marilyn",    "markus",    "martha",     "mary",
     "maryam",    "mathieu",     "matteo",    "matthew",    "matthias",  "małgorzata", "megan",
     "mehmet",    "melissa",     "mia",       "michael",    "michal",    "michał",     "michel",
     "michelle",  "miguel",      "mohamed",   "mohammed",   "monika",    "muhammad",   "mustafa",
     "nancy",     "natalie",     "nathalie",  "nathan",     "nicholas",  "nicolas",    "nicole",
     "noah",      "olivia",      "omar",      "pablo",      "pamela",    "patricia",   "patrick",
     "paul",      "paulo",       "pawel",     "paweł",      "pedro",     "peter",      "petra",
     "philip",    "philippe",    "pierre",    "pilar",      "piotr",     "priya",      "rachel",
     "rafael",    "rahul",       "rajesh",    "ralph",      "randy",     "raymond",    "rebecca",
     "renate",    "richard",     "robert",    "roger",      "ronald",    "rosario",    "roy",
     "russell",   "ryan",        "sabine",    "samantha",   "samuel",    "sandra",     "sanjay",
     "sara",      "sarah",       "sean",      "sebastian",  "sergio",    "sharon",     "shirley",
     "sophia",    "stefan",      "stephanie", "stephen",    "steven",    "sunita",     "susan",
     "susanne",   "sylvie",      "teresa",    "theresa",    "thomas",    "tiago",      "timothy",
     "tobias",    "tomasz",      "ursula",    "uwe",        "vijay",     "vincent",    "walter",
     "werner",    "william",     "willie",    "wolfgang",   "youssef",   "zachary",    "zeynep",
     "zofia"});

}  // namespace

bool is_given_name(std::string_view word) {
    return std::ranges::binary_search(kNames, std::string_view(plain(word)));
}

}  // namespace assay::data
