import argparse
import json
import subprocess
import sys

import pytest

from ..commands import match
from ..fit import FULL, firm, points
from ..sheets import read_round

REQUESTS = """\
id,received_on,area,age_band,languages,contact_forms,must,excluded
R1,2026-10-17,rygg,30-44,nb,phone,,
R2,2026-10-20,rygg,under18,nb,phone,,
R3,2026-10-20,rygg,45-59,nb,phone,area,
"""
SUPPORTERS = """\
id,areas,languages,contact_forms,capacity,active_matches,minors_approved,paused
S1,rygg,nb,phone,1,0,no,no
S2,rygg,nb,phone,1,0,no,yes
S3,nakke,nb,phone,1,1,yes,no
"""


@pytest.fixture
def run(tmp_path, capsys):
    """Runs the command on two texts; gives exit code, output and errors."""

    def runner(*flags, requests=REQUESTS, supporters=SUPPORTERS):
        paths = tmp_path / "R.csv", tmp_path / "S.csv"
        for path, text in zip(paths, (requests, supporters), strict=True):
            path.write_text(text)
        parser = argparse.ArgumentParser()
        match.add_arguments(parser)
        files = ["--requests", str(paths[0]), "--supporters", str(paths[1])]
        code = match.run(parser.parse_args([*files, *flags]))
        captured = capsys.readouterr()
        return code, captured.out, captured.err.replace(f"{tmp_path}/", "")

    return runner


def test_json_has_the_plan_with_reasons_and_why_others_are_left(run):
    code, out, errors = run("--json")
    answer = json.loads(out)
    assert (code, errors) == (0, "")
    assert isinstance(answer.pop("seconds"), float)
    score = answer["assignments"][0]["score"]
    assert answer == {
        "assignments": [
            {
                "request": "R1",
                "supporter": "S1",
                "score": score,
                "reasons": [
                    {"code": "area", "met": True, "text": "Samme område: rygg"},
                    {"code": "contact_forms", "met": True, "text": "Begge kan bruke: telefon"},
                    {"code": "languages", "met": True, "text": "Felles språk: norsk"},
                    {"code": "waiting", "met": True, "text": "Har ventet i 3 dager"},
                    {"code": "load", "met": True, "text": "Har 0 av 1 samtaler"},
                ],
            }
        ],
        "unmatched": [
            {
                "request": "R2",
                "why": [
                    {"code": "paused", "count": 1},
                    {"code": "full", "count": 1},
                    {"code": "minors_not_approved", "count": 2},
                ],
            },
            {
                "request": "R3",
                "why": [
                    {"code": "paused", "count": 1},
                    {"code": "full", "count": 1},
                    {"code": "must_area", "count": 1},
                    {"code": "taken", "count": 1},
                ],
            },
        ],
        "total_score": score,
    }


def test_candidates_are_all_allowed_pairs_at_the_scores_of_the_plan(run):
    answer = json.loads(run("--json", "--candidates")[1])
    first, third = answer["candidates"]
    assert (first["request"], first["supporter"]) == ("R1", "S1")
    assert first["score"] == answer["assignments"][0]["score"]
    assert (third["request"], third["supporter"]) == ("R3", "S1")
    assert 0 < third["score"] < first["score"]


def test_nobody_waiting_gives_empty_lists(run):
    answer = json.loads(run("--json", "--candidates", requests="")[1])
    del answer["seconds"]
    assert answer == {"assignments": [], "unmatched": [], "total_score": 0.0, "candidates": []}


def test_nobody_to_ask_leaves_everybody_unmatched(run):
    answer = json.loads(run("--json", supporters="")[1])
    why = [{"code": "no_supporters", "count": 0}]
    assert answer["unmatched"] == [{"request": name, "why": why} for name in ("R1", "R2", "R3")]


def test_faults_go_to_standard_error_and_no_plan_is_made(run):
    code, out, errors = run(
        "--json",
        requests=REQUESTS.replace("30-44", "34"),
        supporters=SUPPORTERS.replace("phone,1,0,no,yes", "phone,many,0,no,maybe"),
    )
    assert (code, out) == (2, "")
    assert [line.rsplit(":", 1)[0] for line in errors.splitlines()] == [
        "R.csv: line 2, column age_band",
        "S.csv: line 3, column capacity",
        "S.csv: line 3, column paused",
    ]


def test_the_table_is_for_people(run):
    code, out, _ = run()
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("R1  S1  0.")
    assert lines[1] == "    + Samme område: rygg"
    assert lines[6:11] == [
        "R2  ingen",
        "    1 har pause",
        "    1 har ingen ledig plass",
        "    2 er ikke godkjent for unge under 18",
        "R3  ingen",
    ]
    assert lines[-1].startswith("1 av 3, samlet 0.")


def test_the_table_lists_candidates_when_asked_and_hides_control_characters(run):
    out = run("--candidates", requests=REQUESTS.replace("R1", "R\x1b1"))[1]
    assert "Alle par som kan møtes:\nR?1  S1  0." in out


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_the_command_needs_neither_django_nor_numpy(tmp_path, flags):
    (tmp_path / "R.csv").write_text(REQUESTS)
    (tmp_path / "S.csv").write_text(SUPPORTERS)
    program = (
        "import sys\n"
        "from storstua.launcher.command_line import main\n"
        "code = main(sys.argv[1:])\n"
        "loaded = {'django', 'numpy', 'scipy', 'psycopg'} & set(sys.modules)\n"
        "sys.exit(f'loaded {loaded}' if loaded else code)\n"
    )
    files = ["--requests", str(tmp_path / "R.csv"), "--supporters", str(tmp_path / "S.csv")]
    done = subprocess.run(  # noqa: S603 - our own interpreter and files
        [sys.executable, "-c", program, "match", *files, *flags],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "R1" in done.stdout


def test_printed_scores_add_up_and_are_those_of_the_pairs(run, tmp_path):
    crowd = "".join(f"R{n},2026-10-{n:02},rygg,30-44,nb,phone|chat,,S{n}\n" for n in range(4, 30))
    others = "".join(f"S{n},rygg|nakke,nb,chat,{n % 4},1,no,no\n" for n in range(4, 40))
    answer = json.loads(
        run("--json", "--candidates", requests=REQUESTS + crowd, supporters=SUPPORTERS + others)[1]
    )
    found, _ = read_round(str(tmp_path / "R.csv"), str(tmp_path / "S.csv"))
    pairs = {
        (seeker.id, supporter.id): points(seeker, supporter) / FULL
        for seeker in found.seekers
        for supporter in found.supporters
        if not firm(seeker, supporter)
    }
    printed = {(each["request"], each["supporter"]): each["score"] for each in answer["candidates"]}
    assert printed == pairs
    scores = [each["score"] for each in answer["assignments"]]
    assert [pairs[each["request"], each["supporter"]] for each in answer["assignments"]] == scores
    assert round(sum(scores), 4) == answer["total_score"]
