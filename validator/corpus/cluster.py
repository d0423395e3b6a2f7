"""Parts made by Dask's workers: a cluster of this machine, or that of a scheduler somebody runs.

No more is handed out than keeps the workers busy, so that a scheduler of millions of reports holds few tasks. Parts
are taken as they come; which worker made one, and how often it was begun, shows in nothing.
"""

from __future__ import annotations

import logging
import signal
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from validator.corpus.judging import made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.corpus.judging import Task
    from validator.corpus.manifest import Written

AHEAD = 2  # tasks of each worker: the one it is at, and the next
AGAIN = 20  # how often a part is handed out again whose workers die before they have judged one report more
SPARING = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"}  # memory goes back where it came from
PATIENCE = 30  # seconds to wait for a scheduler, and for its first worker


class ClusterError(Exception):
    """The workers cannot be had, or cannot work; the message says why."""


def library() -> Any:
    """Return what shares work among machines. Raises ClusterError where it is not installed."""
    try:
        import cryptography  # noqa: F401 - what seals the way to workers
        import distributed
        import pyarrow  # noqa: F401 - what workers write
    except ImportError as error:
        raise ClusterError(f"a corpus needs {error.name}: pip install 'tieout[corpus]'") from error
    return distributed


@contextmanager
def here(workers: int) -> Iterator[Any]:
    """Give who asks so many workers of this machine: processes of one thread each.

    The way to them is sealed with a key of this run, for whoever may talk to a worker may have it do anything.
    """
    distributed = library()
    import tempfile

    import dask

    quiet = {
        "logging.distributed": "critical",
        "distributed.worker.daemon": True,
        "distributed.scheduler.http.routes": [],  # nothing is told to who has no key
        "distributed.worker.http.routes": [],
    }
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(quiet))
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="tieout-", ignore_cleanup_errors=True))
        security = distributed.Security.temporary()
        cluster = distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            security=security,
            local_directory=scratch,
            silence_logs=logging.CRITICAL,
            env=SPARING,
            preload=[__name__],
        )
        stack.enter_context(cluster)
        yield stack.enter_context(distributed.Client(cluster, security=security))


def dask_setup(_: object) -> None:
    """Leave it to who asked to end a worker of this machine, where a terminal interrupts all there is."""
    with suppress(ValueError):  # no thread but the first may say so
        signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def at(address: str) -> Iterator[Any]:
    """Give who asks the workers of a scheduler. Raises ClusterError."""
    distributed = library()
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        why = " ".join(str(error).split())
        raise ClusterError(f"--scheduler {address}: no scheduler answers there ({why})") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ClusterError(f"--scheduler {address}: it has no workers") from None
        threads = client.nthreads()
        if any(count != 1 for count in threads.values()):
            raise ClusterError(
                f"--scheduler {address}: a worker has {max(threads.values())} threads; start workers with --nthreads 1"
            )
        yield client


def done(client: Any, tasks: Iterable[Task]) -> Iterator[Written]:
    """Yield parts as they are made. Raises ClusterError, and what a worker raises."""
    distributed = library()
    waiting = iter(tasks)
    most = AHEAD * max(1, len(client.nthreads()))
    asked: dict[Any, tuple[Task, int]] = {}

    def submitted(task: Task, times: int) -> Any:
        future = client.submit(made, task, key=f"{task.part.name}-{task.run}-{times}", pure=False)
        asked[future] = task, times
        return future

    running = distributed.as_completed([submitted(task, 0) for task in islice(waiting, most)])
    for future in running:
        task, times = asked.pop(future)
        try:
            written = future.result()
        except distributed.KilledWorker:
            if times >= AGAIN + 2 * sum(len(unit.found) for unit in task.part.units):
                first = task.part.units[0].names[0]
                raise ClusterError(f"workers die before they have judged anything ({first})") from None
            running.add(submitted(task, times + 1))
            continue
        except distributed.CancelledError:
            raise ClusterError("the scheduler is gone; what is done is kept, and the same command goes on") from None
        for following in islice(waiting, 1):
            running.add(submitted(following, 0))
        yield written
