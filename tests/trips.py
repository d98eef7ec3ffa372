"""What of random and full records a form of export carries. This module is shared by the tests of both directions."""

from data.schema import TABLES, typed
from data.writers.content import Content
from data.writers.iati import left_out
from data.writers.losses import LOSSES


def columns_of(form, table):
    """Columns of a table that a form does not declare lost."""
    lost = {name for loss in LOSSES[form] if loss.table == table for name in loss.columns}
    return [name for name in TABLES[table].names if name not in lost]


def rows_of(frame, table, columns):
    """Rows of a frame as text with their key, each once."""
    whole = typed(table, frame.reindex(columns=list(TABLES[table].names)))
    rounded = whole[columns].apply(lambda values: values.round(7) + 0.0 if values.dtype.kind == "f" else values)
    return set(rounded.astype("object").where(rounded.notna(), None).astype("str").itertuples(index=False, name=None))


def begun(records, name="start_date"):
    """Initiatives as a reader sees them who knows of their start no more than the year."""
    work = records["initiatives"]
    return work.assign(**{name: work[name].dt.to_period("Y").dt.start_time.astype("datetime64[s]")})


def expected_of(form, records, day):
    """The records a form carries of random ones: all in a GeoPackage, else those that initiatives name."""
    if form in ("xlsx", "folder", "gpkg"):
        return records
    out = left_out(Content(records, day)).index if form == "iati" else ()
    work = begun(records)
    work = work[~work["initiative_id"].isin(out)].reset_index(drop=True)
    parts = records["participation"]
    parts = parts[parts["initiative_id"].isin(work["initiative_id"])]
    precision = records["precision"]
    precision = precision[(precision["table"] == "initiatives") & precision["record"].isin(work["initiative_id"])]
    agencies = records["agencies"]
    expected = {**records, "initiatives": work, "participation": parts, "precision": precision}
    if form == "iati":
        expected["participation"] = parts = parts.dropna(subset=["role"])
        expected["initiatives"] = work.assign(
            budget_thb=work["budget_thb"].mask(work["start_date"].isna() | work["end_date"].isna()),
            source_url=work["source_url"].where(work["source_url"].str.match("https?://").fillna(value=False)),
        )
    return expected | {"agencies": agencies[agencies["agency_id"].isin(parts["agency_id"])]}
