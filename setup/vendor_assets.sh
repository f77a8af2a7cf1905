#!/bin/sh
# Refresh static/vendor from npm packages. A maintainer runs this by hand; users never need node.
# usage: sh setup/vendor_assets.sh [STATIC_DIR]
set -eu
dest=${1:-static}/vendor
mkdir -p "$dest"
: >"$dest/MANIFEST.tsv"

sum() { sha256sum <"$1" | cut -d' ' -f1; }

# take PACKAGE VERSION LICENCE FILE...   copies files without their source map comments (whose maps are not shipped)
take() {
    package=$1 version=$2 licence=$3
    shift 3
    tmp=$(mktemp -d)
    (cd "$tmp" && npm pack --silent "$package@$version" >/dev/null && tar xzf ./*.tgz)
    for file in "$@"; do
        name=$(basename "$file")
        # two expressions: a map comment on a line of its own, and one at the end of the last line
        sed -e '/^\/[/*]# sourceMappingURL=/d' -e 's|/\*# sourceMappingURL=[^*]*\*/||' "$tmp/package/$file" >"$dest/$name"
        printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$package" "$version" "$licence" "$(sum "$dest/$name")" >>"$dest/MANIFEST.tsv"
    done
    text="LICENSE.$package.txt"
    cp "$tmp/package/LICENSE" "$dest/$text"
    printf '%s\t%s\t%s\t%s\t%s\n' "$text" "$package" "$version" "$licence" "$(sum "$dest/$text")" >>"$dest/MANIFEST.tsv"
    rm -rf "$tmp"
}

take bootstrap 5.3.8 MIT dist/css/bootstrap.min.css

if grep -l sourceMappingURL "$dest"/*.css; then
    echo "a source map comment is left" >&2
    exit 1
fi
cat "$dest/MANIFEST.tsv"
