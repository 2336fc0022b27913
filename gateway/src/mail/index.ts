export { MailEntity } from './mail.entity.js';
export { MailModule } from './mail.module.js';
export { Mailer, type Mail } from './mailer.js';
