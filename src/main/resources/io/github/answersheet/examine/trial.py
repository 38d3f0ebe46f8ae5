# Runs a trial as python3 would, and says of which classes an exception is that ends it.
import runpy
import sys


def _say(kind, value, trace, tell=sys.excepthook):
    tell(kind, value, trace)
    print("raised:", *(each.__name__ for each in kind.__mro__), file=sys.stderr, flush=True)


sys.excepthook = _say
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
