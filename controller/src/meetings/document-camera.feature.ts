import {
  meetingMessages,
  minutes,
  seconds,
  type DocumentCameraState,
  type PayloadOf,
  type ReceivedOf,
  type SimulatedCameraMode,
} from '@etapiste/protocol';
import type { CameraReport, CameraSupervisor } from '../camera/index.js';
import type { Clock, Timer } from '../clock/index.js';
import type { SelfCheck } from '../faults/index.js';
import type { DatagramRoute, NetworkLine } from '../hardware/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';

type Lease = ReceivedOf<(typeof meetingMessages)['document-camera-lease']>;
type State = PayloadOf<(typeof meetingMessages)['document-camera']>;

const repeatEvery = minutes(1);
/** The longest detail that the wire takes. */
const longestDetail = 500;
const faulty: readonly DocumentCameraState[] = ['failed', 'no-device', 'wrong-device', 'busy'];
const fine: readonly DocumentCameraState[] = ['live', 'no-movement', 'black', 'covered'];
const off: CameraReport = { state: 'off', width: null, height: null, framesPerSecond: null };

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
  private routes: DatagramRoute[] = [];
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
    await this.camera.stop();
  }

  private receive(lease: Lease): void {
    if (lease.leaseSeconds === 0) {
      // The end of an earlier lease says nothing about the one that runs now.
      if (lease.mountpointId === this.mountpointId) this.end();
      return;
    }
    this.lapse?.cancel();
    this.lapse = this.clock.after(seconds(lease.leaseSeconds), () => this.end());
    if (lease.mountpointId === this.mountpointId) {
      this.camera.setKbps(lease.kbps);
      if (lease.keyframe) this.camera.askKeyframe();
      return;
    }
    this.mountpointId = lease.mountpointId;
    this.inTurn(() => this.begin(lease));
  }

  private async begin(lease: Lease): Promise<void> {
    await this.closeRoutes();
    const rtp = await this.openRoute(lease, lease.port);
    const rtcp = rtp && lease.rtcpPort !== undefined ? await this.openRoute(lease, lease.rtcpPort) : undefined;
    if (!rtp || this.mountpointId !== lease.mountpointId) return this.closeRoutes();
    const { key, kbps } = lease;
    this.camera.start({ key, kbps, ...rtp.near, mode: this.scene.mode, ...(rtcp && { rtcp: rtcp.near }) });
  }

  /** `undefined` when the lease has ended meanwhile. */
  private async openRoute({ mountpointId, host }: Lease, port: number): Promise<DatagramRoute | undefined> {
    if (this.mountpointId !== mountpointId) return undefined;
    const route = await this.line.udp({ host, port });
    this.routes.push(route);
    return route;
  }

  /**
   * Nothing may film after this returns. Nobody waits for the process: one that a camera's driver holds, so that it cannot even be
   * killed, must not keep the next meeting waiting.
   */
  private end(): void {
    if (this.mountpointId === null) return;
    this.lapse?.cancel();
    this.mountpointId = null;
    void this.camera.stop();
    this.take(off);
    this.log.info('document camera ends');
    this.inTurn(() => this.closeRoutes());
  }

  private async closeRoutes(): Promise<void> {
    for (const route of this.routes.splice(0)) await route.close();
  }

  private take(report: CameraReport): void {
    // A report that was on its way when the lease ended is no longer true.
    this.report = this.mountpointId === null ? off : report;
    const { state, detail = state } = this.report;
    if (faulty.includes(state)) this.selfCheck.raise('document-camera-failed', detail);
    if (fine.includes(state)) this.selfCheck.clear('document-camera-failed');
    this.scene.showState(state);
    if (this.isNews()) this.tell();
  }

  /** A frame more or less per second is none. */
  private isNews(): boolean {
    const { state, width, height, detail, mountpointId } = this.payload();
    const { told } = this;
    return (
      told?.state !== state ||
      told.mountpointId !== mountpointId ||
      told.width !== width ||
      told.height !== height ||
      told.detail !== detail
    );
  }

  private tell(): void {
    this.told = this.payload();
    this.link.publish(meetingMessages['document-camera'], this.told);
  }

  private payload(): State {
    const { detail, ...report } = this.report;
    const told = detail?.slice(0, longestDetail);
    return { ...report, mountpointId: this.mountpointId, ...(told !== undefined && { detail: told }) };
  }

  private inTurn(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch((error: unknown) => {
      this.log.error({ err: error }, 'document camera: could not do what the lease says');
    });
  }
}
