-- The catalogue of one generation. `meta` holds the schema version, the embedding model and when it was made.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    source TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    pages INTEGER,
    title TEXT NOT NULL,
    council TEXT NOT NULL,
    committee TEXT NOT NULL,
    meeting_date TEXT,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    reader TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE papers (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    first_block INTEGER NOT NULL,
    last_block INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    council TEXT NOT NULL,
    committee TEXT NOT NULL,
    meeting_date TEXT,
    officer TEXT NOT NULL,
    first_page INTEGER,
    last_page INTEGER,
    standing TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    exempt TEXT NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;

-- What all documents together say of a paper: that it was replaced, or its minutes agreed; and which paper says the same.
CREATE TABLE standings (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    standing TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE twins (
    paper TEXT NOT NULL,
    twin TEXT NOT NULL,
    PRIMARY KEY (paper, twin)
) WITHOUT ROWID;
-- What that is worked out from, of each document by itself: sketches of its papers' texts (corpus.store.likeness) and its
-- claims about other papers, as JSON.
CREATE TABLE sketches (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE claims (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- How much was read of each document: counting rows would read them all.
CREATE TABLE sizes (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    blocks INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    chunks INTEGER NOT NULL
) WITHOUT ROWID;

-- `digest` is of the text without case and white space: blocks that say the same thing have the same one.
CREATE TABLE blocks (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    page INTEGER,
    page_label TEXT,
    number TEXT,
    headings TEXT NOT NULL,
    row TEXT,
    parent INTEGER,
    ocr INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX blocks_digest ON blocks (digest);

-- Where the words of blocks stand, packed by corpus.store.places: apart, since it is seldom read. None where empty.
CREATE TABLE places (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;

-- Minutes, decisions, votes, attendance, declarations, actions and claims of a document: corpus.findings as JSON.
CREATE TABLE findings (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- The decisions of each minute, votes, actions, and those listed at each meeting, as corpus.store.recorded derives them from
-- `findings`: a question reads those alone that it looks for. `day` is of the meeting, empty where none is known.
CREATE TABLE recorded (
    key INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    paper INTEGER NOT NULL,
    day TEXT NOT NULL,
    words TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX recorded_document ON recorded (document_id);
CREATE INDEX recorded_day ON recorded (kind, day);
CREATE VIRTUAL TABLE recorded_words USING fts5 (
    kind, words, content = 'recorded', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER recorded_added AFTER INSERT ON recorded BEGIN
    INSERT INTO recorded_words (rowid, kind, words) VALUES (new.key, new.kind, new.words);
END;
CREATE TRIGGER recorded_removed AFTER DELETE ON recorded BEGIN
    INSERT INTO recorded_words (recorded_words, rowid, kind, words) VALUES ('delete', old.key, old.kind, old.words);
END;

-- The figure register: corpus.figures. Decimals and dates as text; `inherited` is JSON.
CREATE TABLE figures (
    key INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    number TEXT NOT NULL,
    value TEXT,
    unit TEXT NOT NULL,
    measure TEXT NOT NULL,
    paper INTEGER NOT NULL,
    topic TEXT NOT NULL,
    high TEXT,
    approximate TEXT NOT NULL,
    period_first TEXT,
    period_last TEXT,
    place TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    role TEXT NOT NULL,
    of TEXT NOT NULL,
    inherited TEXT NOT NULL,
    "column" INTEGER,
    page INTEGER
);
CREATE INDEX figures_block ON figures (document_id, block);
CREATE INDEX figures_value ON figures (unit, period_last, abs(CAST(value AS REAL)));
CREATE VIRTUAL TABLE figure_words USING fts5 (
    measure, breakdown, topic, content = 'figures', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER figure_added AFTER INSERT ON figures BEGIN
    INSERT INTO figure_words (rowid, measure, breakdown, topic)
    VALUES (new.key, new.measure, new.breakdown, new.topic);
END;
CREATE TRIGGER figure_removed AFTER DELETE ON figures BEGIN
    INSERT INTO figure_words (figure_words, rowid, measure, breakdown, topic)
    VALUES ('delete', old.key, old.measure, old.breakdown, old.topic);
END;

-- `repeated` is the share of the chunk's text, 0 to 1, that stands in several places of the corpus.
CREATE TABLE chunks (
    key INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    first_block INTEGER NOT NULL,
    last_block INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    repeated REAL NOT NULL DEFAULT 0,
    UNIQUE (document_id, ordinal)
);
-- One row a chunk, apart from its text, so that either is read without the other; empty until it is embedded.
CREATE TABLE embeddings (
    key INTEGER PRIMARY KEY REFERENCES chunks (key) ON DELETE CASCADE,
    value BLOB NOT NULL
);
CREATE INDEX embeddings_missing ON embeddings (key) WHERE length(value) = 0;

CREATE VIRTUAL TABLE keywords USING fts5 (
    text, context, content = 'chunks', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER chunk_added AFTER INSERT ON chunks BEGIN
    INSERT INTO keywords (rowid, text, context) VALUES (new.key, new.text, new.context);
END;
CREATE TRIGGER chunk_removed AFTER DELETE ON chunks BEGIN
    INSERT INTO keywords (keywords, rowid, text, context) VALUES ('delete', old.key, old.text, old.context);
END;

-- Abbreviations as the papers define them: "Full Name (ABC)".
CREATE TABLE abbreviations (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    short TEXT NOT NULL,
    long TEXT NOT NULL,
    PRIMARY KEY (document_id, short, long)
) WITHOUT ROWID;
