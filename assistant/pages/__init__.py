"""The pages of the web app. Beside `app.py` the only place that knows Streamlit; no answer is found or checked here."""
