"""`python -m deploy` is `samenloop`, for who starts it as a process of their own."""

from deploy.cli import main

main()
