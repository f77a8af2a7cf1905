# ./run: set up, then `manage.py serve --prepare` in this process's place.

serve() {
    host=127.0.0.1
    for argument in "$@"; do
        [ "${previous:-}" != --host ] || host=$argument
        case $argument in --host=*) host=${argument#--host=} ;; esac
        previous=$argument
    done
    set_up requirements.lock
    ALLOWED_HOSTS=${ALLOWED_HOSTS:-$(allowed_hosts "$host")}
    export ALLOWED_HOSTS HASHED_STATIC_FILES=true
    exec "$VENV/bin/python" manage.py serve --prepare "$@"
}

allowed_hosts() { # $1: the address listened on; every address of this machine where it is 0.0.0.0
    names="localhost,127.0.0.1,[::1],$1"
    case $1 in 0.0.0.0 | ::) for address in $(hostname -I 2>/dev/null) $(hostname); do names="$names,$address"; done ;; esac
    printf '%s' "$names"
}
