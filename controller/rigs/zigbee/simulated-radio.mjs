// The radio stick that a real zigbee-herdsman drives: everything above it is real. Devices in the air answer what a coordinator
// asks of them while they are paired (node, endpoints, clusters, basic attributes), and send the frames of their hands.
import { createRequire } from 'node:module';

const require = createRequire(new URL('node_modules/zigbee2mqtt/index.js', import.meta.url));
const { Adapter } = require('zigbee-herdsman/dist/adapter/adapter.js');
const Zcl = require('zigbee-herdsman/dist/zspec/zcl/index.js');
const { ClusterId, ...Zdo } = require('zigbee-herdsman/dist/zspec/zdo/index.js');

const success = Zdo.Status.SUCCESS;
const profileId = 0x0104;
const linkQuality = 120;
const coordinator = { manufacturer: 0, deviceId: 5, in: [], out: [], logicalType: 0 };

/** What the attributes of the cluster genBasic (0) say of a device, by attribute id: data type and value. */
const basicOf = (/** @type {import('./devices.mjs').Device} */ { brand, model }) =>
  new Map([
    [0, [0x20, 3]],
    [1, [0x20, 1]],
    [4, [0x42, brand]],
    [5, [0x42, model]],
    [7, [0x30, 3]],
  ]);

export class SimulatedRadio extends Adapter {
  /** By network address. */
  devices = new Map();
  #sequence = 0;

  start() {
    return Promise.resolve('resumed');
  }
  async stop() {}
  async reset() {}
  async permitJoin() {}
  async addInstallCode() {}
  async sendZclFrameToGroup() {}
  async sendZclFrameToAll() {}
  async setChannelInterPAN() {}
  async restoreChannelInterPAN() {}
  async sendZclFrameInterPANToIeeeAddr() {}
  async sendZclFrameInterPANBroadcast() {}
  getCoordinatorIEEE() {
    return Promise.resolve('0x00124b00fffffffe');
  }
  getCoordinatorVersion() {
    return Promise.resolve({ type: 'Simulated', meta: {} });
  }
  supportsBackup() {
    return Promise.resolve(false);
  }
  getNetworkParameters() {
    return Promise.resolve({ panID: 0x1a62, extendedPanID: '0xdddddddddddddddd', channel: 11, nwkUpdateID: 0 });
  }
  waitFor() {
    return { promise: new Promise(() => {}), cancel: () => undefined };
  }

  sendZdo(_ieee, address, cluster, _payload, isSilent) {
    const device = address === 0 ? coordinator : this.devices.get(address);
    if (isSilent || !device) return Promise.resolve(isSilent ? undefined : [Zdo.Status.DEVICE_NOT_FOUND, undefined]);
    return Promise.resolve([success, answerTo(cluster, address, device)]);
  }

  sendZclFrameToEndpoint(_ieee, address, endpoint, frame, _timeout, isSilent) {
    const device = this.devices.get(address);
    if (isSilent || !device) return Promise.resolve(undefined);
    const [command, payload] = replyTo(frame, device);
    const { cluster, header } = frame;
    const reply = Zcl.Frame.create(
      Zcl.FrameType.GLOBAL,
      Zcl.Direction.SERVER_TO_CLIENT,
      true,
      undefined,
      header.transactionSequenceNumber,
      command,
      cluster.name ?? cluster.ID,
      payload,
      {},
    );
    return Promise.resolve(received(address, endpoint, cluster.ID, reply.toBuffer()));
  }

  /** The device is in the air, and answers. */
  know(device) {
    this.devices.set(device.address, device);
    return device;
  }

  /** It asks to be let in. */
  join(device) {
    this.emit('deviceJoined', { networkAddress: device.address, ieeeAddr: device.ieee });
  }

  leave({ address, ieee }) {
    this.devices.delete(address);
    this.emit('deviceLeave', { networkAddress: address, ieeeAddr: ieee });
  }

  /** A device sends one frame, `copies` times: radio repeats what was not acknowledged. */
  send(device, { cluster, control, command, payload }, copies = 1) {
    this.#sequence = (this.#sequence + 1) % 256;
    const data = Buffer.from([control, this.#sequence, command, ...payload]);
    for (let copy = 0; copy < copies; copy += 1) this.emit('zclPayload', received(device.address, 1, cluster, data));
  }
}

/** What a device answers when it is asked what it is, while it is paired. */
function answerTo(cluster, address, device) {
  const serverMask = { stackComplianceRevision: 22 };
  const logicalType = device.logicalType ?? 2;
  switch (cluster) {
    case ClusterId.NODE_DESCRIPTOR_REQUEST:
      return { nwkAddress: address, logicalType, manufacturerCode: device.manufacturer, capabilities: {}, serverMask };
    case ClusterId.ACTIVE_ENDPOINTS_REQUEST:
      return { nwkAddress: address, endpointList: [1] };
    case ClusterId.SIMPLE_DESCRIPTOR_REQUEST:
      return {
        nwkAddress: address,
        endpoint: 1,
        profileId,
        deviceId: device.deviceId,
        deviceVersion: 0,
        inClusterList: device.in,
        outClusterList: device.out,
      };
    default:
      return {};
  }
}

/** What a device answers to a command or a question on one of its clusters: its command and payload. */
function replyTo({ header, command, cluster, payload }, device) {
  if (!header.isGlobal) return ['defaultRsp', { cmdId: command.ID, statusCode: success }];
  switch (command.name) {
    case 'read': {
      const known = cluster.ID === 0 ? basicOf(device) : new Map();
      const answers = payload.map(({ attrId }) => {
        const [dataType, attrData] = known.get(attrId) ?? [];
        const unsupported = Zcl.Status.UNSUPPORTED_ATTRIBUTE;
        return dataType === undefined ? { attrId, status: unsupported } : { attrId, status: success, dataType, attrData };
      });
      return ['readRsp', answers];
    }
    case 'configReport':
      return ['configReportRsp', [{ status: success }]];
    case 'write':
      return ['writeRsp', [{ status: success }]];
    default:
      return ['defaultRsp', { cmdId: command.ID, statusCode: success }];
  }
}

function received(address, endpoint, clusterID, data) {
  const header = Zcl.Header.fromBuffer(data);
  const way = { groupID: 0, wasBroadcast: false, destinationEndpoint: 1, linkquality: linkQuality };
  return { clusterID, header, data, address, endpoint, ...way };
}
