#!/bin/sh
# Fetches a list until everything has arrived, or nothing more will come.
#
#   sh examples/fetch_until_done.sh LIST FOLDER [OPTIONS]
#
# COPLAY names the program where it is not simply "coplay".
set -u
list=${1:?name a list} folder=${2:?name a folder}
shift 2
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cp "$list" "$work/todo" || exit 2

for round in 1 2 3; do
  ${COPLAY:-coplay} download -i "$work/todo" -d "$folder" --json \
    --failed-to "$work/failed" "$@" >"$work/events"
  code=$?
  # One JSON object a line: what arrived, and why the rest did not.
  grep '"event":"done"' "$work/events" | sed 's/.*"path":"\([^"]*\)".*/arrived: \1/'
  grep '"event":"failed"' "$work/events" |
    sed 's/.*"url":"\([^"]*\)".*"reason":"\([^"]*\)".*/failed:  \1 (\2)/'
  case $code in
    0) echo "complete after round $round"; exit 0 ;;
    # Worth another round: the network (4), a file that changed (8), or several kinds (1).
    1 | 4 | 8) mv "$work/failed" "$work/todo" ;;
    *) break ;;
  esac
done
echo "not complete: exit code $code"
exit "$code"
