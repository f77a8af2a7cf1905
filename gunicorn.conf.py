"""What gunicorn reads by itself in this folder, however it is started; its command line wins over it."""

import os

from config import starting
from config.environment import env
from foundation.logs.configuration import logging_config

starting.refuse()  # here, in the parent: of a child that will not start it would only start another one

bind = env.str("WEB_ADDRESS", default="127.0.0.1:8000")
workers = env.int("WEB_PROCESSES", default=2)
threads = env.int("WEB_THREADS", default=4)
timeout = 60  # of a process that does not answer any more
graceful_timeout = 30  # for requests that run when it is told to stop; compose waits longer
control_socket_disable = True
logconfig_dict = logging_config(env.str("LOG_FORMAT", default="line"), env.str("LOG_LEVEL", default=""))
if os.access("/dev/shm", os.W_OK):  # a heartbeat that waits for a slow disk looks like a dead process
    worker_tmp_dir = "/dev/shm"
