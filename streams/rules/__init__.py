"""Rules: each a small pure function with its legal source.  Signals inform, they never block.

`catalogue` lists them all; README.md beside it, made from them, says each in plain Dutch.  A rule
of concurrence reads *terms* (`terms`): what a person's lines and standings say, by word.  Its row
in a table (`care`, `wages`, `uwv`, `bijstand`) names the words that it needs, and the function.
What contradicts among facts is told by `claims`, `removed`, `delivered`, `offered` and `decided`.
"""
