"""Whatever a request may be by the OpenAPI document, or just not be: an answer that the document knows, never a 500."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from servers import OWN_RULES, settings_of

from tonecheck.server.app import application
from tonecheck.server.worker import Rules


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("schema")
    (folder / "own.yaml").write_text(OWN_RULES, encoding="utf-8")
    app = application(settings_of(folder / "state", rules=Rules((str(folder / "own.yaml"),), reader=False)))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


ROUTES = [
    ("/v1/check", "POST"), ("/v1/checks", "POST"), ("/v1/checks/{id}/outcome", "POST"), ("/v1/meta", "GET"),
    ("/v1/insights", "GET"), ("/metrics", "GET"), ("/healthz", "GET"),
]
RIGHT, WRONG = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE


def test_every_route_is_tried(api: Any) -> None:
    assert [(r.ok().path, r.ok().method.upper()) for r in api.get_all_operations()] == ROUTES


@pytest.mark.parametrize(
    ("path", "method", "mode"),
    # A request without a body or parameters cannot be wrong.
    [(path, method, mode) for path, method in ROUTES for mode in (RIGHT, WRONG)
     if mode is RIGHT or method == "POST" or path == "/v1/insights"],
)
def test_every_request_is_answered_as_documented(api: Any, path: str, method: str, mode: schemathesis.GenerationMode) -> None:
    operation = api[path][method]

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=[not_a_server_error, status_code_conformance, response_schema_conformance])

    answered()
