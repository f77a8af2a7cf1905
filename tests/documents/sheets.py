"""An imprint for papers that hang on no stamp."""

from __future__ import annotations

from datetime import UTC, datetime

from documents.imprint import Imprint

IMPRINT = Imprint(
    footer="送签稿　编号：2021-441602-0001　版本码：7K3M-9QXT-2VHB-4",
    title="医疗救助补助资金-自评表",
    identifier="7K3M-9QXT-2VHB-4",
    created=datetime(2022, 4, 6, 1, 2, 3, tzinfo=UTC),
)
