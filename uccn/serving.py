"""How gunicorn serves this site: `gunicorn --config uccn/serving.py uccn.wsgi`."""

import gc
import signal

threads = 4
# It would lie outside of the project.
control_socket_disable = True


def post_worker_init(worker):
    # What is loaded stays. To look through it for garbage would hold up a request by a fifth of a second.
    gc.collect()
    gc.freeze()
    # Ctrl-C reaches the workers as well, and the arbiter then stops them once more; meeting a second signal while
    # it shuts its threads down, a worker of gunicorn 27.0.1 hangs for half a minute.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
