#!/bin/sh
# sh deploy/make_secrets.sh [FOLDER]   draws the secrets of docker-compose.yml once; what is there stays.
# The folder is closed to others; the files in it are not, for the containers' user is not this one.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 700 "$folder"

draw() { head -c 48 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'; } # 64 characters, fit for an address

keep() { # $1: the file; $2: its content
    [ -s "$folder/$1" ] && return
    printf '%s' "$2" >"$folder/$1.new"
    chmod 444 "$folder/$1.new"
    mv "$folder/$1.new" "$folder/$1"
}

keep secret_key "$(draw)"
keep postgres_password "$(draw)" # of the server's superuser, whom the product does not need
keep database_password "$(draw)"
keep database_url "postgres://ziping:$(cat "$folder/database_password")@${DATABASE_ADDRESS:-db:5432}/ziping"
keep redis_conf "requirepass $(draw)"
keep broker_url "redis://:$(sed 's/^requirepass //' "$folder/redis_conf")@${REDIS_ADDRESS:-redis:6379}/0"
