export { DemoAccounts } from './demo-accounts.js';
export { DemoBookings } from './demo-bookings.js';
export { DemoModule } from './demo.module.js';
