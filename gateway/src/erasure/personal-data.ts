import { retentionPolicies, type ErasureRuleName, type RetentionPolicies } from '@etapiste/protocol';

/**
 * What a column can hold about people. There is no class for identity codes, cases, recordings, chat or pictures, because
 * nothing may hold them (DESIGN §5).
 * - `technical`: rooms, machines, rules, states, times
 * - `pseudonym`: an id that leads to a person by way of another table
 * - `identity`: a name
 * - `contact`: an address, of mail or of the network, or a number
 * - `freeText`: words in which somebody may be named
 */
export type DataClass = 'technical' | 'pseudonym' | 'identity' | 'contact' | 'freeText';

/** Every column of every table with its class. A test fails for one that is missing here, so nobody adds one unthought. */
export const personalData: Readonly<Record<string, Readonly<Partial<Record<DataClass, string>>>>> = {
  // The contact of a point is that of an office.
  point: {
    technical: 'id name municipality languages timeZone addresses desk openingHours exceptionalHours instructionCards version',
    contact: 'contact',
  },
  room: { technical: 'id pointId kind number passport validFrom validTo version' },
  closure: { technical: 'id pointId roomId kind from to reason version' },
  policy: { technical: 'id name pointId version value validFrom validTo' },
  account: {
    pseudonym: 'issuer subject',
    identity: 'name userName',
    technical: 'id passwordHash oneTimeUntil isDemo createdAt closedAt',
  },
  account_grant: { pseudonym: 'accountId', technical: 'id role scope validFrom validTo isFromProvider' },
  sign_in: {
    pseudonym: 'accountId providerSid idToken',
    contact: 'fromAddress agent deviceHash',
    technical: 'id hash terminalId roomId method createdAt lastUsedAt endedAt provider',
  },
  // Between leaving for a provider and coming back: secrets of one moment, and nothing about who.
  provider_visit: { technical: 'hash provider state nonce verifier returnTo startedAt' },
  shift: { pseudonym: 'accountId', identity: 'name', technical: 'id pointIds startedAt lastSeenAt endedAt' },
  call: {
    identity: 'acknowledgedBy onTheWayBy ending',
    technical: `id version roomId pointId state isStale source pressedAt openedAt rungAt presses seenAt heardAt acknowledgedAt
      onTheWayAt endedAt escalation escalateAt notReachedAt isNotReached`,
  },
  press: { technical: 'id kind roomId source outcome callId code ageMs clockSynced pressedAt receivedAt' },
  call_event: { pseudonym: 'who', technical: 'id callId at what detail' },
  mail: { contact: 'recipient', freeText: 'subject body', technical: 'id createdAt sentAt tries nextTryAt' },
  device: { technical: 'id state since bootId health healthAt' },
  credential: {
    identity: 'issuedBy',
    technical: 'id kind roomId serial publicKey certificate renews issuedAt validTo usedAt endedAt endedBecause',
  },
  // The address is that of a device that waits, for ten minutes.
  enrolment: { technical: 'id kind codeHash pollHash publicKey address createdAt expiresAt credentialId' },
  device_event: { technical: 'id deviceId at what detail' },
  vacancy: { technical: 'roomId vacantFrom vacantUntil' },
  // A seat's name is a random secret, kept as its hash; nothing says who has it.
  seat: { technical: 'hash mountpointId expiresAt revokedAt signInId' },
  seat_session: { technical: 'sessionId seatHash' },
  claim: { technical: 'resource slot ownerId expiresAt' },
  hold: {
    pseudonym: 'accountId',
    identity: 'heldBy',
    technical: 'id pointId serviceId authorityId roomId seat from slots channel expiresAt',
  },
  // What a request made is known by its hash, in which the customer is, too.
  booking: {
    pseudonym: 'fingerprint',
    identity: 'customer',
    technical: `id version pointId serviceId authorityId roomId seat from to slots day channel state code createdAt arrivedAt endedAt
      cancelReason`,
  },
  booking_change: { identity: 'who', technical: 'id bookingId number at what to before why' },
  queue_entry: { identity: 'customer', technical: 'id version pointId serviceId authorityId joinedAt endedAt' },
  announced_test: { technical: 'id roomId mountpointId port rtcpPort kbps startedAt endsAt endedAt endedBecause' },
  announced_test_viewer: { pseudonym: 'accountId', technical: 'id testId seatHash aliveAt endedAt' },
  audit_entry: {
    pseudonym: 'actorId subjectId',
    identity: 'actorName',
    contact: 'from',
    freeText: 'why details',
    technical: 'number at what actorKind subjectKind salt commitment hash',
  },
  authority: { technical: 'id name shortName version' },
  service: { technical: 'id authorityId name slots access suitability validFrom validTo version' },
  service_card: { identity: 'publishedBy', technical: 'serviceId version text publishedAt' },
  agreement: { technical: 'id pointId serviceId validFrom validTo version' },
  // A calendar of one expert has the expert's name, and its exceptions may tell of a sick leave.
  calendar: {
    identity: 'name',
    freeText: 'exceptionalHours',
    technical: 'id authorityId serviceIds pointIds channels seats hours validFrom validTo version',
  },
  erasure_run: { technical: 'day startedAt doneAt results' },
};

interface Kept {
  readonly table: string;
  readonly what: string;
  /** The rule that erases it, by its policy; or in words how long it is kept without one. */
  readonly until: { readonly rule: ErasureRuleName; readonly policy: keyof RetentionPolicies } | string;
  /** What is left when it is over. */
  readonly after: string;
}

/** How long everything that can lead to a person is kept: the source of the table in docs/privacy.md. */
export const retention: readonly Kept[] = [
  {
    table: 'shift',
    what: 'Advisors on shift: the name they gave, points, times',
    until: { rule: 'shifts', policy: 'callPersonalDays' },
    after: 'the shift is deleted',
  },
  {
    table: 'call',
    what: 'Calls from rooms: which advisor answered, went and ended',
    until: { rule: 'calls', policy: 'callPersonalDays' },
    after: 'the names are deleted; the call of the room stays for statistics',
  },
  {
    table: 'call_event',
    what: 'Steps of calls: on which shift',
    until: { rule: 'calls', policy: 'callPersonalDays' },
    after: 'the shift is deleted; the step stays for statistics',
  },
  {
    table: 'mail',
    what: 'Mails of escalation: recipient and text (about a room)',
    until: { rule: 'mails', policy: 'mailDays' },
    after: 'the mail is deleted',
  },
  {
    table: 'announced_test_viewer',
    what: 'Who watched an announced test of a document camera',
    until: { rule: 'viewers', policy: 'callPersonalDays' },
    after: 'the watching is deleted; that there was a test, stays',
  },
  {
    table: 'sign_in',
    what: 'Sign-ins: account, from which address, by which browser',
    until: { rule: 'sign-ins', policy: 'signInDays' },
    after: 'counted from the end, or from the last use: the sign-in is deleted',
  },
  {
    table: 'account',
    what: 'Accounts: name, user name, name at the provider that vouches',
    until: { rule: 'accounts', policy: 'auditDetailsDays' },
    after: 'counted from the closing of the account: it is deleted',
  },
  {
    table: 'account_grant',
    what: 'Roles of accounts, with their dates',
    until: { rule: 'accounts', policy: 'auditDetailsDays' },
    after: 'deleted with the account',
  },
  {
    table: 'credential',
    what: 'Credentials of devices: by whom they were given',
    until: { rule: 'credentials', policy: 'auditDetailsDays' },
    after: 'counted from the end of the credential: the name is deleted; the credential stays',
  },
  {
    table: 'service_card',
    what: 'Service cards: by whom each version was published',
    until: { rule: 'service-cards', policy: 'auditDetailsDays' },
    after: 'counted from the publishing: the name is deleted; the card stays',
  },
  {
    table: 'booking',
    what: 'Bookings: the name a customer is called by, phone or mail if given, language, needs',
    until: { rule: 'booking-customers', policy: 'bookingCustomerDays' },
    after: 'counted from the end of the booked time: all of these are deleted; the booking stays for statistics',
  },
  {
    table: 'queue_entry',
    what: 'Who waits without a booking: as in bookings, until served or gone',
    until: { rule: 'booking-customers', policy: 'bookingCustomerDays' },
    after: 'deleted at once with the waiting; the entry itself by this rule',
  },
  {
    table: 'booking_change',
    what: 'Steps of bookings: who booked, moved, cancelled or noted',
    until: { rule: 'booking-changes', policy: 'bookingPersonalDays' },
    after: 'the name is deleted; the step stays for statistics',
  },
  {
    table: 'hold',
    what: 'Times that open forms keep: for which member of staff',
    until: 'a day after the form was closed',
    after: 'deleted',
  },
  {
    table: 'audit_entry',
    what: 'Audit trail: who, from which address, to what, why, details',
    until: { rule: 'audit-details', policy: 'auditDetailsDays' },
    after: 'all of these are deleted with their salt; number, time, action and hashes stay',
  },
  {
    table: 'point',
    what: 'Contacts of points: phone and mail of an office',
    until: 'as long as the point is in the register',
    after: 'changed with the register',
  },
  {
    table: 'calendar',
    what: 'Calendars: name of the expert or pool, exceptions with their reasons',
    until: 'as long as the authority keeps it so',
    after: 'changed with the calendar',
  },
];

/** The rows of the table in docs/privacy.md. */
export const retentionRows = (): string[][] =>
  retention.map(({ table, what, until, after }) => {
    const isRule = typeof until !== 'string';
    const time = isRule ? `${retentionPolicies.parse({})[until.policy]} days (\`${until.policy}\`)` : until;
    return [what, `\`${table}\``, time, isRule ? `${after} (rule \`${until.rule}\`)` : after];
  });
