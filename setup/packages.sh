# Debian packages: installed where missing and root, else named in one line.
RUN_PACKAGES="ca-certificates libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk fonts-wqy-zenhei fonts-hanazono fonts-liberation2"
PROXY_PACKAGES="nginx-light"
TEST_PACKAGES="postgresql redis-server chromium poppler-utils $PROXY_PACKAGES"

missing_packages() { # prints those of "$@" that are not installed
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf ' %s' "$package"
    done
}

apt_update() { # once per run, and only before something is fetched
    [ -z "${apt_updated:-}" ] || return 0
    apt-get -o DPkg::Lock::Timeout=300 update -qq >"$VAR_DIR/apt.log" 2>&1 || true
    apt_updated=yes
}

apt_install() {
    apt_update
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "$@" \
        >>"$VAR_DIR/apt.log" 2>&1
}

set_up() { # $1: the lock file; the rest: packages wanted besides
    lock=$1
    shift
    mkdir -p "$VAR_DIR"
    command -v dpkg-query >/dev/null || die "本系统需要 Debian 12。 Debian 12 is needed: there is no dpkg here."
    missing=$(missing_packages $RUN_PACKAGES)
    [ -x "$VENV/bin/python" ] || [ -n "$(find_python)" ] || missing="$missing python3 python3-venv"
    if [ -n "$missing" ] && is_root; then
        step "安装系统组件：$missing system packages"
        apt_install $missing || die "$(tail -n 3 "$VAR_DIR/apt.log")
系统组件没有装成，请检查网络后重试，全文见 $VAR_DIR/apt.log。 System packages could not be installed; see that file."
    elif [ -n "$missing" ]; then
        die "缺少系统组件，请用管理员执行下面一行后重试。 System packages are missing; run this as root, then try again:
    apt-get update && apt-get install -y --no-install-recommends$missing"
    fi
    set_up_fonts
    install_python_packages "$lock"
}
