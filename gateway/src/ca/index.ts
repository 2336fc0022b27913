export { CaModule } from './ca.module.js';
export {
  HubCa,
  roomUrn,
  serverCertificateDays,
  type ClientCertificate,
  type ClientIdentity,
  type ServerCertificate,
} from './hub-ca.js';
export { keepCertified } from './keep-certified.js';
