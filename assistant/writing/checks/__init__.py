"""The checks that a sentence passes before it is shown: each says what is wrong, or nothing."""
