# What ./run says: one line at a time, Chinese first, then English.
say() { printf '%s\n' "$*"; }
step() { printf '%s %s\n' "$(date +%T)" "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }
