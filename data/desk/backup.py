"""Backups, made and put back by those who may. This module stands between them and `data.store`."""

from pathlib import Path

from data.desk.rights import require, signature
from data.schema import Act, Actor
from data.store import Store
from data.store import backup as backups
from data.store import restore as restores
from data.store.restore import Restored


def back_up(store: Store, actor: Actor, file: Path) -> None:
    """Write everything that `store` holds to `file`; see `data.store.backup.back_up`.

    Raises
    ------
    NotAllowedError
        The actor may not.
    """
    require(actor, Act.BACK_UP)
    backups.back_up(store, file)


def restore(url: str, actor: Actor, file: Path, *, as_it_is: bool = False) -> Restored:
    """Put a backup in the place of what is kept at `url`; see `data.store.restore.restore`.

    Raises
    ------
    NotAllowedError
        The actor may not.
    """
    require(actor, Act.BACK_UP)
    return restores.restore(url, file, signature(actor), as_it_is=as_it_is)
