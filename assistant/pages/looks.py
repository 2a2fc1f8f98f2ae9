"""What the theme does not reach: the style sheet of the page, the one place for CSS."""

from __future__ import annotations

from assistant.theme import ACCENT, ACCENT_ON_DARK, DARK, LIGHT

STYLE = f"""
<style>
.stApp {{ --accent: light-dark({ACCENT}, {ACCENT_ON_DARK}); --mark: color-mix(in srgb, var(--accent) 26%, transparent);
  --page: light-dark({LIGHT["backgroundColor"]}, {DARK["backgroundColor"]}); }}
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
p.small {{ font-size: .9rem; opacity: .8; margin: 0; }}
p.name {{ font-size: 1.3rem; font-weight: 700; margin: 0; }}
p.held {{ margin: 0; }}
p.problem {{ border-left: 3px solid currentColor; padding-left: .8rem; margin: 0; }}
article.source {{ scroll-margin-top: 4.5rem; }}
article.source:target {{ outline: 2px solid var(--accent) !important; outline-offset: .6rem; border-radius: 2px; }}
article.source h3 {{ font-size: 1rem; font-weight: 600; margin: 0; padding: 0; }}
article.source h3 span {{ color: var(--accent); margin-right: .6em; }}
article.source p {{ font-size: .9rem; margin: .15rem 0 0; opacity: .85; }}
article.source blockquote {{ margin: .6rem 0 0; padding: .1rem 0 .1rem .8rem; border-left: 3px solid var(--accent);
  opacity: 1; }}
.passage {{ font-size: .95rem; line-height: 1.5; }}
.passage p {{ margin: 0 0 .6rem; white-space: pre-wrap; }}
mark {{ background: var(--mark); color: inherit; outline: 1px solid var(--accent); }}
a:focus-visible, button:focus-visible {{ outline: 3px solid var(--accent) !important; outline-offset: 2px; }}
</style>
"""
