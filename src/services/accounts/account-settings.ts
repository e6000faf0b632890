import { PASSWORD_COST, type PasswordCost } from './passwords.ts';

/** What signing in needs beside the database. */
export interface AccountSettings {
  readonly passwordCost: PasswordCost;
  /** Secret of the installation with which addresses are hashed before they are counted. */
  readonly addressKey: Buffer;
}

/** The settings of an installation with this secret. */
export function accountSettings(addressKey: Buffer, passwordCost: PasswordCost = PASSWORD_COST): AccountSettings {
  return { passwordCost, addressKey };
}
