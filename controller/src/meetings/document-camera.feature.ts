import {
  meetingMessages,
  minutes,
  seconds,
  type DocumentCameraState,
  type PayloadOf,
  type ReceivedOf,
  type SimulatedCameraMode,
} from '@etapiste/protocol';
import { picture, type CameraReport, type CameraSupervisor } from '../camera/index.js';
import type { Clock, Timer } from '../clock/index.js';
import type { SelfCheck } from '../faults/index.js';
import type { DatagramRoute, NetworkLine } from '../hardware/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';

type Lease = ReceivedOf<(typeof meetingMessages)['document-camera-lease']>;
type State = PayloadOf<(typeof meetingMessages)['document-camera']>;

const repeatEvery = minutes(1);
const faulty: readonly DocumentCameraState[] = ['failed', 'no-device', 'wrong-device', 'busy'];
const fine: readonly DocumentCameraState[] = ['live', 'no-movement', 'black', 'covered'];
const off: CameraReport = { state: 'off', framesPerSecond: null };

/** What the document camera looks at. The simulated room is one. */
export interface CameraScene {
  readonly mode: SimulatedCameraMode;
  onModeChange(listener: (mode: SimulatedCameraMode) => void): Unsubscribe;
  /** Told the camera's state, so that the simulated room's page can show it. */
  showState(state: DocumentCameraState): void;
}

/**
 * The document camera runs on a lease (DESIGN §6): it films only while the hub renews it, by this controller's monotonic clock,
 * so a cut-off room never keeps filming. The same mountpoint renews and changes nothing else; another one starts a new sender
 * with its own key.
 */
export class DocumentCameraFeature {
  private mountpointId: string | null = null;
  private told: State | undefined;
  private report: CameraReport = off;
  private lapse: Timer | undefined;
  private repeat: Timer | undefined;
  private route: DatagramRoute | undefined;
  private unsubscribes: Unsubscribe[] = [];
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly link: RoomLink,
    private readonly camera: CameraSupervisor,
    private readonly scene: CameraScene,
    private readonly line: NetworkLine,
    private readonly selfCheck: SelfCheck,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.unsubscribes = [
      this.link.subscribe(meetingMessages['document-camera-lease'], (lease) => this.receive(lease)),
      this.camera.onReport((report) => this.take(report)),
      this.scene.onModeChange((mode) => this.camera.setMode(mode)),
    ];
    this.repeat = this.clock.every(repeatEvery, () => this.tell());
    this.tell();
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.unsubscribes.splice(0)) unsubscribe();
    this.repeat?.cancel();
    this.end();
    await this.turn;
  }

  private receive(lease: Lease): void {
    if (lease.leaseSeconds === 0) {
      // The end of an earlier lease says nothing about the one that runs now.
      if (lease.mountpointId === this.mountpointId) this.end();
      return;
    }
    this.lapse?.cancel();
    this.lapse = this.clock.after(seconds(lease.leaseSeconds), () => this.end());
    if (lease.mountpointId === this.mountpointId) return this.camera.setKbps(lease.kbps);
    this.mountpointId = lease.mountpointId;
    this.inTurn(() => this.begin(lease));
  }

  private async begin(lease: Lease): Promise<void> {
    await this.closeRoute();
    if (this.mountpointId !== lease.mountpointId) return;
    this.route = await this.line.udp({ host: lease.host, port: lease.port });
    if (this.mountpointId !== lease.mountpointId) return this.closeRoute();
    const { host, port } = this.route.near;
    this.camera.start({ key: lease.key, kbps: lease.kbps, host, port, mode: this.scene.mode });
  }

  /** Nothing may film after this returns; what is left is only to wait for the process and to tidy up. */
  private end(): void {
    if (this.mountpointId === null) return;
    this.lapse?.cancel();
    this.mountpointId = null;
    const gone = this.camera.stop();
    this.take(off);
    this.log.info('document camera ends');
    this.inTurn(async () => {
      await gone;
      await this.closeRoute();
    });
  }

  private async closeRoute(): Promise<void> {
    const { route } = this;
    this.route = undefined;
    await route?.close();
  }

  private take(report: CameraReport): void {
    // A report that was on its way when the lease ended is no longer true.
    this.report = this.mountpointId === null ? off : report;
    const { state, detail = state } = this.report;
    if (faulty.includes(state)) this.selfCheck.raise('document-camera-failed', detail);
    if (fine.includes(state)) this.selfCheck.clear('document-camera-failed');
    this.scene.showState(state);
    const isNews =
      this.told?.state !== state || this.told.mountpointId !== this.mountpointId || this.told.detail !== detailOf(this.report);
    if (isNews) this.tell();
  }

  private tell(): void {
    const { state, framesPerSecond } = this.report;
    const isFilming = fine.includes(state);
    const detail = detailOf(this.report);
    this.told = {
      state,
      mountpointId: this.mountpointId,
      width: isFilming ? picture.width : null,
      height: isFilming ? picture.height : null,
      framesPerSecond,
      ...(detail !== undefined && { detail }),
    };
    this.link.publish(meetingMessages['document-camera'], this.told);
  }

  private inTurn(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch((error: unknown) => {
      this.log.error({ err: error }, 'document camera: could not do what the lease says');
    });
  }
}

const detailOf = ({ detail }: CameraReport): string | undefined => detail?.slice(0, 500);
