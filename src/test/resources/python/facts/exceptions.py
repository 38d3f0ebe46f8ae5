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


def handed_on(work, found):
    last = None
    try:
        return work()
    except Exception as error:
        last = error
    try:
        return work()
    except Exception as error:
        found.append((False, str(error)))
    try:
        return work()
    except Exception as error:  # -> broad-except
        logging.error("failed: %s", str(error))
    return last
