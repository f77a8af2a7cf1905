# ./run test [PATH…]: see `./run --help`. Every leg adds a line to $TALLY; the last line sums them up.
TEST_TOOLS="postgresql:initdb redis-server:redis-server chromium:chromium poppler-utils:pdftotext nginx-light:nginx libreoffice-calc-nogui:soffice"
REPORTS=$ROOT/build/reports
TALLY=$REPORTS/tally
CODE="accounts config core documents evaluations foundation indicators"

run_tests() {
    PATH=$PATH:/usr/sbin:$(postgresql_bin)
    rm -rf "$REPORTS" && mkdir -p "$REPORTS" "$VAR_DIR" && : >"$TALLY"
    if [ $# -gt 0 ]; then
        set_up requirements-dev.lock
        unset DATABASE_URL CELERY_BROKER_URL VAR_DIR
        leg chosen -m "not queue and not journey" "$@"
    else
        install_test_tools
        set_up requirements-dev.lock
        unset DATABASE_URL CELERY_BROKER_URL VAR_DIR
        all_checks
        all_legs
        coverage_report
        closing_lines
    fi
    "$VENV/bin/python" setup/tally.py "$REPORTS"
}

run_soak() { # docs/quality.md: 1,000 races and duels on both databases, 200 kills on both queues, every mutant of the core
    PATH=$PATH:$(postgresql_bin)
    rm -rf "$REPORTS" && mkdir -p "$REPORTS" "$VAR_DIR" && : >"$TALLY"
    install_test_tools
    set_up requirements-dev.lock
    unset DATABASE_URL CELERY_BROKER_URL VAR_DIR
    export RACES=1000 KILLS=200 ALL_QUEUES=yes
    leg races-sqlite -n 2 -m race
    leg kills -n 2 -m queue tests/foundation/jobs
    on_postgresql leg races-postgresql -n 2 -m race
    for package in scoring figures filing; do
        check "mutants-$package" "$VENV/bin/python" setup/mutants.py "core/$package"
    done
    closing_lines
    "$VENV/bin/python" setup/tally.py "$REPORTS"
}

postgresql_bin() { # Debian keeps initdb out of the PATH
    for bin in /usr/lib/postgresql/*/bin; do printf '%s' "$bin"; done
}

missing_tools() { # prints the Debian packages whose command is not there
    for tool in $TEST_TOOLS; do
        PATH=$PATH:$(postgresql_bin) command -v "${tool#*:}" >/dev/null || printf ' %s' "${tool%:*}"
    done
}

install_test_tools() {
    missing=$(missing_tools)
    [ -n "$missing" ] && is_root || return 0
    step "安装测试用的系统组件：$missing packages for the tests"
    apt_install $missing || say "$(tail -n 3 "$VAR_DIR/apt.log")"
    PATH=$PATH:$(postgresql_bin)
}

check() { # $1: its name; the rest: a command that is silent or short when all is well
    name=$1
    shift
    step "$name"
    if "$@" >"$REPORTS/$name.log" 2>&1; then
        echo "$name 1 0" >>"$TALLY"
    else
        echo "$name 0 1" >>"$TALLY"
        tail -n 60 "$REPORTS/$name.log"
    fi
}

all_checks() { # two at a time: mypy takes as long as all the others
    bin=$VENV/bin
    django="env VAR_DIR=$ROOT/build/check-var SECRET_KEY=$(date +%s)-for-checks-only-$$-0123456789-0123456789-abcdef"
    check types $django "$bin/mypy" $CODE &
    check ruff "$bin/ruff" check .
    check format "$bin/ruff" format --check .
    check imports "$bin/lint-imports"
    check templates "$bin/djlint" templates --check --lint
    check dependencies "$bin/deptry" .
    check packages "$bin/python" -m pip check
    check migrations $django "$bin/python" manage.py makemigrations --check --dry-run
    check system $django "$bin/python" manage.py check --fail-level WARNING
    check deployment $django HTTPS=true "$bin/python" manage.py check --deploy --fail-level WARNING
    wait
}

leg() { # $1: its name; the rest: pytest's arguments
    name=$1
    shift
    step "pytest $name"
    COVERAGE_FILE=$REPORTS/.coverage.$name "$VENV/bin/python" -m pytest -q --junit-xml "$REPORTS/$name.xml" "$@" && code=0 || code=$?
    [ -s "$REPORTS/$name.xml" ] || echo "$name 0 1" >>"$TALLY"
    [ "$code" -le 1 ] || [ "$code" = 5 ] || echo "$name-broke-off 0 1" >>"$TALLY"
}

POSTGRESQL_OWN="tests/foundation/audit tests/foundation/backup" # what runs code that only PostgreSQL reaches
UNMEASURED="tests/permissions tests/documents/test_same_bytes.py" # reach nothing of their own
MEASURED="--cov --cov-branch --cov-report="

all_legs() { # native: Python 3.11 can fail to parse the code of a traceback beside Playwright's greenlets, and ends all
    # three on two cores: whoever waits for a lease, a lock, a worker or a browser leaves its core to the others
    set -- -n 3 --dist worksteal --tb=native
    leg sqlite "$@" $MEASURED -m "not journey and not browser" $(ignoring $UNMEASURED)
    leg sqlite-unmeasured "$@" $UNMEASURED
    on_postgresql postgresql_legs "$@"
}

postgresql_legs() { # measuring doubles a test's time: what SQLite's leg has measured is not measured again
    leg postgresql-own "$@" $MEASURED -m "not once" $POSTGRESQL_OWN
    leg postgresql "$@" -m "not once" $(ignoring $POSTGRESQL_OWN)
}

ignoring() { # tests that another leg runs
    printf -- '--ignore=%s ' "$@"
}

on_postgresql() { # "$@" with DATABASE_URL of a private cluster
    if start_postgresql; then
        export DATABASE_URL=$cluster_url
        "$@"
        unset DATABASE_URL
        stop_postgresql
    elif command -v initdb >/dev/null || [ "${CI:-}" = true ]; then # there and not starting is a failure anywhere
        echo "postgresql-did-not-start 0 1" >>"$TALLY"
    fi
}

as_cluster_owner() { # PostgreSQL refuses to run as root
    if is_root; then (cd / && runuser -u postgres -- env PATH="$PATH" "$@"); else "$@"; fi
}

start_postgresql() { # a private cluster on a socket of its own; sets cluster_url
    command -v initdb >/dev/null || return 1
    cluster=$(mktemp -d)
    ! is_root || chown postgres "$cluster"
    trap stop_postgresql EXIT INT TERM
    as_cluster_owner initdb -D "$cluster/data" -A trust -U ziping -E UTF8 --locale=C.UTF-8 --no-sync \
        >"$REPORTS/initdb.log" 2>&1 || { tail -n 5 "$REPORTS/initdb.log"; return 1; }
    as_cluster_owner pg_ctl -D "$cluster/data" -l "$cluster/log" -w -s start \
        -o "-k $cluster -c listen_addresses='' -c fsync=off -c max_connections=100" || return 1
    cluster_url="postgres://ziping@/$cluster/postgres"
}

stop_postgresql() {
    [ -n "${cluster:-}" ] || return 0
    as_cluster_owner pg_ctl -D "$cluster/data" -m immediate -s stop || true
    rm -rf "$cluster"
    cluster=
}

coverage_report() {
    (
        cd "$REPORTS"
        export COVERAGE_FILE=$REPORTS/.coverage COVERAGE_RCFILE=$ROOT/pyproject.toml
        "$VENV/bin/coverage" combine --keep >/dev/null 2>&1 || true
    )
    step coverage
    COVERAGE_FILE=$REPORTS/.coverage "$VENV/bin/coverage" report --fail-under="${COVERAGE_GATE:-100}" \
        >"$REPORTS/coverage.log" 2>&1 && echo "coverage 1 0" >>"$TALLY" || echo "coverage 0 1" >>"$TALLY"
    tail -n 40 "$REPORTS/coverage.log"
}

closing_lines() { # what this machine could not have
    missing=$(missing_tools)
    [ -z "$missing" ] || say "本机缺少下列组件，相应测试没有运行：$missing。 Not run for want of:$missing."
}
