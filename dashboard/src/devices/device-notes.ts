import { heartbeatSeconds, seconds, type Device } from '@etapiste/protocol';

/** Something about a controller that a maintainer should look at though nothing is broken yet. */
export type DeviceNote =
  | { readonly kind: 'health-old'; readonly ageMs: number }
  | { readonly kind: 'driver-fault'; readonly drivers: readonly string[] }
  | { readonly kind: 'outbox-waiting'; readonly presses: number }
  | { readonly kind: 'voltage-low'; readonly isNow: boolean }
  | { readonly kind: 'hot' }
  | { readonly kind: 'clock-wrong' };

/** Health comes every 30 s; three missed and a little more means that it tells nothing about now. */
const healthOldMs = seconds(3 * 30 + heartbeatSeconds);

/** Degrees Celsius from which a Raspberry Pi makes itself slower. */
const hotFrom = 80;

/** The most pressing first; empty when all is well. Nothing is said of a controller that is not there: its presence tells. */
export function deviceNotes(device: Device, now: Date): readonly DeviceNote[] {
  if (device.presence.state !== 'online' || !device.health || !device.healthAt) return [];
  const { drivers, outboxLength, clockSynced, machine, cpuTemperature } = device.health;
  const { now: slowNow = [], sinceBoot = [] } = machine?.throttling ?? {};
  const isVoltageLow = slowNow.includes('under-voltage');
  const isHot = slowNow.includes('soft-temperature-limit') || (cpuTemperature ?? 0) >= hotFrom;
  const ageMs = now.getTime() - new Date(device.healthAt).getTime();
  const broken = drivers.filter(({ state }) => state === 'fault').map(({ name }) => name);
  return [
    ...(broken.length > 0 ? [{ kind: 'driver-fault', drivers: broken } as const] : []),
    ...(ageMs > healthOldMs ? [{ kind: 'health-old', ageMs } as const] : []),
    ...(outboxLength > 0 ? [{ kind: 'outbox-waiting', presses: outboxLength } as const] : []),
    ...(isVoltageLow || sinceBoot.includes('under-voltage') ? [{ kind: 'voltage-low', isNow: isVoltageLow } as const] : []),
    ...(isHot ? [{ kind: 'hot' } as const] : []),
    ...(clockSynced === false ? [{ kind: 'clock-wrong' } as const] : []),
  ];
}
