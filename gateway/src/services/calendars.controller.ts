import { serviceOperations, type Calendar } from '@etapiste/protocol';
import { Controller } from '@nestjs/common';
import { DeedNow, type Deed } from '../audit/index.js';
import { Implements } from '../http/implements.decorator.js';
import { Input, type InputOf } from '../http/input.decorator.js';
import { Acting, ActingNow } from '../rights/index.js';
import { Calendars } from './calendars.service.js';

type Operations = typeof serviceOperations;

@Controller()
export class CalendarsController {
  constructor(private readonly calendars: Calendars) {}

  @Implements(serviceOperations.listCalendars)
  list(@ActingNow() acting: Acting): Calendar[] {
    return this.calendars.listFor(acting);
  }

  @Implements(serviceOperations.createCalendar)
  create(@Input() { body }: InputOf<Operations['createCalendar']>, @DeedNow() deed: Deed): Promise<Calendar> {
    return this.calendars.create(body, deed);
  }

  @Implements(serviceOperations.changeCalendar)
  change(
    @Input() { parameters, version, body }: InputOf<Operations['changeCalendar']>,
    @DeedNow() deed: Deed,
  ): Promise<Calendar> {
    return this.calendars.change(parameters.calendarId, version, body, deed);
  }
}
