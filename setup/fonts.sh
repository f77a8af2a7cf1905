# The fonts of the official paper: FandolFang, FandolKai, FandolSong Bold out of Debian's texlive-lang-chinese,
# without TeX Live. A private fonts.conf names these folders only: fonts that happen to be installed must not
# change an official document.
FONTCONFIG_FILE=$VAR_DIR/fonts/fonts.conf
FONTS_DIR=$VAR_DIR/fonts
export FONTCONFIG_FILE FONTS_DIR

set_up_fonts() {
    mkdir -p "$VAR_DIR/fonts"
    sed "s|@FONTS@|$VAR_DIR/fonts|g" setup/fonts.conf >"$FONTCONFIG_FILE.new"
    cmp -s "$FONTCONFIG_FILE.new" "$FONTCONFIG_FILE" || cp "$FONTCONFIG_FILE.new" "$FONTCONFIG_FILE"
    rm -f "$FONTCONFIG_FILE.new"
    fandol_is_there || install_fandol
    [ -d "$VAR_DIR/fonts/.cache" ] || fc-cache >/dev/null 2>&1 || true # else the first paper waits for it
}

install_fandol() {
    step "安装文书字体 fonts of the paper"
    fetch_fandol && fandol_is_there && return
    say "提示：没有取得方正仿宋一类的文书字体（Fandol），文书将用 Noto 字体印出。" \
        "Warning: the Fandol fonts could not be had; the paper is printed in Noto until the next start finds them."
}

fandol_is_there() { (cd "$VAR_DIR/fonts" && sha256sum -c --status "$ROOT/setup/fonts.sha256" 2>/dev/null); }

fetch_fandol() { # needs apt's lists; as root they are updated first
    is_root && apt_update
    fetched=$(mktemp -d) || return 1
    chmod 755 "$fetched"
    if (cd "$fetched" && apt-get download -qq texlive-lang-chinese >"$VAR_DIR/fonts.log" 2>&1) \
        && dpkg-deb --fsys-tarfile "$fetched"/texlive-lang-chinese_*.deb | tar -x -C "$fetched" --wildcards \
            '*/fonts/opentype/public/fandol/Fandol[FHKS]*.otf' '*/texlive-doc/fonts/fandol/*' 2>>"$VAR_DIR/fonts.log"; then :; fi
    find "$fetched" -path '*fandol*' -type f -exec cp {} "$VAR_DIR/fonts/" \;
    rm -rf "$fetched"
}
