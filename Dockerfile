# Two images: `app` is web, worker, beat and migrate; `proxy` stands before them. Nothing secret is in either.
# Packages, fonts and Python packages come through `./run setup`, with the same lists and sums as on bare Debian.

FROM debian:bookworm-slim AS base
WORKDIR /app
COPY setup/say.sh setup/packages.sh setup/
RUN VAR_DIR=/tmp; . setup/say.sh; . setup/packages.sh; \
    apt_install $RUN_PACKAGES python3 || { cat /tmp/apt.log; exit 1; }; \
    rm -rf /var/lib/apt/lists/* /tmp/*

FROM base AS build
COPY run requirements.lock ./
COPY setup setup
RUN ./run setup && cd var/fonts && sha256sum -c --quiet ../../setup/fonts.sha256
COPY manage.py gunicorn.conf.py ./
COPY accounts accounts
COPY config config
COPY core core
COPY documents documents
COPY evaluations evaluations
COPY foundation foundation
COPY indicators indicators
COPY static static
COPY templates templates
RUN VAR_DIR=/tmp STATIC_DIR=/app/collected HASHED_STATIC_FILES=true .venv/bin/python manage.py collectstatic --no-input -v 0 \
    && .venv/bin/python -m compileall -q accounts config core documents evaluations foundation indicators \
    && chmod -R a+rX collected var && rm -rf run setup var/*.log var/fonts/.cache

# Font folders get whole seconds: a layer keeps no more of a time, and fontconfig would not believe its cache.
FROM base AS app
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin ziping && install -d -o ziping -g ziping -m 0750 /data
COPY --from=build /app /app
RUN find /app/var/fonts /usr/share/fonts -type d -exec touch -d '2020-01-01 00:00:00' {} + \
    && FONTCONFIG_FILE=/app/var/fonts/fonts.conf fc-cache
ENV PATH=/app/.venv/bin:/usr/bin:/bin HOME=/tmp LANG=C.UTF-8 TZ=Asia/Shanghai PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER ziping
EXPOSE 8000
CMD ["gunicorn", "config.wsgi"]

FROM debian:bookworm-slim AS proxy
WORKDIR /app
COPY setup/say.sh setup/packages.sh setup/
RUN VAR_DIR=/tmp; . setup/say.sh; . setup/packages.sh; \
    apt_install $PROXY_PACKAGES || { cat /tmp/apt.log; exit 1; }; \
    rm -rf /var/lib/apt/lists/* /tmp/* setup
COPY deploy/proxy.sh deploy/nginx.conf deploy/
ENV TZ=Asia/Shanghai
USER www-data
EXPOSE 8080 8443
CMD ["sh", "deploy/proxy.sh"]
