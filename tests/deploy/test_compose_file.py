"""docker-compose.yml keeps to the schema, holds no secret, and lets each service end its work."""

import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.deploy import compose

SERVICES = compose.read()["services"]
OURS = ("web", "worker", "beat", "migrate")
UNCHECKED = {"beat", "migrate"}
SECRET_NAME = re.compile(r"KEY|PASSWORD|SECRET|TOKEN|DATABASE_URL")


def by_the_schema(path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def seconds(text):
    return float(text.removesuffix("s"))


def test_it_keeps_to_the_schema():
    assert by_the_schema(compose.FILE).returncode == 0


@pytest.mark.parametrize(
    ("right", "wrong"), [("restart: unless-stopped", "restart: [often]"), ("command:", "comand:")]
)
def test_the_schema_would_find_a_fault(tmp_path, right, wrong):
    broken = tmp_path / "docker-compose.yml"
    broken.write_text(compose.FILE.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")

    assert by_the_schema(broken).returncode == 1


def test_every_part_is_there():
    assert set(SERVICES) == {"proxy", "web", "worker", "beat", "migrate", "db", "redis"}


@pytest.mark.parametrize("name", ["web", "worker"])
def test_several_of_them_run(name):
    assert int(SERVICES[name]["deploy"]["replicas"]) >= 2


@pytest.mark.parametrize("name", SERVICES)
def test_each_has_a_health_check_but_those_that_cannot(name):
    check = SERVICES[name]["healthcheck"]

    assert check == {"disable": True} if name in UNCHECKED else "test" in check


@pytest.mark.parametrize("name", SERVICES)
def test_no_health_check_needs_curl(name):
    words = " ".join(SERVICES[name]["healthcheck"].get("test", []))

    assert not re.search(r"\b(curl|wget)\b", words)


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_come_as_files(name):
    given = compose.environment(SERVICES[name])
    named = {key: value for key, value in given.items() if SECRET_NAME.search(key)}
    secrets = {key: value for key, value in named.items() if key != "PASSWORD_PROFILE"}

    assert all(key.endswith("_FILE") and value.startswith("/run/secrets/") for key, value in secrets.items())


def test_every_secret_is_a_file_that_the_script_makes(tmp_path):
    made = compose.read({"SECRETS_DIR": str(tmp_path)})["secrets"]
    subprocess.run(["sh", compose.ROOT / "deploy" / "make_secrets.sh", tmp_path], check=True)

    assert {secret["file"] for secret in made.values()} == {str(path) for path in tmp_path.iterdir()}


def test_the_script_keeps_the_secrets_that_are_there(tmp_path):
    command = ["sh", compose.ROOT / "deploy" / "make_secrets.sh", tmp_path / "secrets"]
    subprocess.run(command, check=True)
    first = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    subprocess.run(command, check=True)

    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == first
    assert first["database_password"] in first["database_url"]
    assert first["redis_conf"].removeprefix("requirepass ") in first["broker_url"]
    assert len({value[-64:] for value in first.values()}) == len(first) == 6


def test_others_on_the_machine_cannot_enter_the_folder_of_secrets(tmp_path):
    subprocess.run(["sh", compose.ROOT / "deploy" / "make_secrets.sh", tmp_path / "secrets"], check=True)

    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_every_variable_is_written_with_one_default():
    others = compose.VARIABLE.sub("", compose.FILE.read_text(encoding="utf-8"))

    assert "$" not in others
    assert {name: found for name, found in compose.variables().items() if len(found - {""}) > 1} == {}


@pytest.mark.parametrize("name", OURS)
def test_ours_run_without_rights_on_a_disk_that_is_read_only(name):
    service = SERVICES[name]

    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_only_the_proxy_can_be_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["proxy"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_the_tables_are_current_before_anything_uses_them(name):
    waits = SERVICES[name]["depends_on"]

    assert waits["migrate"]["condition"] == "service_completed_successfully"


def test_redis_forgets_nothing_on_its_own():
    words = " ".join(SERVICES["redis"]["command"])

    assert ("--maxmemory-policy noeviction" in words, "--appendonly yes" in words) == (True, True)


def test_a_worker_may_end_its_job():
    longest = settings.CELERY_TASK_TIME_LIMIT

    assert seconds(SERVICES["worker"]["stop_grace_period"]) > longest


def test_a_web_server_may_end_its_requests_before_the_proxy_gives_up():
    config = {}
    exec((compose.ROOT / "gunicorn.conf.py").read_text(encoding="utf-8"), config)
    proxy = (compose.ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    waits = seconds(re.search(r"proxy_read_timeout (\d+s)", proxy)[1])

    assert seconds(SERVICES["web"]["stop_grace_period"]) > config["graceful_timeout"]
    assert waits > config["timeout"]


def test_what_is_kept_is_on_volumes():
    kept = {
        "db": "/var/lib/postgresql/data",
        "redis": "/data",
        "web": "/data",
        "worker": "/data",
        "beat": "/data",
    }
    volumes = compose.read()["volumes"]

    for name, folder in kept.items():
        mounted = SERVICES[name]["volumes"][0]
        assert mounted.partition(":")[2] == folder
        assert mounted.partition(":")[0] in volumes


def test_the_image_asks_for_the_settings_that_the_product_knows():
    from config.starting import RULES

    known = {*RULES, "VAR_DIR", "STATIC_DIR", "FONTS_DIR", "FONTCONFIG_FILE", "WEB_ADDRESS", "WORKER_NAME"}
    given = {name.removesuffix("_FILE") for name in compose.environment(SERVICES["web"])} | {
        "FONTCONFIG_FILE"
    }

    assert given - known - {"SECRET_KEY", "FONTCONFIG", "VIRUS_SCANNER"} == set()


def test_every_setting_of_the_product_can_be_set_for_it():
    from config.starting import RULES

    given = {name.removesuffix("_FILE") for name in compose.environment(SERVICES["web"])}

    assert {*RULES, "VIRUS_SCANNER"} - given == {"DEBUG"}
