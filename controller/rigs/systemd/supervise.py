"""Stands in for systemd around one service of Type=notify, where PID 1 is not systemd: Restart=always and WatchdogSec=.

usage: supervise.py <socket> <patience in seconds> <command...>

Real: the datagram socket of sd_notify(3), WATCHDOG_USEC, SIGKILL (WatchdogSignal= of our unit) to a service that is silent for too
long, and its new start.
Not there: everything else that a unit says. Prints one JSON object a line; what the service prints goes to standard error.
SIGTERM stops the service as `systemctl stop` would, and then this program.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time

path, patience, command = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
door.bind(path)
door.settimeout(0.05)
environment = {**os.environ, "NOTIFY_SOCKET": path, "WATCHDOG_USEC": str(int(patience * 1_000_000))}
is_stopping = False


def say(**event):
    print(json.dumps(event), flush=True)


def stop(*_):
    global is_stopping
    is_stopping = True
    service.terminate()


def start():
    # A service must not outlive this program, however it ends.
    service = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", *command], env=environment, stdout=sys.stderr)
    say(event="started", pid=service.pid)
    return service


service = start()
signal.signal(signal.SIGTERM, stop)
last_sign = None  # Systemd counts from READY=1 on.
while True:
    try:
        for line in door.recv(4096).decode().splitlines():
            say(event="told", line=line)
            if line in ("READY=1", "WATCHDOG=1"):
                last_sign = time.monotonic()
    except TimeoutError:
        pass
    if last_sign is not None and time.monotonic() - last_sign > patience and not is_stopping:
        say(event="killed")
        last_sign = None
        service.kill()
    if service.poll() is not None:
        say(event="ended", status=service.returncode)
        if is_stopping:
            break
        last_sign = None
        service = start()
