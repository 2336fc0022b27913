import { allMessages, deviceMessages, hubPresence, topicRoot } from '@etapiste/protocol';
import { defaultLimits } from './limits.js';
import { hubUser } from './rights.js';

/** The names that Mosquitto puts in place of `%u`: whom the certificate names. */
const ownRoom = '%u';

/**
 * Mosquitto's access list (mosquitto.conf(5), `acl_file`): the rights of `rights.ts`, for everybody by the name in the certificate. A
 * name that this version does not know is refused here, where the embedded broker takes and drops it.
 */
export function mosquittoAccessList(): string {
  const spoken = allMessages.filter(({ direction }) => direction === 'room-to-hub');
  const heard = [...allMessages.filter(({ direction }) => direction === 'hub-to-room'), deviceMessages.presence];
  return [
    '# Made from gateway/src/broker/rights.ts; a test says when it is stale.',
    `user ${hubUser}`,
    `topic readwrite ${topicRoot}/#`,
    '',
    ...spoken.map((message) => `pattern write ${message.topic(ownRoom)}`),
    ...heard.map((message) => `pattern read ${message.topic(ownRoom)}`),
    `pattern read ${hubPresence.filter}`,
    '',
  ].join('\n');
}

/** Where Mosquitto finds what it is told, and where it listens. */
export interface MosquittoPlace {
  readonly folder: string;
  readonly roomsPort: number;
  /** On loopback, by password. */
  readonly hubPort: number;
}

/** Mosquitto's configuration with the same limits as the embedded broker, as far as it has such. */
export const mosquittoConfiguration = ({ folder, roomsPort, hubPort }: MosquittoPlace): string => `\
# Made from gateway/src/broker/mosquitto-rules.ts; a test says when it is stale.
per_listener_settings false
acl_file ${folder}/acl
password_file ${folder}/passwords
allow_anonymous false
persistence false
max_packet_size ${defaultLimits.packetBytes}
max_keepalive 120
max_queued_messages 100
max_queued_bytes ${defaultLimits.waitingBytes}
max_inflight_messages 20
set_tcp_nodelay true

# Rooms: by their certificates only. Nobody can take another's place by its client id.
listener ${roomsPort}
max_connections ${defaultLimits.connections}
cafile ${folder}/ca.crt
certfile ${folder}/server.crt
keyfile ${folder}/server.key
crlfile ${folder}/revoked.crl
require_certificate true
use_identity_as_username true
use_username_as_clientid true
tls_version tlsv1.2

# The hubs of this machine.
listener ${hubPort} 127.0.0.1
`;
