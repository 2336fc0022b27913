import { Global, Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { Accounts } from './accounts.service.js';
import { Actors } from '../rights/index.js';
import { Deeds } from './deeds.js';
import { Grants } from './grants.service.js';
import { Ownership } from './ownership.js';
import { PasswordSignIn } from './password-sign-in.js';
import { PeopleBook } from './people-book.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { ProviderController } from './provider.controller.js';
import { SignInController } from './sign-in.controller.js';
import { SignInCookies } from './sign-in-cookies.js';
import { SignInLimits } from './sign-in-limits.js';
import { SignInPage } from './sign-in-page.js';
import { SignedIn } from './signed-in.js';
import { SignIns } from './sign-ins.service.js';

/** Who is who, and who may do what; every feature asks, so it is there for all. */
@Global()
@Module({
  controllers: [SignInController, ProviderController, AccountsController],
  providers: [
    Accounts,
    Deeds,
    Grants,
    Ownership,
    PasswordSignIn,
    PeopleBook,
    ProviderSignIn,
    SignInCookies,
    SignInLimits,
    SignInPage,
    SignIns,
    SignedIn,
    { provide: Actors, useExisting: SignedIn },
  ],
  exports: [Actors, PeopleBook, SignInCookies, SignInPage, SignIns, SignedIn],
})
export class PeopleModule {}
