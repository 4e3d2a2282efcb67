#!/usr/bin/env bash
# Looks at the drafts in FILES and annotates the pull request; fails as FAIL_ON says.
set -uo pipefail
bamsat=${BAMSAT:-"$(dirname "$0")/../../../target/release/bamsat"}
# One name a line, blanks around it aside.
mapfile -t files < <(sed 's/^[[:space:]]*//; s/[[:space:]]*$//; /^$/d' <<<"${FILES:-}")
[ "${#files[@]}" -gt 0 ] || { echo "no files" >&2; exit 2; }
code=0
keep() { [ "$1" -gt "$code" ] && code=$1; return 0; }
# A name may begin like an option: nothing behind `--` is one.
"$bamsat" lint --format github --fail-on "${FAIL_ON:-error}" -- "${files[@]}"
keep $?
if [ -n "${SARIF:-}" ]; then
    "$bamsat" lint --format sarif --fail-on never --quiet --output "$SARIF" -- "${files[@]}"
fi
for file in "${files[@]}"; do
    # Only plans whose parents the settings name can be held against them.
    if "$bamsat" config --parents="$file" >/dev/null 2>&1; then
        "$bamsat" check --format github --fail-on "${FAIL_ON:-error}" -- "$file"
        keep $?
    fi
done
exit "$code"
