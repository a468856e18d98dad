"""What a client's run reports: one JSON line for each operation, whether it did what it should."""
import json
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
            self.say(operation, True)
            return result
        except Exception:
            self.failed += 1
            self.say(operation, False, traceback.format_exc())
            return None

    def say(self, operation, passed, detail=''):
        print(json.dumps({'client': self.client, 'operation': operation, 'passed': passed, 'detail': detail}), flush=True)

    def end(self):
        sys.exit(1 if self.failed else 0)
