"""GET /healthz: whether the store answers and the workers are alive."""

import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypedDict

from flask import Blueprint, Response
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from syncd import workers
from syncd.api.operation import Operation
from syncd.api.requests import current_daemon
from syncd.api.responses import ErrorDetail, json_response, language
from syncd.clock import iso, maybe_iso, read_clock
from syncd.fields import WrittenMoment
from syncd.problems import Explanation, Problem

log = logging.getLogger(__name__)
blueprint = Blueprint("health", __name__)
BUILD_REPORT = Path("build", "report.json")
PUBLISHED = Path("published", "outcome.json")

STORE_SILENT = Explanation(
    "health.store",
    503,
    "データの保存先が応答しません。",
    "The store does not answer.",
    "ディスクの空きとデータベースを確かめてください。",
    "Check the disk's free space and the database.",
)
WORKERS_SILENT = Explanation(
    "health.workers",
    503,
    "裏で働くワーカーが{seconds}秒より長く動いていません。",
    "No worker has run a task for more than {seconds} seconds.",
    "kairan worker が動いているか、キューが詰まっていないか確かめてください。",
    "Check that a kairan worker runs and that the queue is not stuck.",
)


class HealthResponse(BaseModel):
    """``pulse_at``: the last sign of life of a worker. ``build``: the last build's report.

    ``published``: what came of publishing it to static storage, where it is published.
    """

    status: Literal["ok", "failing"]
    time: WrittenMoment
    pulse_at: WrittenMoment | None = None
    build: dict[str, Any] | None = None
    published: dict[str, Any] | None = None
    error: ErrorDetail | None = None


class Reports(TypedDict):
    build: dict[str, Any] | None
    published: dict[str, Any] | None


OPERATIONS = (
    Operation(
        "get",
        "/healthz",
        "Whether the daemon is well, and if not, why.",
        {200: HealthResponse, 503: HealthResponse},
    ),
)


@blueprint.get("/healthz")
def healthz() -> Response:
    daemon = current_daemon()
    now = read_clock()
    state = daemon.settings.path("STATE")
    reports: Reports = {
        "build": _report(state / BUILD_REPORT),
        "published": _report(state / PUBLISHED),
    }
    try:
        with daemon.store.read() as connection:
            pulse_at = workers.last_pulse(connection)
    except SQLAlchemyError:
        log.exception("the store does not answer")
        return _failing(Problem(STORE_SILENT), now, None, reports)
    if not workers.are_alive(pulse_at, now):
        seconds = int(workers.SILENT_AFTER.total_seconds())
        return _failing(Problem(WORKERS_SILENT, seconds=seconds), now, pulse_at, reports)
    body = HealthResponse(status="ok", time=iso(now), pulse_at=maybe_iso(pulse_at), **reports)
    return json_response(body, omit_none=True)


def _failing(
    problem: Problem,
    now: datetime,
    pulse_at: datetime | None,
    reports: Reports,
) -> Response:
    body = HealthResponse(
        status="failing",
        time=iso(now),
        pulse_at=maybe_iso(pulse_at),
        **reports,
        error=ErrorDetail(**problem.said_in(language())),
    )
    return json_response(body, problem.status, omit_none=True)


def _report(file: Path) -> dict[str, Any] | None:
    try:
        report = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        return {"status": "unreadable", "reason": str(error)}
    return report if isinstance(report, dict) else {"status": "unreadable"}
