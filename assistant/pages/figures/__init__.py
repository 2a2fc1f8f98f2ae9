"""The figure register, to be browsed: a table, a chart, and where papers differ."""
