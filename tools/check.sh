#!/usr/bin/env bash
# Everything a machine can say without running a test; goes through to the end and fails if any part did.
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=()
part() {
    local name=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $name"
    else
        printf 'FAILED  %s\n%s\n' "$name" "$output"
        failed+=("$name")
    fi
}
# Settings without a database, a data folder or a key: nothing here needs any of them.
export STORSTUA_SECRET_KEY=only-for-checks DATABASE_URL=postgresql://nobody@127.0.0.1:1/none
export DJANGO_SETTINGS_MODULE=storstua.config.settings
mapfile -t texts < <(git ls-files 'storstua/*.py' 'tests/*.py' 'tools/*.py' 'docs/*.md')

part "lint" $bin/ruff check --quiet .
part "format" $bin/ruff format --check --quiet .
part "types" $bin/mypy
part "contracts between rooms" $bin/lint-imports
part "migrations are all there" $bin/python -W ignore -m storstua.launcher.django_command \
    makemigrations --check --dry-run
part "texts" $bin/python tools/words.py --check
part "templates" $bin/djlint storstua --lint --quiet
part "spelling" $bin/codespell "${texts[@]}"

[ ${#failed[@]} = 0 ] || {
    echo "Not right: ${failed[*]}"
    exit 1
}
