#!/usr/bin/env bash
# Puts the program for TARGET with its licences and guides into dist/bamsat-VERSION-TARGET.ARCHIVE, beside its checksum.
set -euo pipefail
target=$1 archive=$2 version=$3
name="bamsat-$version-$target"
program="target/$target/release/bamsat"
[ "$archive" = zip ] && program="$program.exe"
mkdir -p "dist/$name"
cp "$program" LICENSE-APACHE LICENSE-MIT README.md README.vi.md CHANGELOG.md "dist/$name/"
cd dist
if [ "$archive" = zip ]; then
    # Windows has no zip, but its tar writes one.
    if command -v zip >/dev/null; then zip -qr "$name.zip" "$name"; else tar -a -cf "$name.zip" "$name"; fi
else
    tar -czf "$name.$archive" "$name"
fi
rm -r "$name"
if command -v sha256sum >/dev/null; then sha256sum "$name.$archive"; else shasum -a 256 "$name.$archive"; fi >"$name.$archive.sha256"
