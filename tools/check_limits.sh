#!/usr/bin/env bash
# Functions of at most 60 lines and a cognitive complexity of at most 15: tools/check_limits.sh BUILD
set -euo pipefail
cd "$(dirname "$0")/.."
checks='-*,readability-function-cognitive-complexity,readability-function-size'
config="{CheckOptions: {readability-function-cognitive-complexity.Threshold: 15,
  readability-function-cognitive-complexity.IgnoreMacros: true,
  readability-function-size.LineThreshold: 60, readability-function-size.StatementThreshold: 800}}"
found=$(git ls-files 'src/*.cpp' | grep -v _test.cpp |
    xargs -P "$(nproc)" -n 4 clang-tidy-19 -p "$1" --quiet --checks="$checks" --config="$config" \
        2> /dev/null | grep -E "^/.*: warning" | sort -u || true)
[[ -z $found ]] || { printf '%s\n' "$found"; exit 1; }
