"""What the papers say, once read: records, the store, the language of papers, the sample papers."""

from corpus.quiet import be_quiet
from corpus.threads import multiply_alone

be_quiet()
multiply_alone()
