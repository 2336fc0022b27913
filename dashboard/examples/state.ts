import { newId, type Call, type LiveState } from '@etapiste/protocol';

/** Three invented points with rooms in every state, so that a page can be designed without a server. */
export function exampleState(now: Date): LiveState {
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
  const minute = 60_000;
  const example = { id: newId(), name: 'Esimerkki Neuvoja' };

  return {
    hub: [{ id: 'hub', version: 1, bootId: newId(), isVideoAvailable: true, isDemo: true }],
    points: [
      point('porvoo', ['Porvoo-info', 'Borgå-info', 'Porvoo info'], ['Porvoo', 'Borgå', 'Porvoo'], '000 000 0101', 'room', 2),
      point(
        'imatra',
        ['Imatran kaupungintalo', 'Imatra stadshus', 'Imatra city hall'],
        ['Imatra', 'Imatra', 'Imatra'],
        '000 000 0102',
        'room',
        2,
      ),
      point(
        'valtimo',
        ['Valtimon kuntalaisten talo', 'Valtimo medborgarhus', 'Valtimo civic house'],
        ['Nurmes', 'Nurmes', 'Nurmes'],
        '000 000 0103',
        'module',
        2,
      ),
    ],
    'booking-days': [],
    rooms: [
      room('porvoo', 1, 'room', ago(40 * minute), 'occupied'),
      room('porvoo', 2, 'room', ago(300 * minute), 'vacant'),
      room('imatra', 1, 'room', ago(90 * minute), 'occupied'),
      room('imatra', 2, 'room', ago(90 * minute), 'occupied'),
      { ...room('valtimo', 1, 'module', ago(21 * minute), 'unknown'), presence: { state: 'lost', since: ago(21 * minute) } },
      {
        ...room('valtimo', 2, 'module', ago(600 * minute), 'vacant'),
        documentCamera: { state: 'no-device', testEndsAt: null },
        faults: [{ code: 'document-camera-failed', since: ago(6 * minute) }],
      },
    ],
    calls: [
      call({
        roomId: 'porvoo-1',
        pointId: 'porvoo',
        openedAt: ago(48_000),
        pressedAt: ago(48_000),
        seenAt: ago(47_000),
        word: 'shown',
      }),
      call({
        roomId: 'imatra-1',
        pointId: 'imatra',
        state: 'on-the-way',
        word: 'on-the-way',
        openedAt: ago(4 * minute),
        acknowledgedAt: ago(3.5 * minute),
        acknowledgedBy: { shiftId: example.id, name: example.name },
        onTheWayAt: ago(3 * minute),
        onTheWayBy: { shiftId: example.id, name: example.name },
      }),
      call({
        roomId: 'imatra-2',
        pointId: 'imatra',
        state: 'done',
        openedAt: ago(40 * minute),
        acknowledgedAt: ago(39 * minute),
        acknowledgedBy: { shiftId: example.id, name: example.name },
        endedAt: ago(36 * minute),
        ending: { by: 'desk', name: example.name, reason: 'helped-in-room' },
      }),
      call({
        roomId: 'porvoo-2',
        pointId: 'porvoo',
        state: 'done',
        openedAt: ago(65 * minute),
        endedAt: ago(59 * minute),
        ending: { by: 'terminal', name: null, reason: null },
      }),
    ],
    devices: ['porvoo-1', 'porvoo-2', 'imatra-1', 'imatra-2', 'valtimo-1', 'valtimo-2'].map((id) => device(id, ago, minute)),
    shifts: [
      { id: example.id, version: 1, name: example.name, pointIds: ['imatra'], startedAt: ago(100 * minute), isConnected: true },
    ],
  };
}

type Words = readonly [fi: string, sv: string, en: string];
const localized = ([fi, sv, en]: Words) => ({ fi, sv, en });

const point = (
  id: string,
  name: Words,
  municipality: Words,
  phone: string,
  kind: 'room' | 'module',
  rooms: number,
): LiveState['points'][number] => ({
  id,
  version: 1,
  name: localized(name),
  municipality: localized(municipality),
  languages: ['fi', 'sv'],
  timeZone: 'Europe/Helsinki',
  contact: { phone },
  desk: {
    fi: 'Palvelutiski on aulassa oikealla.',
    sv: 'Servicedisken är till höger i aulan.',
    en: 'The service desk is on the right in the lobby.',
  },
  addresses: [],
  openingHours: [{ dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00' }],
  exceptionalHours: [],
  rooms: Array.from({ length: rooms }, (_, index) => ({ id: `${id}-${index + 1}`, kind, number: index + 1 })),
});

const room = (
  pointId: string,
  number: number,
  kind: 'room' | 'module',
  since: string,
  state: 'vacant' | 'occupied' | 'unknown',
): LiveState['rooms'][number] => ({
  id: `${pointId}-${number}`,
  version: 1,
  pointId,
  kind,
  number,
  presence: { state: 'online', since },
  occupancy: {
    state,
    since,
    confidence: state === 'unknown' ? 'none' : 'sensed',
    signAt: since,
    lastVacant: state === 'vacant' ? { from: since, until: null } : null,
  },
  documentCamera: { state: 'off', testEndsAt: null },
  faults: [],
});

/** A ringing call of the wall button, unless said otherwise. */
export const call = (some: Partial<Call> & Pick<Call, 'roomId' | 'pointId' | 'openedAt'>): Call => ({
  id: newId(),
  version: 1,
  state: 'open',
  word: 'stored',
  isStale: false,
  source: 'wall-button',
  pressedAt: some.openedAt,
  presses: 1,
  seenAt: null,
  heardAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  onTheWayAt: null,
  onTheWayBy: null,
  endedAt: null,
  ending: null,
  escalation: [],
  ...some,
});

/** A wired button, sensor and lamp, and a wireless button. */
const realDrivers: NonNullable<LiveState['devices'][number]['health']>['drivers'] = [
  {
    name: 'gpiochip',
    state: 'ok',
    detail: 'gpiochip0 (pinctrl-bcm2711)',
    parts: [
      { kind: 'call-button', name: 'GPIO17', state: 'ok' },
      { kind: 'occupancy-sensor', name: 'GPIO22', state: 'ok' },
      { kind: 'lamp', name: 'GPIO27', state: 'ok' },
    ],
  },
  {
    name: 'zigbee',
    state: 'ok',
    parts: [{ kind: 'call-button', name: 'room/call-button', state: 'ok', battery: 85, linkQuality: 120, silentSeconds: 340 }],
  },
];

const device = (id: string, ago: (milliseconds: number) => string, minute: number): LiveState['devices'][number] => {
  const isLost = id === 'valtimo-1';
  return {
    id,
    version: 1,
    presence: isLost ? { state: 'lost', since: ago(21 * minute) } : { state: 'online', since: ago(300 * minute) },
    bootId: newId(),
    health: {
      uptimeSeconds: 18_010,
      cpuTemperature: 48.3,
      memoryUsedMb: 61,
      diskFreeMb: 21_840,
      clockSynced: true,
      machine: {
        board: 'Raspberry Pi 4 Model B Rev 1.5',
        kernel: '6.6.51+rpt-rpi-v8',
        uptimeSeconds: 86_520,
        memoryTotalMb: 1_845,
        memoryFreeMb: 1_510,
        throttling: { now: [], sinceBoot: [] },
      },
      versions: { controller: '0.1.0', node: '20.20.2', os: 'Debian GNU/Linux 12' },
      drivers:
        id === 'porvoo-1' ? realDrivers : [{ name: 'simulated', state: id === 'valtimo-2' ? 'fault' : 'simulated', parts: [] }],
      outboxLength: 0,
    },
    healthAt: ago(isLost ? 21 * minute : 12_000),
    documentCamera: id === 'valtimo-2' ? 'no-device' : 'off',
    events: [
      { id: newId(), at: ago(isLost ? 21 * minute : 300 * minute), what: isLost ? 'lost' : 'online', detail: null },
      { id: newId(), at: ago(301 * minute), what: 'restarted', detail: null },
    ],
  };
};
