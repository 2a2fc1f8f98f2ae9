"""The store: a folder of generations, each a complete index that never changes once it is finished."""
