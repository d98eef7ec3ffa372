"""The look of the page beyond Streamlit's theme. This module holds all of the app's CSS but the map's own."""

import streamlit as st

_CSS = """
<style>
html { --ink: #20262e; --muted: #5b6270; --line: #dedad0; --surface: #f1efe9; --orange: #d05f00; --blue: #2f6da8; }
.stMainBlockContainer { padding: 2rem 2.5rem 1.5rem; max-width: 1720px; }
.stSidebar .banner, .stSidebar .label { color: #b9c4cf; font-size: 14px; }
[data-testid="stHtml"] { font-size: 16px; line-height: 1.6; }
[data-testid="stHtml"] h1 { font: 600 24px/1.45 "Noto Sans Thai", Sarabun, sans-serif; padding: 0; margin: 0; }
[data-testid="stHtml"] h2 { font: 600 19px/1.5 "Noto Sans Thai", Sarabun, sans-serif;
  padding: 0; margin: 18px 0 4px; }
[data-testid="stHtml"] h3 { font: 600 16px/1.5 "Noto Sans Thai", Sarabun, sans-serif;
  padding: 0; margin: 10px 0 2px; }
[data-testid="stHtml"] p { margin: 0 0 6px; }
[data-testid="stHtml"] ul { margin: 2px 0 8px; padding-left: 1.2em; }
[data-testid="stHtml"] a { color: var(--blue); text-decoration: underline; overflow-wrap: anywhere; }
.banner, .quiet { color: var(--muted); font-size: 15px; }
.note { color: var(--muted); font-size: 14px; }
.warn { border-left: 3px solid var(--orange); padding-left: 10px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; }
.figure { border: 1px solid var(--line); border-radius: 6px; padding: 8px 16px; }
.figure .label { font-size: 15px; }
.figure .value { font-size: 28px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.figure .value.words { font-size: 18px; line-height: 2.1; }
table.records { border-collapse: collapse; width: 100%; font-size: 15px; }
table.records caption { text-align: left; color: var(--muted); padding: 4px 0; }
table.records th { text-align: left; font-weight: 600; background: var(--surface); }
table.records th, table.records td { border-bottom: 1px solid var(--line); padding: 6px 10px; vertical-align: top; }
table.records td { overflow-wrap: anywhere; }
.bar { display: inline-grid; grid-template-columns: minmax(120px, 190px) minmax(80px, 1fr) 104px; gap: 0 12px;
  align-items: center; padding: 3px 0; width: calc(100% - 22px); vertical-align: middle; }
[data-testid="stHtml"] > .bar, p + .bar { width: 100%; padding-left: 18px; }
.bar .note { grid-column: 1 / -1; }
.bar .note:empty { display: none; }
.track { height: 10px; border-radius: 5px; background: var(--surface); overflow: hidden;
  border: 1px solid var(--line); }
.fill { display: block; height: 100%; background: #4788bd; }
.bar .value { font-variant-numeric: tabular-nums; }
details > summary { cursor: pointer; padding: 4px 0; min-height: 24px; }
details { border-bottom: 1px solid var(--line); padding: 2px 0 6px; }
iframe[src*="streamlit_folium"] { border: 1px solid var(--line); border-radius: 6px; display: block; }
[data-testid="stHtml"] { container-type: inline-size; }
@container (max-width: 800px) {
  table.wide thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  table.wide tr { display: block; border-bottom: 1px solid var(--line); padding: 6px 0; }
  table.wide td { display: grid; grid-template-columns: 8em 1fr; gap: 8px; border: 0; padding: 2px 0; }
  table.wide td::before { content: attr(data-label); color: var(--muted); font-size: 14px; }
}
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3.6rem .9rem 1.5rem; }
  [data-testid="stHtml"] h1 { font-size: 20px; }
  .st-key-controls { gap: 4px 12px; }
  .st-key-controls :has(> .stSelectbox), .st-key-controls .stSelectbox { width: 100% !important; }
  .figures { grid-template-columns: 1fr 1fr; gap: 8px; }
  .figure { padding: 8px 10px; }
  .figure .value { font-size: 22px; }
  .bar { grid-template-columns: 1fr 84px; }
  .bar .track { grid-column: 1 / -1; grid-row: 2; }
}
@media (max-width: 480px) { iframe[src*="streamlit_folium"] { height: 482px; } }
@media print { [data-testid="stSidebar"], [data-testid="stHeader"], .stSelectbox, .stButtonGroup { display: none; } }
</style>
"""


def apply() -> None:
    """Lay the app's CSS over the page."""
    st.html(_CSS)
