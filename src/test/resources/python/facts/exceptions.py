import logging
import sys

try:
    pass
except:  # -> bare-except
    pass
try:
    pass
except Exception:  # -> broad-except
    logging.exception("failed")
try:
    pass
except (ValueError, BaseException) as error:  # -> broad-except
    sys.exit(str(error))
try:
    pass
except Exception as error:
    raise RuntimeError("cannot go on") from error
try:
    pass
except (OSError, ValueError):
    pass
