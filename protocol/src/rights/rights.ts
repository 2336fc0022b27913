import { auditOperations } from '../audit/api.js';
import { bookingOperations } from '../bookings/api.js';
import { callOperations } from '../calls/api.js';
import { demoOperations } from '../demo/demo.js';
import { deviceOperations } from '../devices/api.js';
import { erasureOperations } from '../erasure/api.js';
import type { LiveKind } from '../live/live.js';
import { meetingOperations } from '../meetings/api.js';
import { pointOperations } from '../points/api.js';
import { roomOperations } from '../rooms/api.js';
import { serviceOperations } from '../services/api.js';
import { peopleOperations } from '../people/api.js';
import type { Role } from '../people/role.js';

/**
 * How far a right goes: `own` is the scope of the role (its points, its authority, its room), `everything` is wherever there is
 * something, `unpeopled` is everything but what tells of people: whether anybody is there. A role that a row does not name may not.
 */
export type Reach = 'own' | 'everything' | 'unpeopled';

/** Who may: some roles, every person who has signed in (`signed-in`), or whoever reaches the hub (`anyone`). */
export type Right = 'anyone' | 'signed-in' | Readonly<Partial<Record<Role, Reach>>>;

const desk = { advisor: 'own', lead: 'own' } as const;
/** Who books for customers: at the desk, or on an authority's phone. */
const booking = { advisor: 'own', lead: 'own', 'booking-agent': 'own', expert: 'own', 'authority-admin': 'own' } as const;
/** Who keeps what a point says of itself, and what an authority does. */
const keepingPoint = { lead: 'own', owner: 'everything' } as const;
const keepingAuthority = { 'authority-admin': 'own', owner: 'everything' } as const;
const owning = { owner: 'everything' } as const;
const terminal = { terminal: 'own' } as const;
const maintenance = { maintainer: 'own', owner: 'everything' } as const;
/** Who gives roles: within the own points, the own authority, or all. */
const giving = { lead: 'own', 'authority-admin': 'own', owner: 'everything' } as const;
/** What every role of staff may. */
const staff = {
  advisor: 'everything',
  lead: 'everything',
  'booking-agent': 'everything',
  expert: 'everything',
  'authority-admin': 'everything',
  maintainer: 'everything',
  owner: 'everything',
  reporter: 'everything',
} as const;

/**
 * Who may do what (DESIGN §7): the only place where it stands. The hub refuses what is not here, `/admin` shows it, and a test
 * walks it cell by cell.
 */
export const rights = {
  // Where one is served, and when, is for everybody to know.
  points: {
    listPoints: 'anyone',
    showRegister: { ...keepingPoint, advisor: 'own', maintainer: 'own' },
    createPoint: owning,
    changePoint: keepingPoint,
    createRoom: keepingPoint,
    changeRoom: keepingPoint,
    listClosures: staff,
    addClosure: { ...keepingPoint, maintainer: 'own' },
    changeClosure: { ...keepingPoint, maintainer: 'own' },
    endClosure: { ...keepingPoint, maintainer: 'own' },
    listPolicies: staff,
    // A rule for all points names none, so a lead's own reach covers only those of own points.
    setPolicy: keepingPoint,
  },
  services: {
    listAuthorities: staff,
    createAuthority: owning,
    changeAuthority: keepingAuthority,
    listServices: staff,
    createService: keepingAuthority,
    changeService: keepingAuthority,
    listServiceCards: staff,
    publishServiceCard: keepingAuthority,
    listAgreements: staff,
    createAgreement: owning,
    changeAgreement: owning,
    listCalendars: { ...keepingAuthority, expert: 'own' },
    createCalendar: { 'authority-admin': 'own' },
    changeCalendar: { 'authority-admin': 'own' },
  },
  bookings: {
    listFreeTimes: booking,
    explainTime: booking,
    // The rooms with all their customers: for those at the point only.
    showTimetable: desk,
    holdTime: booking,
    keepHold: booking,
    giveUpHold: booking,
    book: booking,
    listBookings: booking,
    showBooking: booking,
    listBookingChanges: booking,
    moveBooking: booking,
    changeCustomer: booking,
    cancelBooking: booking,
    noteArrival: desk,
    noteNoShow: { ...desk, expert: 'own' },
    listHitBookings: desk,
    listAtHand: desk,
    serveNow: desk,
    joinQueue: desk,
    listQueue: desk,
    leaveQueue: desk,
  },
  rooms: { noteTouch: terminal },
  calls: {
    raiseCall: terminal,
    listCalls: desk,
    sendReceipt: desk,
    acknowledgeCall: desk,
    goToRoom: desk,
    endCallAtDesk: desk,
    endCallInRoom: terminal,
    startShift: desk,
    keepShift: desk,
    endShift: desk,
  },
  devices: {
    listDevices: maintenance,
    sendCommand: { maintainer: 'own' },
    // A device proves by what it holds who it is: a token of its own, or its key.
    beginEnrolment: 'anyone',
    pollEnrolment: 'anyone',
    renewCertificate: 'anyone',
    showEnrolment: maintenance,
    confirmEnrolment: maintenance,
    listCredentials: maintenance,
    revokeCredential: maintenance,
  },
  meetings: {
    // Rooms are shared by all authorities, so an expert may try the camera of any; nobody is there, and the room is told.
    startAnnouncedTest: { expert: 'everything' },
    keepAnnouncedTest: { expert: 'everything' },
    endAnnouncedTest: { expert: 'everything' },
    mirrorAnnouncedTest: terminal,
  },
  people: {
    showSignIn: 'anyone',
    listWaysToSignIn: 'anyone',
    signInByPassword: 'anyone',
    signOut: 'anyone',
    listOwnSignIns: 'signed-in',
    endOwnSignIn: 'signed-in',
    changePassword: 'signed-in',
    // Which of them, and what they may give: gateway/src/people/giving.ts.
    listAccounts: giving,
    createAccount: giving,
    changeAccount: giving,
    makeOneTimePassword: giving,
    closeAccount: giving,
    giveGrant: giving,
    endGrant: giving,
    listSignIns: giving,
    endSignIns: giving,
  },
  audit: { listAuditEntries: { owner: 'everything' }, exportAudit: { owner: 'everything' } },
  erasure: { listErasureRuns: { owner: 'everything' } },
  // There only in the demo, on its own machine; elsewhere not found.
  demo: {
    showDemo: 'anyone',
    listDemoMail: 'anyone',
    listDemoPeople: 'anyone',
    signInAsDemoPerson: 'anyone',
    signInDemoTerminal: 'anyone',
  },
} as const satisfies RightsOf<{
  points: typeof pointOperations;
  services: typeof serviceOperations;
  bookings: typeof bookingOperations;
  rooms: typeof roomOperations;
  calls: typeof callOperations;
  devices: typeof deviceOperations;
  meetings: typeof meetingOperations;
  people: typeof peopleOperations;
  audit: typeof auditOperations;
  erasure: typeof erasureOperations;
  demo: typeof demoOperations;
}>;

type RightsOf<Features> = { readonly [Feature in keyof Features]: { readonly [Name in keyof Features[Feature]]: Right } };

/** Who is shown what in the live stream. */
export const liveRights: Readonly<Record<LiveKind, Readonly<Partial<Record<Role, Reach>>>>> = {
  hub: { ...staff, terminal: 'everything' },
  points: { ...staff, ...desk, ...terminal },
  // Another authority's customer may be in the room: an expert sees the room, and not that.
  rooms: { ...desk, ...maintenance, ...terminal, expert: 'unpeopled' },
  calls: { ...desk, ...terminal },
  devices: maintenance,
  shifts: desk,
  'booking-days': booking,
};

/** Who may do an operation. `undefined` for one that the table does not know: nobody may. */
export function rightTo({ feature, name }: { readonly feature: string; readonly name: string }): Right | undefined {
  const rows: Readonly<Record<string, Readonly<Record<string, Right>>>> = rights;
  return rows[feature]?.[name];
}
