import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/index.js';
import { DemoAccounts } from './demo-accounts.js';
import { DemoBookings } from './demo-bookings.js';
import { DemoController } from './demo.controller.js';

@Module({ imports: [BookingsModule], controllers: [DemoController], providers: [DemoAccounts, DemoBookings] })
export class DemoModule {}
