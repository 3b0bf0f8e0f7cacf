"""`python -m compare` is the command `duizhao`."""

from compare.cli import main

if __name__ == "__main__":
    main()
