"""Rules of the file as a text: encoding, YAML syntax, limits."""

from csprog.validation.catalogue.rule import Rule

_MANY_OFFICES = "".join(f"-     Офис {number}: Офис № {number}\n" for number in range(1, 1002))

TEXT = (
    Rule(
        "unreadable",
        "The file is there and can be read.",
        "A plan that was not checked must not pass for one without problems. So a file that is missing, that you may "
        "not read or that is too large to be a plan is a problem like any other, and the other files are checked all "
        "the same.",
        "- csprog validate programme/2052.yaml\n+ csprog validate programme/2025.yaml",
        frame="command",
    ),
    Rule(
        "encoding",
        "The file is text in UTF-8.",
        "Saved otherwise, the same bytes are other letters on the next machine, and nobody can tell which were meant. "
        "UTF-8 is what YAML 1.2 recommends, what git shows and what every editor can save.",
        """
        - # сохранено в Windows-1251
        + # сохранено в UTF-8
          passport:
            year: 2025
            title: Программа мероприятий
            organisation: ПАО «Саратовэнерго»
        """,
        frame="file",
        encoding="cp1251",
    ),
    Rule(
        "forbidden-character",
        "There are no invisible characters that control or reorder what is shown.",
        "A mark that turns the direction of writing makes a line look different from what programs read: this is how "
        "“Trojan Source, CVE-2021-42574” hides things from reviewers. Control characters can do the same to a "
        "terminal. What is published must be what was approved.",
        r"""
        - text: "Установка \u202Eтерминалов электронной очереди"
        + text: Установка терминалов электронной очереди
        """,
    ),
    Rule(
        "conflict-markers",
        "No merge conflict is left in the file.",
        "Where two people changed the same place, git leaves both versions between marker lines for a person to "
        "choose from, and until then the file says two things at once. Most of these conflicts never arise once "
        "“csprog merge-driver --install” was run: entries added to one journal on two branches are then both kept.",
        """
          passport:
            year: 2025
        - <<<<<<< ours
        -   title: Программа повышения качества обслуживания
        - =======
            title: Программа мероприятий по повышению качества обслуживания
        - >>>>>>> theirs
            organisation: ПАО «Саратовэнерго»
        """,
        frame="file",
    ),
    Rule(
        "yaml-syntax",
        "The file is YAML.",
        "csprog, editors and all other programs have to read the same from the file, so its signs follow YAML 1.2. A "
        "fault of syntax hides what comes after it; it is mended first. The most frequent one is a colon with a space "
        "inside a value without quotes.",
        """
        - result: Сервис внедрён: терминалы стоят во всех офисах
        + result: "Сервис внедрён: терминалы стоят во всех офисах"
        """,
    ),
    Rule(
        "too-deep",
        "Lists and keys are nested no deeper than a plan needs.",
        "The deepest value of a plan, an office in an entry of the journal, lies eleven levels down. What lies more "
        "than twice as deep is a slip of indentation or brackets, or an attack: thousands of levels make many "
        "programs run out of memory.",
        f"- offices: {'[' * 25}Заволжское МРО{']' * 25}\n+ offices: [Заволжское МРО]",
    ),
    Rule(
        "too-many",
        "There are no more keys and problems than a person can look through.",
        "A thousand keys in one place, or a thousand values at fault, are not a plan but another file, a lost "
        "indentation or an attack on whoever checks it. The first thousand problems are told one by one, the others "
        "are counted: mend those and check again.",
        f"  printed:\n    offices:\n{_MANY_OFFICES}+     Заволжское МРО: Заволжского района",
    ),
    Rule(
        "alias",
        "Every value is written out where it stands, without aliases.",
        "An alias (*name) repeats a value that stands elsewhere. A reader of this line can't see what was approved, "
        "and whoever changes the other place changes this one unawares. A few lines of aliases that refer to each "
        "other can also exhaust a program's memory.",
        """
        - text: &terminals Установка терминалов электронной очереди
        + text: Установка терминалов электронной очереди
          due: 2025-12-31
        - result: *terminals
        + result: Терминалы установлены
        """,
    ),
    Rule(
        "anchor",
        "There are no anchors.",
        "An anchor (&name) serves only the aliases that refer to it, and a plan has none. If it was meant as a text "
        "that begins with “&”, put the text in quotes.",
        "- result: &итог Сервис внедрён\n+ result: Сервис внедрён",
    ),
    Rule(
        "tag",
        "There are no tags.",
        "A tag (!name) makes a program read a value as something other than it looks like; some programs create "
        "whatever it names. In a plan the key alone says what its value is. If it was meant as a text that begins "
        "with “!”, put the text in quotes.",
        "- due: !!timestamp 2025-12-31\n+ due: 2025-12-31",
    ),
    Rule(
        "merge-key",
        "There are no merge keys.",
        "A merge key (<<) takes keys from another place, so that a measure's own lines don't say what was approved. "
        "YAML 1.2 no longer has it: two programs could read two different plans from one file.",
        """
        - <<: *terminals
          text: Установка терминалов электронной очереди
        + due: 2025-12-31
        + result: Терминалы установлены
        """,
    ),
    Rule(
        "second-document",
        "The file holds one document.",
        "A line of three hyphens begins a second YAML document, which many programs never read: what stands there "
        "would be shown to nobody. The plan of another year is a file of its own.",
        """
        + # в programme/2025.yaml; план на 2026 год — в programme/2026.yaml
          passport:
            year: 2025
            title: Программа мероприятий
            organisation: ПАО «Саратовэнерго»
        - ---
        - passport:
        -   year: 2026
        -   title: Программа мероприятий
        -   organisation: ПАО «Саратовэнерго»
        """,
        frame="file",
    ),
    Rule(
        "key-not-text",
        "Every key is a word.",
        "A list or keys in the place of a key are nearly always a slip of brackets or of a dash. Most programs can't "
        "read such a file at all.",
        """
          printed:
            offices:
        -     [Заволжское МРО]: Заволжского района
        +     Заволжское МРО: Заволжского района
        """,
    ),
    Rule(
        "duplicate-key",
        "No key stands twice in one place.",
        "YAML 1.2 wants keys to be unique. Of programs that don't check, one takes the first value and another the "
        "last: with two deadlines nobody could say which one was approved. Git itself can merge two branches into "
        "this without a conflict.",
        """
        - due: 2025-06-30
        + due: 2025-12-31
          result: Терминалы установлены
        - due: 2025-12-31
        """,
    ),
)
