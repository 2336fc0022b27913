import type { liveRights, rights } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

type Features = Omit<typeof rights, 'demo'>;
/** Those of a feature's operations that some roles have and others have not. */
type Scoped<Rows> = { readonly [Name in keyof Rows as Rows[Name] extends string ? never : Name]: () => string };

/** What each right lets somebody do. A right without words does not compile. */
export const deedWords: { readonly [Feature in keyof Features]: Scoped<Features[Feature]> } = {
  points: { listPolicies: () => msg('Katsoa sääntöjä, joilla järjestelmä toimii') },
  rooms: { noteTouch: () => msg('Kertoa, että huoneen näyttöä kosketetaan') },
  calls: {
    raiseCall: () => msg('Kutsua neuvoja huoneen näytöltä'),
    endCallInRoom: () => msg('Lopettaa kutsu huoneessa'),
    listCalls: () => msg('Katsoa kutsuja'),
    sendReceipt: () => msg('Kuitata kutsu nähdyksi'),
    acknowledgeCall: () => msg('Vastata kutsuun'),
    goToRoom: () => msg('Lähteä huoneeseen'),
    endCallAtDesk: () => msg('Lopettaa kutsu neuvonnassa'),
    startShift: () => msg('Aloittaa oma vuoro'),
    keepShift: () => msg('Jatkaa omaa vuoroa'),
    endShift: () => msg('Lopettaa oma vuoro'),
  },
  meetings: {
    startAnnouncedTest: () => msg('Kokeilla huoneen dokumenttikameraa'),
    keepAnnouncedTest: () => msg('Jatkaa omaa kuvakoetta'),
    endAnnouncedTest: () => msg('Lopettaa oma kuvakoe'),
    mirrorAnnouncedTest: () => msg('Näyttää huoneelle, mitä asiantuntija näkee'),
  },
  devices: {
    listDevices: () => msg('Katsoa laitteita ja vikoja'),
    sendCommand: () => msg('Käskeä huoneen laitetta'),
    showEnrolment: () => msg('Etsiä liitettävä laite koodilla'),
    confirmEnrolment: () => msg('Liittää laite huoneeseen'),
    listCredentials: () => msg('Katsoa liitettyjä laitteita'),
    revokeCredential: () => msg('Poistaa laite käytöstä'),
  },
  people: {
    listAccounts: () => msg('Katsoa käyttäjiä'),
    createAccount: () => msg('Lisätä käyttäjä'),
    changeAccount: () => msg('Muuttaa käyttäjän nimeä'),
    makeOneTimePassword: () => msg('Antaa kertasalasana'),
    closeAccount: () => msg('Poistaa käyttäjä käytöstä'),
    giveGrant: () => msg('Antaa rooli'),
    endGrant: () => msg('Päättää rooli'),
    listSignIns: () => msg('Katsoa, missä käyttäjä on kirjautuneena'),
    endSignIns: () => msg('Kirjata käyttäjä ulos'),
  },
  audit: {
    listAuditEntries: () => msg('Lukea lokia'),
    exportAudit: () => msg('Viedä loki tiedostoon'),
  },
  erasure: { listErasureRuns: () => msg('Katsoa, mitä on poistettu') },
};

/** What is shown by itself as it changes. */
export const shownWords: { readonly [Kind in keyof typeof liveRights]: () => string } = {
  hub: () => msg('Järjestelmän tila'),
  points: () => msg('Palvelupisteet'),
  rooms: () => msg('Huoneiden tila'),
  calls: () => msg('Kutsut'),
  devices: () => msg('Laitteiden kunto'),
  shifts: () => msg('Neuvojien vuorot'),
};

/** What a row is about. */
export const subjectWords: { readonly [Feature in keyof Features]: () => string } = {
  points: () => msg('Palvelupisteet'),
  rooms: () => msg('Huoneet'),
  calls: () => msg('Kutsut ja vuorot'),
  meetings: () => msg('Dokumenttikamera'),
  devices: () => msg('Laitteet'),
  people: () => msg('Käyttäjät'),
  audit: () => msg('Loki'),
  erasure: () => msg('Tietojen poisto'),
};
