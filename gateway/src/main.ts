import './memory.js';
import 'reflect-metadata';
import { ConfigError, configHelp, readConfig, type Config } from './config/config.js';
import { StartRefused } from './config/start-refused.js';
import { Hub } from './hub.js';
import { createLog } from './log/log.js';
import { SystemClock } from './time/clock.js';

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(2);
  }
}

if (process.argv.includes('--help')) {
  process.stdout.write(`Etäpiste hub. Settings, read from the environment:\n${configHelp()}\n`);
  process.exit(0);
}

const config = configOrExit();
const log = createLog(config.logLevel);

process.on('unhandledRejection', (error) => {
  log.error({ err: error }, 'a promise was left alone; the hub ends so that it starts anew in order');
  process.exit(1);
});

try {
  const hub = await Hub.start({ config, log, clock: new SystemClock() });
  let stopping: Promise<void> | undefined;
  const stop = (signal: string) => {
    if (stopping) return;
    log.info({ signal }, 'the hub is asked to stop');
    stopping = hub.stop().finally(() => process.exit(0));
  };
  // Listeners that stay: a second signal must not cut the stop short.
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);
  // Started by another process with a line to it: when that process is gone, nobody would ever stop us.
  process.on('disconnect', () => stop('disconnect'));
} catch (error) {
  if (error instanceof StartRefused) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  log.error({ err: error }, 'the hub could not start');
  process.exit(1);
}
