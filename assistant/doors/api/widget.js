/* The question box of a council's page: one script tag, nothing else. Whatever comes from the service is put in as text.

   <script src="https://papers.example.gov.uk/api/widget.js" data-key="…" defer></script>

   data-key    a public key of the service
   data-app    where Scrutineer's pages are, so that sources open there; else the picture of the page is opened
   data-api    where the service is, if the script is served from elsewhere
   data-into   a selector of the element that the box is put into, else it stands where the script tag does
   data-title  the heading, data-level its level (2)
   data-theme  light or dark; else the box follows the page's own color-scheme */
(() => {
  "use strict";
  const script = document.currentScript;
  const given = script.dataset;
  const folder = (address) => new URL(address.endsWith("/") ? address : `${address}/`, document.baseURI);
  const api = given.api ? folder(given.api) : new URL(".", script.src);
  const app = given.app ? folder(given.app) : null;
  const LONGEST = 1000;
  const REMEMBERED = 8;
  const PATIENCE = 30000;
  const MARK = /\[(\d+)\]/;
  const STYLE = `
    :host { --text: #15222a; --quiet: #45545c; --back: #ffffff; --raised: #f2f5f5; --line: #6d7d83; --accent: #0f6674;
      --on-accent: #ffffff; --wrong: #a1260d; all: initial; display: block; color-scheme: inherit; }
    :host([theme=light]) { color-scheme: light; }
    :host([theme=dark]) { color-scheme: dark; }
    @supports (color: light-dark(#000, #fff)) {
      :host { --text: light-dark(#15222a, #e8eef0); --quiet: light-dark(#45545c, #b4c0c4);
        --back: light-dark(#ffffff, #11191d); --raised: light-dark(#f2f5f5, #1a252a);
        --line: light-dark(#6d7d83, #8b9aa0); --accent: light-dark(#0f6674, #6cc5d1);
        --on-accent: light-dark(#ffffff, #11191d); --wrong: light-dark(#a1260d, #ff9b85); }
    }
    section { box-sizing: border-box; padding: 1rem; border: 1px solid var(--line); border-radius: 0.4rem;
      background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
      text-align: start; }
    *, *::before { box-sizing: inherit; }
    [hidden] { display: none !important; }
    .heading { margin: 0 0 0.5rem; font-size: 1.25rem; line-height: 1.3; }
    article { margin-top: 1.25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
    article .heading { font-size: 1rem; }
    p { margin: 0 0 0.5rem; }
    .answer { white-space: pre-line; }
    label { display: block; font-weight: 600; }
    .hint, .place { color: var(--quiet); font-size: 0.875rem; }
    .row { display: flex; flex-wrap: wrap; gap: 0.5rem; }
    input { flex: 1 1 14rem; min-width: 0; min-height: 2.75rem; padding: 0.5rem; border: 1px solid var(--line);
      border-radius: 0.25rem; background: var(--back); color: inherit; font: inherit; }
    button { min-height: 2.75rem; padding: 0.5rem 1rem; border: 1px solid var(--accent); border-radius: 0.25rem;
      background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
    button.plain { background: transparent; color: var(--accent); }
    button[aria-disabled=true] { opacity: 0.75; cursor: progress; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    a { color: var(--accent); text-decoration: underline; text-underline-offset: 0.15em; }
    .mark { display: inline-block; min-width: 1.5rem; min-height: 1.5rem; text-align: center; }
    ol { margin: 0.5rem 0 0; padding: 0; list-style: none; }
    li { margin-top: 0.75rem; padding: 0.5rem 0.75rem; background: var(--raised); border-radius: 0.25rem; }
    blockquote { margin: 0.25rem 0; padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--accent); }
    .wrong { color: var(--wrong); font-weight: 600; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media (forced-colors: active) { li, button { border: 1px solid; } }
  `;

  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key === "class" || key === "for" || key === "role" || key.startsWith("aria-")) element.setAttribute(key, value);
      else element[key] = value;
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  function day(iso) {
    if (!iso) return "";
    const read = new Date(`${iso}T12:00:00Z`);
    return read.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }

  /* Where a source opens: its page in the app, else the picture of it; nowhere where it has no pages. */
  function addressOf(citation) {
    const { document: id, page, block, from, to } = citation.spot;
    if (app) {
      const address = new URL("paper", app);
      for (const [name, value] of Object.entries({ document: id, page, block, from, to }))
        if (value !== null) address.searchParams.set(name, value);
      return address.href;
    }
    if (page === null) return null;
    const address = new URL(`papers/${encodeURIComponent(id)}/pages/${page}/picture`, api);
    for (const [name, value] of Object.entries({ block, from, to })) address.searchParams.set(name, value);
    if (given.key) address.searchParams.set("key", given.key);
    return address.href;
  }

  function link(citation, name, words, label) {
    const href = addressOf(citation);
    if (!href) return make("span", { class: name }, words);
    const unseen = make("span", { class: "unseen" }, `${label} (opens in a new tab)`);
    return make("a", { class: name, href, target: "_blank", rel: "noopener" }, words, unseen);
  }

  function answerOf(said) {
    const paragraph = make("p", { class: "answer" });
    for (const piece of said.answer.split(/(\[\d+\])/)) {
      const mark = MARK.exec(piece);
      const citation = mark && said.citations[Number(mark[1]) - 1];
      paragraph.append(citation ? link(citation, "mark", piece, " source") : piece);
    }
    return paragraph;
  }

  function sourceOf(citation) {
    const page = citation.page === null ? "" : `page ${citation.page_label || citation.page}`;
    const ofFile = citation.page_label && citation.page_label !== String(citation.page);
    const file = ofFile ? ` (page ${citation.page} of the file)` : "";
    const where = [citation.council, citation.committee, day(citation.meeting_date), page && page + file,
      citation.paragraph && `paragraph ${citation.paragraph}`].filter(Boolean).join(", ");
    return make("li", {},
      make("div", {}, `[${citation.n}] `, link(citation, "title", citation.title, "")),
      make("div", { class: "place" }, where),
      make("blockquote", {}, citation.quote),
      citation.notes.length ? make("div", { class: "place" }, citation.notes.join("; ")) : null);
  }

  function turnOf(said, level) {
    const sources = said.citations.map(sourceOf);
    return make("article", {},
      heading(level + 1, said.question),
      answerOf(said),
      said.doubtful ? make("p", { class: "hint" }, "Less sure than most answers: read the source before you use it.") : null,
      said.coverage ? make("p", { class: "hint" }, `Held: ${said.coverage}`) : null,
      sources.length ? make("ol", { "aria-label": "Sources", role: "list" }, ...sources) : null);
  }

  function heading(level, words) {
    return make(`h${Math.min(level, 6)}`, { class: "heading" }, words);
  }

  async function ask(question, history) {
    const headers = { "Content-Type": "application/json" };
    if (given.key) headers.Authorization = `Bearer ${given.key}`;
    const asking = { method: "POST", headers, credentials: "omit", body: JSON.stringify({ question, history }) };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(new URL("ask", api), { ...asking, signal: stop.signal });
      const said = await response.json();
      if (!response.ok) throw new Error(said.message);
      return said;
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError || error.name === "AbortError")
        throw new Error("The papers cannot be reached just now. Please try again later.");
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  function box() {
    const level = Number(given.level) >= 1 && Number(given.level) <= 5 ? Number(given.level) : 2;
    const host = make("div");
    if (given.theme) host.setAttribute("theme", given.theme);
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const input = make("input", { id: "question", type: "text", maxLength: LONGEST, autocomplete: "off",
      required: true, "aria-describedby": "hint wrong" });
    const send = make("button", { type: "submit" }, "Ask");
    const again = make("button", { type: "button", class: "plain", hidden: true }, "Start again");
    const wrong = make("p", { id: "wrong", class: "wrong", role: "alert" });
    const status = make("p", { class: "hint", role: "status" });
    const answers = make("div");
    const title = heading(level, given.title || "Ask the committee papers");
    title.id = "title";
    const form = make("form", { noValidate: true },
      make("label", { for: "question" }, "Your question"),
      make("p", { id: "hint", class: "hint" }, "Answers are quoted from the council’s published papers, each with its page."),
      make("div", { class: "row" }, input, send, again), wrong, status);
    root.append(make("section", { "aria-labelledby": "title" }, title, form, answers));
    let history = [];
    let busy = false;

    function showWrong(words) {
      wrong.textContent = words;
      if (words) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (busy) return;
      const question = input.value.trim();
      showWrong(question ? "" : "Type a question first.");
      if (!question) {
        status.textContent = "";
        input.focus();
        return;
      }
      busy = true;
      send.setAttribute("aria-disabled", "true");
      status.className = "hint";
      status.textContent = "Looking in the papers…";
      try {
        const said = await ask(question, history);
        answers.prepend(turnOf(said, level));
        history = [...history, question].slice(-REMEMBERED);
        const many = said.citations.length;
        const sources = many ? `${many} source${many > 1 ? "s" : ""} below.` : "";
        status.textContent = `${said.answer.replace(/\s*\[\d+\]/g, "")} ${sources}`.trim();
        status.className = "unseen";
        input.value = "";
        again.hidden = false;
      } catch (error) {
        status.textContent = "";
        wrong.textContent = error.message;
      } finally {
        busy = false;
        send.removeAttribute("aria-disabled");
        input.focus();
      }
    });
    again.addEventListener("click", () => {
      history = [];
      answers.replaceChildren();
      again.hidden = true;
      showWrong("");
      status.className = "hint";
      status.textContent = "The conversation was cleared.";
      input.focus();
    });
    input.addEventListener("input", () => {
      showWrong("");
      status.textContent = "";
    });
    return host;
  }

  const place = given.into ? document.querySelector(given.into) : null;
  if (place) place.append(box());
  else script.after(box());
})();
