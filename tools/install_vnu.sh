#!/usr/bin/env bash
# The checker of HTML (package vnu-jar of npm) and the Java it runs on, installed when missing and we may.
set -eu
cd "$(dirname "$0")/html"
missing=()
command -v java >/dev/null || missing+=(default-jre-headless)
command -v npm >/dev/null || [ -d node_modules/vnu-jar ] || missing+=(npm)
if [ ${#missing[@]} != 0 ]; then
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || {
            echo "The check of HTML needs Debian's packages: sudo apt-get install ${missing[*]}" >&2
            exit 1
        }
        as_root="sudo -n"
    fi
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || {
        echo "The check of HTML needs Debian's packages: apt-get install ${missing[*]}" >&2
        exit 1
    }
fi
[ node_modules/vnu-jar -nt package-lock.json ] && exit 0
npm ci --ignore-scripts --no-audit --no-fund --loglevel error || {
    echo "The check of HTML needs the package vnu-jar: cd tools/html && npm ci --ignore-scripts" >&2
    exit 1
}
touch node_modules/vnu-jar
