"""The pages people see. Streamlit lives here and in dashboard.py."""
