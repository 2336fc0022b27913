import { z } from 'zod';
import { openingHours } from './hours.js';

/**
 * The rules that may change without a new version of the program. Each value is dated data in the store,
 * per point or for all; these defaults are the pilot's (`data/pilot.json`).
 */
export const callPolicies = z.object({
  /** A second press of the same button within this is the same press. */
  callLockoutSeconds: z.number().min(0).default(2),
  /** Without a receipt from a page by now the next escalation step is taken. */
  callReceiptSeconds: z.number().positive().default(5),
  /** Without confirmation, or without a receipt, the room is told *not reached*. */
  callNotReachedSeconds: z.number().positive().default(20),
  /** When the escalation steps are taken, counted from the call's opening. */
  callEscalateSeconds: z.array(z.number().positive()).min(1).default([30, 60, 120]),
  /** A press older than this is stale: kept for a person to see, but not rung. */
  callStaleMinutes: z.number().positive().default(10),
  /** How long a press must last to end a call whose advisor is on the way. */
  callEndPressSeconds: z.number().positive().default(3),
  /** The longest announced test of a document camera (DESIGN §6). */
  announcedTestMinutes: z.number().positive().max(5).default(5),
  /** What the rooms' line up carries for sure, kbps: its grade is 384, 786 or more (EN 301 549 §6.5), and caps the pictures. */
  roomLineKbps: z.number().min(128).default(10_000),
  /** A room is vacant after so long without motion, call or touch. Terminals tell of touches every 30 s: keep it longer. */
  occupancyHoldSeconds: z.number().positive().default(180),
});
export type CallPolicies = z.infer<typeof callPolicies>;

/** The pilot's rules. */
export const defaultCallPolicies: CallPolicies = callPolicies.parse({});

/** When and how rooms are booked (DESIGN §5). */
export const bookingPolicies = z.object({
  /** When remote service is given at most; a point's own opening hours narrow it. */
  serviceHours: z.array(openingHours).default([{ dayFrom: 'MON', dayTo: 'FRI', from: '09:00', to: '15:00' }]),
  /** Eves on which nobody serves although they are no public holidays. */
  closedEves: z.array(z.enum(['midsummer-eve', 'christmas-eve', 'new-years-eve'])).default(['midsummer-eve', 'christmas-eve']),
  /** How many consecutive slots one booking may take. */
  bookingMaxSlots: z.int().min(1).max(2).default(2),
  /** How far ahead times are offered. */
  bookingHorizonDays: z.int().positive().max(730).default(180),
  /** How long a time is held for somebody whose form is open, after each sign of life. */
  bookingHoldSeconds: z.number().positive().max(3600).default(120),
  /** From so long after the beginning a customer who has not come is called late. */
  bookingLateMinutes: z.number().min(0).default(5),
  /** From so long after the beginning it is proposed that the customer will not come; a person decides. */
  bookingNoShowMinutes: z.number().positive().default(15),
});
export type BookingPolicies = z.infer<typeof bookingPolicies>;

/** How long what can lead to a person is kept; for all points alike (DESIGN §5, docs/privacy.md). */
export const retentionPolicies = z.object({
  /** Who, from where, what exactly: the part of the audit trail that erasure takes. Statutes of limitation ask for years. */
  auditDetailsDays: z.int().positive().default(730),
  /** The advisor's name on an ended call, and the shift. */
  callPersonalDays: z.int().positive().default(30),
  /** Mails with their recipients, sent or given up. */
  mailDays: z.int().positive().default(30),
  /** Sign-ins that have ended. */
  signInDays: z.int().positive().default(90),
  /** The name, contact and needs of a customer, counted from the end of the booked time. */
  bookingCustomerDays: z.int().positive().default(14),
  /** Who made, moved or cancelled a booking; that it happened is kept for statistics. */
  bookingPersonalDays: z.int().positive().default(90),
});
export type RetentionPolicies = z.infer<typeof retentionPolicies>;

/** Every rule and the form of its value. */
export const policyValues = { ...callPolicies.shape, ...bookingPolicies.shape, ...retentionPolicies.shape };
export type PolicyName = keyof typeof policyValues;

/** One dated value of one rule; `pointId` null means all points. */
export const policy = z.object({
  name: z.enum([...callPolicies.keyof().options, ...bookingPolicies.keyof().options, ...retentionPolicies.keyof().options]),
  pointId: z.string().nullable(),
  version: z.int().positive(),
  value: z.union([z.number(), z.array(z.number()), z.array(z.string()), z.array(openingHours)]),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
});
export type Policy = z.infer<typeof policy>;
