"""One file per command of `samenloop`; each is imported when it is asked for."""
