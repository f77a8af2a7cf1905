# Python 3.11 and the hash-locked packages in .venv.

find_python() { # prints the first Python 3.11 with venv; nothing where there is none
    for candidate in "${PYTHON:-}" python3.11 python3; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || continue
        printf '%s' "$candidate"
        return
    done
}

why_no_python() { # one sentence: what there is, and what to do
    found=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || printf '无 none')
    printf '%s' "需要带 venv 的 Python 3.11，本机为 ${found}：请安装 python3.11 和 python3.11-venv 后重试。"
    printf '%s' " Python 3.11 with venv is needed, this machine has ${found}: install python3.11 and python3.11-venv, then try again."
}

# --no-deps: the lock names every package. Without it pip looks for the newest "coverage[toml]", which the lock
# names without its extra, and refuses what it found for want of a hash as soon as there is a newer release.
install_python_packages() { # $1: the lock file; a stamp of its sum lets the next start skip this
    stamp=$(sha256sum "$1" | cut -c1-64)
    [ -x "$VENV/bin/python" ] && grep -qsx "$stamp" "$VENV/.stamps" && return
    python=$(find_python)
    [ -n "$python" ] || die "$(why_no_python)"
    step "安装 Python 组件（$1） Python packages"
    [ -x "$VENV/bin/python" ] || "$python" -m venv "$VENV"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
        --only-binary :all: -r "$1" >"$VAR_DIR/pip.log" 2>&1 \
        || die "$(tail -n 3 "$VAR_DIR/pip.log")
Python 组件没有装成，请检查网络后重试，全文见 $VAR_DIR/pip.log。 Python packages could not be installed; see that file."
    echo "$stamp" >>"$VENV/.stamps"
    [ "$1" = requirements.lock ] || sha256sum requirements.lock | cut -c1-64 >>"$VENV/.stamps" # it holds these too
}
