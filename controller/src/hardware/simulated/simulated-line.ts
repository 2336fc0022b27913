import type { SimulatedNetworkMode } from '@etapiste/protocol';
import type { Clock } from '../../clock/index.js';
import type { Address, DatagramRoute, NetworkLine } from '../hardware.js';
import { LineQuality } from './line-quality.js';
import { TcpRelay } from './tcp-relay.js';
import { UdpRelay } from './udp-relay.js';

/** The line of a simulated room: real packets through relays on loopback, which can be cut and made thin. */
export class SimulatedLine implements NetworkLine {
  private readonly quality: LineQuality;
  private readonly tcpRelays = new Map<string, Promise<{ relay: TcpRelay; near: Address }>>();
  private readonly udpRelays = new Set<UdpRelay>();

  constructor(private readonly clock: Clock) {
    this.quality = new LineQuality(clock);
  }

  set(mode: SimulatedNetworkMode, thinKbps: number): void {
    const wasCut = this.quality.isCut;
    this.quality.set(mode, thinKbps);
    if (wasCut === this.quality.isCut) return;
    for (const opening of this.tcpRelays.values()) void opening.then(({ relay }) => relay.breakConnections());
  }

  /** One relay for each far address; connecting again goes the same way. */
  async tcp(far: Address): Promise<Address> {
    const name = `${far.host}:${far.port}`;
    const opening = this.tcpRelays.get(name) ?? this.openTcp(far);
    this.tcpRelays.set(name, opening);
    return (await opening).near;
  }

  async udp(far: Address): Promise<DatagramRoute> {
    const relay = new UdpRelay(far, this.quality, this.clock);
    const near = await relay.start();
    this.udpRelays.add(relay);
    const close = async () => {
      if (this.udpRelays.delete(relay)) await relay.stop();
    };
    return { near, close };
  }

  async stop(): Promise<void> {
    const tcp = await Promise.all(this.tcpRelays.values());
    await Promise.all([...tcp.map(({ relay }) => relay.stop()), ...[...this.udpRelays].map((relay) => relay.stop())]);
    this.tcpRelays.clear();
    this.udpRelays.clear();
  }

  private async openTcp(far: Address): Promise<{ relay: TcpRelay; near: Address }> {
    const relay = new TcpRelay(far, this.quality, this.clock);
    return { relay, near: await relay.start() };
  }
}
