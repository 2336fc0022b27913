// StandardFirmata can move servos; a room has none, and Debian has no library for them.
#pragma once
#include <inttypes.h>

#define MAX_SERVOS 12
#define MIN_PULSE_WIDTH 544
#define MAX_PULSE_WIDTH 2400

struct Servo {
  void attach(int) {}
  void attach(int, int, int) {}
  void detach() {}
  void write(int) {}
  bool attached() { return false; }
};
