#!/bin/sh
# The product's own role and database; PostgreSQL's image runs this once, while it sets up an empty volume.
# The role owns its database and nothing else; the server's superuser stays the image's own.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set role="${DATABASE_ROLE:-ziping}" \
    --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\set password `cat "$DATABASE_PASSWORD_FILE"`
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role";
SQL
