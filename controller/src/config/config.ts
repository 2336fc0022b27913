import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { slug, type Milliseconds } from '@etapiste/protocol';
import { z } from 'zod';
import { encoderNames, readCameraPicture, readCameraSource, type CameraChoice } from '../camera/index.js';
import { readHardwareFile, type RoomPlan } from '../hardware/index.js';
import { logLevels } from '../log/index.js';

/** The configuration is wrong: every problem, each with its key's name. */
export class ConfigProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** Passwords are for rooms that are played on the hub's own machine; all others are enrolled. */
const mqttUrl = z.url({ protocol: /^mqtt$/, abort: true }).refine((url) => isLoopback(new URL(url).hostname), {
  error: "a password is for the hub's own machine only: set ETAPISTE_HUB_URL instead",
});

/** What is said to the hub leaves this machine only inside TLS. */
const hubUrl = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((url) => url.startsWith('https:') || isLoopback(new URL(url).hostname), {
    error: 'outside this machine only https:// is allowed',
  });

const fingerprint = z
  .string()
  .regex(/^[0-9a-f]{2}([: -]?[0-9a-f]{2}){31}$/i, 'is no SHA-256 fingerprint: 64 hexadecimal digits, with or without colons');

/** A file that is read at the start: the secret itself is never in the environment. */
const secretFile = z
  .string()
  .min(1)
  .transform((path, context) => {
    try {
      const secret = readFileSync(path, 'utf8').trim();
      if (secret) return secret;
      context.addIssue({ code: 'custom', message: `${path} is empty` });
    } catch (error) {
      context.addIssue({ code: 'custom', message: `cannot be read: ${(error as Error).message}` });
    }
    return z.NEVER;
  });

/** The room's hardware; the file is read at the start. */
const hardwareFile = z
  .string()
  .min(1)
  .transform((path, context) => {
    try {
      return readHardwareFile(path);
    } catch (error) {
      context.addIssue({ code: 'custom', message: `${path}: ${(error as Error).message}` });
      return z.NEVER;
    }
  });

const port = z.coerce.number().int().min(0).max(65_535);

const origins = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
  )
  .pipe(
    z.array(
      z
        .url({ protocol: /^https?$/, abort: true })
        .refine((url) => new URL(url).origin === url, 'is not an origin (scheme://host:port)'),
    ),
  );

/** A text that another place reads; what that place cannot read is the problem. */
const readable = (read: (text: string) => unknown) =>
  z.string().superRefine((text, context) => {
    try {
      read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });

/** Every key of the environment that a controller reads, and the flag `--simulate`. This is its documentation too. */
export const configSchema = z.object({
  ETAPISTE_HUB_URL: hubUrl.optional().describe('Where the hub is, https://…: this controller is enrolled there by a code'),
  ETAPISTE_HUB_CA_FINGERPRINT: fingerprint
    .optional()
    .describe("SHA-256 of the hub's authority, which the hub's log and page show"),
  ETAPISTE_ROOM_ID: slug.optional().describe("Demo, on the hub's own machine: id of the room, for instance porvoo-1"),
  ETAPISTE_MQTT_URL: mqttUrl.default('mqtt://127.0.0.1:1883').describe('Demo: where the broker is'),
  ETAPISTE_MQTT_PASSWORD_FILE: secretFile.optional().describe("Demo: file with the room's password at the broker, one line"),
  ETAPISTE_DATA_DIR: z.string().min(1).describe("This controller's own folder; the outbox is in it"),
  ETAPISTE_HARDWARE_FILE: hardwareFile
    .optional()
    .describe('File that says what is screwed to the walls of the room (controller/hardware.example.yaml)'),
  ETAPISTE_DOCUMENT_CAMERA: readable(readCameraSource)
    .default('simulated')
    .describe('simulated, v4l2:<path> such as v4l2:/dev/v4l/by-id/usb-…-video-index0, or gst:<GStreamer source>'),
  ETAPISTE_DOCUMENT_CAMERA_PICTURE: readable(readCameraPicture)
    .default('1280x720@30')
    .describe('Wanted size and frames per second; a v4l2 camera without them gives what is nearest'),
  ETAPISTE_DOCUMENT_CAMERA_NOISELESS: z
    .enum(['no', 'yes'])
    .default('no')
    .describe('yes: the source may repeat a frame (a file, a test picture), which otherwise is a fault after 3 s'),
  ETAPISTE_DOCUMENT_CAMERA_ENCODER: z
    .enum(encoderNames)
    .default('auto')
    .describe(`One of ${encoderNames.join(', ')}; auto takes the hardware's encoder where there is one (Pi 4)`),
  ETAPISTE_LOG_LEVEL: z
    .enum(logLevels)
    .default('info')
    .describe(`One of ${logLevels.join(', ')}`),
  ETAPISTE_SIMULATE_ALLOW_ORIGIN: origins.default([]).describe('Pages that may open the simulated room, with commas between'),
  NOTIFY_SOCKET: z.string().optional().describe('Set by systemd (Type=notify): where it is told that the room works'),
  WATCHDOG_USEC: z.coerce.number().positive().optional().describe('Set by systemd (WatchdogSec=): its patience, microseconds'),
  '--simulate': port.optional().describe('Simulate the room, with a page on 127.0.0.1:<port>; 0 takes a free port'),
});

export interface ControllerConfig {
  /** Where this controller is enrolled. */
  readonly hub: { readonly url: string; readonly fingerprint: string | undefined } | undefined;
  /** The demo's way in; one of the two is there. */
  readonly room: { readonly roomId: string; readonly url: string; readonly password: string } | undefined;
  /** This controller's own folder. */
  readonly dataDir: string;
  readonly documentCamera: CameraChoice;
  readonly logLevel: (typeof logLevels)[number];
  /** What is screwed to the walls; undefined where the room is simulated only. */
  readonly hardware: RoomPlan | undefined;
  readonly simulate: { readonly port: number; readonly allowOrigins: readonly string[] } | undefined;
  /** Where systemd started this process, and wants to be told how it goes. */
  readonly systemd: { readonly watchdogMs: Milliseconds | undefined } | undefined;
}

const flags = { simulate: { type: 'string' }, help: { type: 'boolean' } } as const;

/** Whether the caller asks how to configure this process. Wrong flags are said by `readConfig`. */
export const wantsHelp = (args: readonly string[]): boolean => args.includes('--help');

/** Reads the whole configuration once; an empty value counts as missing. Throws `ConfigProblems`. */
export function readConfig(args: readonly string[], environment: NodeJS.ProcessEnv): ControllerConfig {
  const result = configSchema.safeParse({ ...withoutEmpty(environment), '--simulate': readFlags(args).simulate });
  const problems = result.error?.issues.map((issue) => problemText(issue, environment)) ?? [];
  problems.push(...placeProblems(environment));
  const isSimulated = readFlags(args).simulate !== undefined;
  if (!isSimulated && !environment['ETAPISTE_HARDWARE_FILE'])
    problems.push('--simulate: is missing, and so is ETAPISTE_HARDWARE_FILE: one of them says where button and lamp are');
  if (!isSimulated && result.data?.ETAPISTE_DOCUMENT_CAMERA === 'simulated')
    problems.push('ETAPISTE_DOCUMENT_CAMERA: a simulated camera is only for a simulated room (--simulate)');
  if (!result.success || problems.length > 0) throw new ConfigProblems(problems);
  const keys = result.data;
  const simulatePort = keys['--simulate'];
  return {
    hub: keys.ETAPISTE_HUB_URL ? { url: keys.ETAPISTE_HUB_URL, fingerprint: keys.ETAPISTE_HUB_CA_FINGERPRINT } : undefined,
    room: roomOf(keys),
    dataDir: keys.ETAPISTE_DATA_DIR,
    documentCamera: {
      source: readCameraSource(keys.ETAPISTE_DOCUMENT_CAMERA),
      ...readCameraPicture(keys.ETAPISTE_DOCUMENT_CAMERA_PICTURE),
      isNoiseless: keys.ETAPISTE_DOCUMENT_CAMERA_NOISELESS === 'yes',
      encoder: keys.ETAPISTE_DOCUMENT_CAMERA_ENCODER,
    },
    logLevel: keys.ETAPISTE_LOG_LEVEL,
    hardware: keys.ETAPISTE_HARDWARE_FILE,
    simulate: simulatePort === undefined ? undefined : { port: simulatePort, allowOrigins: keys.ETAPISTE_SIMULATE_ALLOW_ORIGIN },
    systemd: keys.NOTIFY_SOCKET === undefined ? undefined : { watchdogMs: watchdogMs(keys.WATCHDOG_USEC) },
  };
}

/** Either a hub to be enrolled at, or a room of the demo with its password. */
function placeProblems(environment: NodeJS.ProcessEnv): string[] {
  const { ETAPISTE_HUB_URL: hub, ETAPISTE_ROOM_ID: room, ETAPISTE_MQTT_PASSWORD_FILE: password } = environment;
  if (hub && room) return ['ETAPISTE_ROOM_ID: the hub says to which room this controller belongs: unset it, or ETAPISTE_HUB_URL'];
  const isBare = hub?.startsWith('https:') === true && !environment['ETAPISTE_HUB_CA_FINGERPRINT'];
  if (isBare) return ['ETAPISTE_HUB_CA_FINGERPRINT: is missing: by what else should this controller know the hub?'];
  if (hub) return [];
  if (!room) return ['ETAPISTE_HUB_URL: is missing, and so is ETAPISTE_ROOM_ID of a room of the demo'];
  return password ? [] : ['ETAPISTE_MQTT_PASSWORD_FILE: is missing'];
}

function roomOf(keys: z.infer<typeof configSchema>): ControllerConfig['room'] {
  const { ETAPISTE_ROOM_ID: roomId, ETAPISTE_MQTT_URL: url, ETAPISTE_MQTT_PASSWORD_FILE: password } = keys;
  return roomId !== undefined && password !== undefined ? { roomId, url, password } : undefined;
}

const microsecondsPerMillisecond = 1_000;
const watchdogMs = (patience: number | undefined) => patience && patience / microsecondsPerMillisecond;

function readFlags(args: readonly string[]): { simulate?: string | undefined } {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values;
  } catch (error) {
    throw new ConfigProblems([(error as Error).message]);
  }
}

const withoutEmpty = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));

function problemText(issue: z.core.$ZodIssue, environment: NodeJS.ProcessEnv): string {
  const key = String(issue.path[0]);
  const isMissing = key.startsWith('--') ? issue.code === 'invalid_type' : !environment[key];
  return `${key}: ${isMissing ? 'is missing' : issue.message}`;
}
