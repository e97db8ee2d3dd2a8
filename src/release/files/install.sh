#!/bin/sh
# Installs coplay for this user: fetches the executable for this machine, checks it against SHA256SUMS, and puts
# it into ~/.local/bin.
#
#   COPLAY_INSTALL   the folder for it, in place of ~/.local/bin
#   COPLAY_RELEASE   where the files of the release lie
set -eu

release=${COPLAY_RELEASE:-https://github.com/coplay/coplay/releases/latest/download}
folder=${COPLAY_INSTALL:-$HOME/.local/bin}

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

case $(uname -s) in
  Linux) system=unknown-linux-gnu ;;
  Darwin) system=apple-darwin ;;
  *) fail "there is no executable for $(uname -s); on Windows use install.ps1" ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=x86_64 ;;
  arm64 | aarch64) machine=aarch64 ;;
  *) fail "there is no executable for $(uname -m)" ;;
esac
archive=coplay-$machine-$system.tar.gz

fetch() {
  if command -v curl >/dev/null; then
    curl -fsSL -o "$2" "$1" || fail "cannot fetch $1"
  elif command -v wget >/dev/null; then
    wget -q -O "$2" "$1" || fail "cannot fetch $1"
  else
    fail "curl or wget is needed"
  fi
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1"
  else
    shasum -a 256 "$1"
  fi | cut -d ' ' -f 1
}

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
fetch "$release/SHA256SUMS" "$temp/SHA256SUMS"
fetch "$release/$archive" "$temp/$archive"
wanted=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$archive\$/\1/p" "$temp/SHA256SUMS")
[ -n "$wanted" ] || fail "SHA256SUMS does not name $archive"
[ "$(sha256 "$temp/$archive")" = "$wanted" ] || fail "$archive is not what SHA256SUMS says; nothing was installed"

tar -xzf "$temp/$archive" -C "$temp"
mkdir -p "$folder"
# A running coplay keeps its old file: the new one takes its name.
cp "$temp/coplay/coplay" "$folder/.coplay.new"
mv -f "$folder/.coplay.new" "$folder/coplay"
echo "Installed $("$folder/coplay" --version) in $folder"
case :$PATH: in
  *:"$folder":*) ;;
  *) echo "Add $folder to PATH to start it as coplay" ;;
esac
