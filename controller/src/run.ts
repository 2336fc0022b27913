import { readFileSync } from 'node:fs';
import { systemClock } from './clock/index.js';
import { ConfigProblems, helpText, readConfig, wantsHelp, type ControllerConfig } from './config/index.js';
import { Enrolment, type EnrolmentOptions } from './enrolment/index.js';
import { createLog } from './log/index.js';
import { fixedAccess, type Access } from './mqtt/index.js';
import { RoomController } from './room-controller.js';
import { openNotifyLine, Watchdog } from './systemd/index.js';

const args = process.argv.slice(2);
if (wantsHelp(args)) {
  process.stdout.write(helpText());
  process.exit(0);
}

const config = configOrExit();
const log = createLog(config.room?.roomId, config.logLevel);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

// A bug must be seen and end the process: whoever supervises it starts it anew, and the outbox has every press.
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'the controller fails');
  process.exit(1);
});

const enrolment = config.hub && new Enrolment(enrolmentOptions(config.hub), systemClock, log.child({ feature: 'enrolment' }));
const access = enrolment ?? fixedAccess(config.room as Access);
const simulatedRoomId = config.room?.roomId;
const controller = new RoomController({ ...config, access, simulatedRoomId, version }, systemClock, log);
await controller.start();
await enrolment?.start();
log.info({ version, simulate: controller.simulator?.url }, 'the controller is up');
const watchdog = config.systemd && new Watchdog(controller, config.systemd.watchdogMs, await openNotifyLine(log), systemClock);
watchdog?.start();

// Listeners that stay: a library that writes files ends the process itself when nobody else listens for the signal.
const isMoved = await new Promise<boolean>((stop) => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(false));
  enrolment?.onMoved(() => stop(true));
});
log.info(isMoved ? 'this controller came to another room, and starts anew there' : 'the controller stops');
watchdog?.stop();
await enrolment?.stop();
await controller.stop();
// Whoever supervises it starts it again after an error only.
process.exit(isMoved ? 1 : 0);

function enrolmentOptions(hub: { readonly url: string; readonly fingerprint: string | undefined }): EnrolmentOptions {
  return { hubUrl: hub.url, fingerprint: hub.fingerprint, dataDir: config.dataDir };
}

function configOrExit(): ControllerConfig {
  try {
    return readConfig(args, process.env);
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    process.stderr.write(`${error.message}\nRun with --help to see all keys.\n`);
    return process.exit(1);
  }
}
