"""From files to the corpus: finding files, readers, layout, structure, chunks."""
