"""What the theme does not reach: the style sheet of the page, the one place for CSS."""

from __future__ import annotations

from assistant.theme import ACCENT, ACCENT_ON_DARK, DARK, LIGHT

STYLE = f"""
<style>
.stApp {{ --accent: light-dark({ACCENT}, {ACCENT_ON_DARK}); --mark: color-mix(in srgb, var(--accent) 26%, transparent);
  --page: light-dark({LIGHT["backgroundColor"]}, {DARK["backgroundColor"]});
  --secondary: light-dark({LIGHT["secondaryBackgroundColor"]}, {DARK["secondaryBackgroundColor"]});
  --line: light-dark({LIGHT["borderColor"]}, {DARK["borderColor"]}); }}
[data-testid="stMainBlockContainer"] {{ padding: 3.5rem 1rem 0; min-height: 100dvh; display: flex; }}
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {{ min-height: 100%; flex: 1 1 auto; }}
[data-testid="stLayoutWrapper"]:has(> .st-key-asking) {{ position: sticky; bottom: 0; margin-top: auto; z-index: 5; }}
.st-key-asking {{ background: var(--page); padding: .5rem 0; gap: .3rem; }}
[data-testid="stLayoutWrapper"]:last-child > [class*="st-key-turn-"] {{ min-height: calc(100dvh - 11rem); }}
[data-testid="stHtml"] {{ overflow-wrap: anywhere; }}
[data-testid="stHtml"] a {{ color: var(--accent); }}
h2.question {{ font-size: 1.05rem; font-weight: 600; margin: 0; padding: .1rem 0 .1rem .8rem;
  border-left: 3px solid var(--accent); scroll-margin-top: 4rem; }}
p.state {{ min-height: 1.3rem; font-size: .85rem; }}
.answer p {{ font-size: 1.35rem; line-height: 1.45; margin: 0 0 .5rem; }}
.answer.unstated p {{ font-size: 1.15rem; }}
.answer a {{ font-size: .8em; text-decoration: none; padding: 0 .1em; white-space: nowrap; }}
.answer a:hover {{ text-decoration: underline; }}
.answer.writing p {{ min-height: 4rem; }}
h3.written {{ font-size: 1.05rem; font-weight: 600; margin: .6rem 0 .3rem; padding: 0; }}
h3.written + .answer p {{ font-size: 1.1rem; }}
p.small {{ font-size: .9rem; opacity: .8; margin: 0; }}
p.held {{ margin: 0; font-size: .9rem; opacity: .8; }}
@media (min-width: 60rem) {{
  [data-testid="stHtml"]:has(> p.held) {{ position: fixed; top: 1.1rem; right: 1.5rem; z-index: 1000001; width: auto; }}
}}
[data-testid="stMainBlockContainer"] {{ max-width: 90rem; }}
[data-testid="stTopNavLinkContainer"] {{ font-size: 1rem; }}
ul.values {{ display: flex; flex-wrap: wrap; gap: .6rem; margin: 0 0 .9rem; padding: 0; list-style: none; }}
ul.values li {{ flex: 1 1 10rem; margin: 0; padding: .5rem .9rem; border-left: 4px solid var(--accent);
  background: var(--secondary); }}
ul.values strong {{ font-size: 1.9rem; line-height: 1.2; font-weight: 700; }}
ul.values span {{ display: block; font-size: .9rem; }}
ul.values a {{ text-decoration: none; }}
ul.values + .answer p {{ font-size: 1.1rem; }}
table.held {{ border-collapse: collapse; width: 100%; }}
table.held :is(th, td) {{ text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }}
[data-testid="stSidebar"] :is([class*="st-key-conversation-"], [class*="st-key-outline-"]) button {{
  justify-content: flex-start; text-align: left;
  width: 100%; }}
[class*="st-key-next-"] :is([data-testid="stButton"], button) {{ max-width: 100%; height: auto; }}
:is([class*="st-key-next-"], [class*="st-key-example-"]) button p {{ white-space: normal; text-align: left; }}
.st-key-prose {{ max-width: 46rem; }}
[data-testid="stMain"] h1 {{ font-size: 1.9rem; padding-top: .4rem; }}
[data-testid="stMain"] h2 {{ font-size: 1.4rem; }}
[data-testid="stMain"] h2.question {{ font-size: 1.05rem; }}
[data-testid="stMain"] h1.paper {{ font-size: 1.5rem; margin: 0; padding: 0; }}
[class*="st-key-picture-sheet-"] {{ overflow-x: auto; }}
.st-key-picture-sheet-fit [data-testid="stImage"] {{ width: min(100%, 820px); }}
[class*="st-key-picture-sheet-larg"] :is([data-testid="stImage"], [data-testid="stImageContainer"], img) {{
  max-width: none !important; }}
.st-key-picture-sheet-larger :is([data-testid="stImage"], img) {{ width: 1230px !important; }}
.st-key-picture-sheet-largest :is([data-testid="stImage"], img) {{ width: 1640px !important; }}
p.act {{ margin: 0; }}
p.here {{ margin: 0; font-weight: 600; }}
.passage p.heading {{ font-weight: 600; }}
p.problem {{ border-left: 3px solid currentColor; padding-left: .8rem; margin: 0; }}
article.source {{ scroll-margin-top: 4.5rem; }}
article.source:target {{ outline: 2px solid var(--accent) !important; outline-offset: .6rem; border-radius: 2px; }}
article.source h3 {{ font-size: 1rem; font-weight: 600; margin: 0; padding: 0; }}
article.source h3 span {{ color: var(--accent); margin-right: .6em; }}
article.source p {{ font-size: .9rem; margin: .15rem 0 0; opacity: .85; }}
article.source blockquote {{ margin: .6rem 0 0; padding: .1rem 0 .1rem .8rem; border-left: 3px solid var(--accent);
  opacity: 1; }}
article.found h2 {{ font-size: 1.15rem; font-weight: 600; margin: .8rem 0 0; padding: 0; }}
article.found ul {{ margin: .5rem 0 0; padding: 0; list-style: none; }}
article.found li {{ margin: 0 0 .6rem; padding-left: .8rem; border-left: 3px solid var(--line); }}
article.found li p {{ margin: 0; max-width: 46rem; }}
[class*="st-key-more-"] button p {{ color: var(--accent); text-decoration: underline; }}
p.place {{ font-size: .9rem; margin: 0; }}
p.place span {{ opacity: .8; }}
button[kind^="primary"] p {{ color: var(--page); }}
.papers h2 {{ margin: 0; padding: .8rem 0 0; }}
.papers h3 {{ font-size: 1.05rem; padding: .6rem 0 .2rem; }}
article.paper {{ margin: 0 0 .8rem; padding-left: .8rem; border-left: 3px solid var(--line); }}
article.paper h4 {{ font-size: 1rem; font-weight: 600; margin: 0; padding: 0; }}
article.paper ol {{ margin: .3rem 0 0; padding-left: 1.6rem; }}
summary {{ cursor: pointer; padding: .3rem 0; }}
summary:focus-visible {{ outline: 3px solid var(--accent) !important; outline-offset: 2px; }}
.scroll {{ overflow-x: auto; }}
p.count {{ margin: 0; font-weight: 600; }}
[data-testid="stSidebar"] h2.facets {{ font-size: 1.1rem; padding: 0; margin: 0; }}
[class*="st-key-facet-"] h3 {{ font-size: .95rem; padding: .4rem 0 0; margin: 0; }}
.passage {{ font-size: .95rem; line-height: 1.5; }}
.passage p {{ margin: 0 0 .6rem; white-space: pre-wrap; }}
mark {{ background: var(--mark); color: inherit; outline: 1px solid var(--accent); }}
[data-testid="stMultiSelect"] [data-tag] :is(span, button) {{ color: var(--page); }}
p.rests {{ font-size: .9rem; margin: 0; }}
ul.findings {{ margin: 0; padding-left: 1.2rem; max-width: 60rem; }}
ul.findings li {{ margin: 0 0 .5rem; padding: 0; }}
ul.findings a {{ text-decoration: none; white-space: nowrap; }}
ul.findings a:hover {{ text-decoration: underline; }}
[data-testid="stHtml"] > article.source {{ margin: 0 0 1.2rem; max-width: 60rem; }}
.figures {{ overflow-x: auto; }}
.figures table {{ border-collapse: collapse; width: 100%; font-size: .95rem; }}
.figures :is(th, td) {{ text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; }}
.figures td.value {{ font-weight: 700; font-variant-numeric: tabular-nums; min-width: 7rem; }}
.figures :is(.differs, .note) {{ display: block; font-weight: 400; font-size: .85rem; max-width: 16rem; }}
@media (max-width: 48rem) {{
  .figures thead {{ display: none; }}
  .figures :is(table, tbody, tr, td) {{ display: block; }}
  .figures tr {{ padding: .6rem 0; border-bottom: 1px solid var(--line); }}
  .figures td {{ display: grid; grid-template-columns: 5.5rem 1fr; padding: .1rem 0; border: 0; }}
  .figures td::before {{ content: attr(data-head); opacity: .8; font-weight: 400; }}
}}
a:focus-visible, button:focus-visible {{ outline: 3px solid var(--accent) !important; outline-offset: 2px; }}
</style>
"""
