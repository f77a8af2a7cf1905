#!/bin/sh
# sh deploy/proxy.sh   writes nginx's configuration for these variables and becomes nginx. With `check`: says whether it is right.
set -eu
here=$(dirname "$0")
folder=${PROXY_DIR:-/tmp}
http=${HTTP_LISTEN:-8080}
https=${HTTPS_LISTEN:-8443}
tls=${TLS_IN:-/tls}

servers=
for server in ${WEB_SERVERS:-web:8000}; do servers="$servers server $server max_fails=1 fail_timeout=2s;"; done

if [ "${TLS:-false}" = true ]; then
    listen="listen $https ssl http2; ssl_certificate $tls/fullchain.pem; ssl_certificate_key $tls/privkey.pem;"
    redirect="server { listen $http; server_tokens off; return 301 https://\$host\$request_uri; }"
else
    listen="listen $http;"
    redirect=
fi
hsts= # on its own pages; the product sets it on those of the product
[ "${HTTPS:-false}" != true ] || hsts='add_header Strict-Transport-Security "max-age=31536000; includeSubDomains; preload" always;'
scheme=\$scheme
[ "${PROXY_COUNT:-1}" -le 1 ] || scheme=\$http_x_forwarded_proto # the one before us ends TLS

sed -e "s|@FOLDER@|$folder|g" -e "s|@SERVERS@|$servers|" -e "s|@LISTEN@|$listen|" \
    -e "s|@REDIRECT@|$redirect|" -e "s|@SCHEME@|$scheme|" -e "s|@HSTS@|$hsts|" "$here/nginx.conf" >"$folder/nginx.conf"
[ "${1:-}" != check ] || exec nginx -t -q -c "$folder/nginx.conf"
exec nginx -c "$folder/nginx.conf" -g "daemon off;"
