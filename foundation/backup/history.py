"""The migrations that a database has had: read, compared with the product's own, made again (D11)."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import Node as GraphNode
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from foundation.backup.manifest import Node

LEFT_OUT = frozenset({"django_session"})
"""Tables whose rows are not backed up: whoever was signed in signs in again."""
TABLE = MigrationRecorder.Migration._meta.db_table


def applied() -> list[Node]:
    """Every migration of an installed app that this database has had."""
    installed = _loader().migrated_apps
    return sorted(node for node in MigrationRecorder(connection).applied_migrations() if node[0] in installed)


def unknown(nodes: Iterable[Node]) -> list[Node]:
    """Those that this version of the product does not have."""
    return sorted(set(nodes) - set(_loader().graph.nodes))


def is_closed(nodes: Iterable[Node]) -> bool:
    """Whether all that the migrations stand on are among them."""
    graph, there = _loader().graph, set(nodes)
    return all(there.issuperset(graph.forwards_plan(node)) for node in there)


def models_at(nodes: Iterable[Node]) -> list[type[Model]]:
    """The models as they were after these migrations, by table, also those between two others."""
    apps = _loader().project_state(sorted(nodes)).apps
    models = apps.get_models(include_auto_created=True)
    mine = [model for model in models if model._meta.managed and not model._meta.proxy]
    return sorted(mine, key=lambda model: model._meta.db_table)


def migrate_to(nodes: Iterable[Node]) -> None:
    """On an empty database: make the tables of that time, without what signals would put into them."""
    there = set(nodes)
    executor = MigrationExecutor(connection)
    below = executor.loader.graph.node_map
    executor.migrate([node for node in sorted(there) if not _children(below[node]) & there])


def migrate_forward() -> None:
    """Bring the tables up to date as every start does; that lays the append-only triggers, too."""
    call_command("migrate", verbosity=0, interactive=False)


def _children(node: GraphNode) -> set[Node]:
    """The migrations of the same app that stand directly on this one."""
    return {child.key for child in node.children if child.key[0] == node.key[0]}


def _loader() -> MigrationLoader:
    return MigrationLoader(None)
