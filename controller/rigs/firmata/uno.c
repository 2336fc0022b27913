// An Arduino Uno on a table: an emulated ATmega328P at 16 MHz (libsimavr) that runs a real firmware, its serial line a
// pseudo-terminal under a name that lasts, hands on its wires by stdin, eyes on its pins by stdout.
//
//   uno <firmware.hex> <name of the port>
//
//   wire <pin> low|high|open        a contact or a sensor; open leaves the pin to its own pull up, else to a resistor to ground
//   hang                            the program stops; its pins and its port stay as they are
//   reset                           the button on the board
//
//   port <device>                   once, when it can be opened
//   pin <pin> <0|1> <µs>            a pin changed, by CLOCK_MONOTONIC
//
// As on a real Uno, opening the port resets the board (DTR), and for a while its boot loader swallows what it is told: 0.2 s here,
// up to 2 s on a real one. The firmware starts as fast as this machine can, then keeps to the wall clock. Ends with its stdin.
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <simavr/avr_ioport.h>
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_hex.h>

enum { first_pin = 2, pins = 20, hertz = 16000000, slice = hertz / 4000 };
static const double boot_loader_seconds = 0.2;
enum wire { wire_open, wire_low, wire_high };

static avr_t *avr;
static int terminal, is_open, may_receive, is_booting, is_hung;
static enum wire wires[pins];
static int levels[pins];
static double boots_at;

static char port_of(int pin) { return pin < 8 ? 'D' : pin < 14 ? 'B' : 'C'; }
static int bit_of(int pin) { return pin < 8 ? pin : pin < 14 ? pin - 8 : pin - 14; }
static avr_irq_t *irq_of(int pin) { return avr_io_getirq(avr, AVR_IOCTL_IOPORT_GETIRQ(port_of(pin)), bit_of(pin)); }

static double wall_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static void say_level(int pin, int level) {
  if (levels[pin] == level) return;
  levels[pin] = level;
  printf("pin %d %d %.0f\n", pin, level, wall_seconds() * 1e6);
  fflush(stdout);
}

static void on_pin(avr_irq_t *irq, uint32_t value, void *pin) { say_level((int)(long)pin, value & 1); }

static void connect_wire(int pin) {
  avr_ioport_external_t external = {.name = port_of(pin)};
  for (int other = first_pin; other < pins; other++) {
    if (port_of(other) != external.name || wires[other] == wire_open) continue;
    external.mask |= 1 << bit_of(other);
    external.value |= (wires[other] == wire_high) << bit_of(other);
  }
  avr_ioctl(avr, AVR_IOCTL_IOPORT_SET_EXTERNAL(external.name), &external);
  avr_ioport_state_t state;
  avr_ioctl(avr, AVR_IOCTL_IOPORT_GETSTATE(external.name), &state);
  if (state.ddr >> bit_of(pin) & 1) return;
  int pull_up = state.port >> bit_of(pin) & 1;
  avr_raise_irq(irq_of(pin), wires[pin] == wire_open ? pull_up : wires[pin] == wire_high);
}

static void on_byte_out(avr_irq_t *irq, uint32_t value, void *unused) {
  uint8_t byte = value;
  is_booting = 0;
  if (is_open && write(terminal, &byte, 1) < 0 && errno != EAGAIN && errno != EIO) perror("uno: write");
}

static void on_xon(avr_irq_t *irq, uint32_t value, void *unused) { may_receive = 1; }
static void on_xoff(avr_irq_t *irq, uint32_t value, void *unused) { may_receive = 0; }

static void reset(void) {
  avr_reset(avr);
  boots_at = wall_seconds() + boot_loader_seconds;
  is_booting = 1;
  is_hung = 0;
  may_receive = 1;
  uint32_t flags = 0; // Neither copies to our stdout nor naps of its own.
  avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
  for (int pin = first_pin; pin < pins; pin++) {
    irq_of(pin)->flags |= IRQ_FLAG_INIT; // The registers are empty now, so also an unchanged level is news.
    if (wires[pin] == wire_open) say_level(pin, 0);
    connect_wire(pin);
  }
}

static int is_running(void) { return !is_hung && wall_seconds() >= boots_at; }

static void pump_line(void) {
  avr_irq_t *input = avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_INPUT);
  for (uint8_t byte; may_receive || !is_open || !is_running();) {
    ssize_t got = read(terminal, &byte, 1);
    if (got < 0 && errno == EIO) is_open = 0; // Nobody has the far end open.
    else if (!is_open) is_open = 1, reset();
    if (got != 1) return;
    if (is_running()) avr_raise_irq(input, byte);
  }
}

static void obey(const char *line) {
  int pin;
  char how[8];
  if (!strcmp(line, "hang")) is_hung = 1;
  else if (!strcmp(line, "reset")) reset();
  else if (sscanf(line, "wire %d %7s", &pin, how) == 2 && pin >= first_pin && pin < pins) {
    wires[pin] = !strcmp(how, "low") ? wire_low : !strcmp(how, "high") ? wire_high : wire_open;
    connect_wire(pin);
  } else fprintf(stderr, "uno: no such command: %s\n", line);
}

/** Returns 0 when nobody is there any more. */
static int read_commands(void) {
  static char text[4096];
  static size_t length;
  ssize_t got = read(0, text + length, sizeof text - 1 - length);
  if (got == 0) return 0;
  if (got < 0) return 1;
  text[length += got] = 0;
  char *line = text;
  for (char *end; (end = strchr(line, '\n')); line = end + 1) {
    *end = 0;
    obey(line);
  }
  length -= line - text;
  memmove(text, line, length);
  return 1;
}

/** The board never runs ahead of the wall clock, and does not hurry to catch up with a machine that was busy for long. */
static void keep_pace(void) {
  static double start;
  double ahead = start + avr->cycle / (double)hertz - wall_seconds();
  if (is_booting || ahead < -0.05) start -= ahead;
  else if (ahead > 0.0005) usleep(ahead * 1e6);
}

static void make_board(const char *firmware) {
  uint32_t size, base;
  uint8_t *code = read_ihex_file(firmware, &size, &base);
  avr = avr_make_mcu_by_name("atmega328p");
  if (!code || !avr) exit(2);
  avr_init(avr);
  avr->frequency = hertz;
  avr->log = LOG_ERROR;
  memcpy(avr->flash + base, code, size);
  avr->codeend = avr->flashend;
  for (long pin = first_pin; pin < pins; pin++) avr_irq_register_notify(irq_of(pin), on_pin, (void *)pin);
  avr_irq_t *uart = avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), 0);
  avr_irq_register_notify(uart + UART_IRQ_OUTPUT, on_byte_out, NULL);
  avr_irq_register_notify(uart + UART_IRQ_OUT_XON, on_xon, NULL);
  avr_irq_register_notify(uart + UART_IRQ_OUT_XOFF, on_xoff, NULL);
}

static void make_port(const char *name) {
  int far;
  char device[64];
  struct termios raw;
  memset(&raw, 0, sizeof raw);
  cfmakeraw(&raw);
  if (openpty(&terminal, &far, device, &raw, NULL) < 0) exit(3);
  close(far); // From here on reading says EIO until somebody opens it.
  fcntl(terminal, F_SETFL, O_NONBLOCK);
  fcntl(0, F_SETFL, O_NONBLOCK);
  unlink(name);
  if (symlink(device, name) < 0) exit(4);
  printf("port %s\n", device);
  fflush(stdout);
}

int main(int count, char **words) {
  if (count != 3) return 1;
  make_board(words[1]);
  make_port(words[2]);
  reset();
  while (read_commands()) {
    pump_line();
    avr_cycle_count_t next = avr->cycle + slice;
    if (!is_running()) usleep(1000);
    else while (!is_hung && avr->cycle < next) is_hung = avr_run(avr) >= cpu_Done;
    keep_pace();
  }
  unlink(words[2]);
  return 0;
}
