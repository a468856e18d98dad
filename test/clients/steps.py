"""What a client's run reports: one JSON line for each operation, whether it did what it should."""
import json
import re
import sys
import traceback


class Steps:
    """Collects the operations of one client; a failed one does not stop those that do not need it."""

    def __init__(self, client):
        self.client = client
        self.failed = 0

    def do(self, operation, work, expected=None):
        """Runs `work`; where `expected` is given, its result must equal it. Returns the result, or None."""
        try:
            result = work()
            if expected is not None and result != expected:
                raise AssertionError(f'got {result!r}, not {expected!r}')
            self.say(operation, 'passed')
            return result
        except Exception:
            self.failed += 1
            self.say(operation, 'failed', traceback.format_exc())
            return None

    def may_lack(self, operation, work, expected=None):
        """An operation of which the server may say that it does not have it."""
        try:
            result = work()
        except Exception:
            said = traceback.format_exc()
            if 'does not have this feature' not in said and not re.search(r'(?<![:.\d])501\b', said):
                self.failed += 1
                self.say(operation, 'failed', said)
            else:
                self.say(operation, 'lacking')
            return None
        return self.do(operation, lambda: result, expected)

    def fails(self, operation, work):
        """An operation that ends in an error with every XNAT, by the client's own doing."""
        if raises(work):
            self.say(operation, 'faithful')
            return
        self.failed += 1
        self.say(operation, 'failed', 'it works')

    def say(self, operation, outcome, detail=''):
        print(json.dumps({'client': self.client, 'operation': operation, 'outcome': outcome, 'detail': detail}), flush=True)

    def end(self):
        sys.exit(1 if self.failed else 0)


def raises(work):
    """Whether the work fails."""
    try:
        work()
    except Exception:
        return True
    return False
