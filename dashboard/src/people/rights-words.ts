import type { liveRights, rights } from '@etapiste/protocol';
import { msg } from '../i18n/index.js';

type Features = Omit<typeof rights, 'demo'>;
/** Those of a feature's operations that some roles have and others have not. */
type Scoped<Rows> = { readonly [Name in keyof Rows as Rows[Name] extends string ? never : Name]: () => string };

/** What each right lets somebody do. A right without words does not compile. */
export const deedWords: { readonly [Feature in keyof Features]: Scoped<Features[Feature]> } = {
  points: {
    showRegister: () => msg('Katsoa pisterekisteriä'),
    createPoint: () => msg('Lisätä palvelupiste'),
    changePoint: () => msg('Muuttaa pisteen tietoja ja aukioloja'),
    createRoom: () => msg('Lisätä tila'),
    changeRoom: () => msg('Muuttaa tilan tietoja'),
    listClosures: () => msg('Katsoa, milloin tiloja on suljettu'),
    addClosure: () => msg('Sulkea piste tai tila joksikin aikaa'),
    changeClosure: () => msg('Muuttaa sulkua'),
    endClosure: () => msg('Perua sulku'),
    listPolicies: () => msg('Katsoa sääntöjä, joilla järjestelmä toimii'),
    setPolicy: () => msg('Muuttaa sääntöjä'),
  },
  services: {
    listAuthorities: () => msg('Katsoa viranomaisia'),
    createAuthority: () => msg('Lisätä viranomainen'),
    changeAuthority: () => msg('Muuttaa viranomaisen nimeä'),
    listServices: () => msg('Katsoa palveluita'),
    createService: () => msg('Lisätä palvelu'),
    changeService: () => msg('Muuttaa palvelua'),
    listServiceCards: () => msg('Lukea palvelukortteja'),
    publishServiceCard: () => msg('Julkaista palvelukortti'),
    listAgreements: () => msg('Katsoa, mitä palveluita missäkin pisteessä on'),
    createAgreement: () => msg('Tuoda palvelu pisteeseen'),
    changeAgreement: () => msg('Muuttaa sopimuksen päiviä'),
    listCalendars: () => msg('Katsoa asiantuntijoiden kalentereita'),
    createCalendar: () => msg('Lisätä kalenteri'),
    changeCalendar: () => msg('Muuttaa kalenteria'),
  },
  bookings: {
    listFreeTimes: () => msg('Etsiä vapaita aikoja'),
    explainTime: () => msg('Katsoa, miksi aika ei ole vapaa'),
    showTimetable: () => msg('Katsoa tilojen kalenteria'),
    holdTime: () => msg('Pitää aikaa varattuna lomakkeen täytön ajan'),
    keepHold: () => msg('Jatkaa ajan pitämistä'),
    giveUpHold: () => msg('Luopua pidetystä ajasta'),
    book: () => msg('Varata aika'),
    listBookings: () => msg('Katsoa varauksia'),
    showBooking: () => msg('Katsoa yhtä varausta'),
    listBookingChanges: () => msg('Katsoa varauksen vaiheita'),
    moveBooking: () => msg('Siirtää aika'),
    changeCustomer: () => msg('Muuttaa asiakkaan tietoja varauksessa'),
    cancelBooking: () => msg('Peruuttaa aika'),
    noteArrival: () => msg('Merkitä asiakas saapuneeksi'),
    noteNoShow: () => msg('Merkitä, että asiakas ei saapunut'),
    listHitBookings: () => msg('Katsoa, keiden aikoihin sulku osuu'),
    listAtHand: () => msg('Katsoa, mitä palvelua saa heti'),
    serveNow: () => msg('Ottaa asiakas heti palveltavaksi'),
    joinQueue: () => msg('Ottaa asiakas jonoon'),
    listQueue: () => msg('Katsoa jonoa'),
    leaveQueue: () => msg('Poistaa asiakas jonosta'),
  },
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
  'booking-days': () => msg('Päivät, joiden varaukset muuttuvat'),
};

/** What a row is about. */
export const subjectWords: { readonly [Feature in keyof Features]: () => string } = {
  points: () => msg('Palvelupisteet'),
  services: () => msg('Palvelut ja viranomaiset'),
  bookings: () => msg('Varaukset'),
  rooms: () => msg('Huoneet'),
  calls: () => msg('Kutsut ja vuorot'),
  meetings: () => msg('Dokumenttikamera'),
  devices: () => msg('Laitteet'),
  people: () => msg('Käyttäjät'),
  audit: () => msg('Loki'),
  erasure: () => msg('Tietojen poisto'),
};
