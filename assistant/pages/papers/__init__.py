"""The papers held: by committee and meeting, added and removed."""
