from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.journal.figures import job_figures
from manyhands.notifications.models import Mail


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what a table holds")
def test_each_number_is_asked_by_an_index(db):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        job_figures()
        Mail.objects.count_waiting()
    plans = []
    with connection.cursor() as cursor:
        for query in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plans.append(" / ".join(row[3] for row in cursor.fetchall()))

    assert len(plans) == 5
    for plan in plans:
        assert "INDEX delivery_due" in plan or "INDEX mail_waiting" in plan, plan
        assert "TEMP B-TREE" not in plan, plan
