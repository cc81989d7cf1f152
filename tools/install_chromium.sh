#!/usr/bin/env bash
# The browser of the journeys: Debian's chromium, installed when it is missing and we may.
set -eu
command -v chromium >/dev/null && exit 0
as_root=""
if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || {
        echo "The journeys need Debian's chromium: sudo apt-get install chromium" >&2
        exit 1
    }
    as_root="sudo -n"
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null
