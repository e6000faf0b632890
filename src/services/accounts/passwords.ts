import { hash, parseOptions, verify } from '@node-rs/argon2';

/** What one check of a password costs: argon2id, RFC 9106. */
export interface PasswordCost {
  /** Memory, in KiB. */
  readonly memoryKib: number;
  /** Passes over that memory. */
  readonly passes: number;
  /** Threads. */
  readonly parallelism: number;
}

/** 19 MiB, 2 passes, 1 thread: the first choice of the OWASP Password Storage Cheat Sheet. */
export const PASSWORD_COST: PasswordCost = { memoryKib: 19_456, passes: 2, parallelism: 1 };

/** The hash of a password, with its salt and parameters in it: `$argon2id$v=19$m=19456,t=2,p=1$...`. */
export async function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  return hash(canonical(password), {
    memoryCost: cost.memoryKib,
    timeCost: cost.passes,
    parallelism: cost.parallelism,
  });
}

/**
 * True when the password is the one of the hash. Without a hash (nobody has that account) it takes as long and is false,
 * so that the time of an answer does not tell which accounts there are.
 */
export async function checkPassword(
  { passwordHash, password }: { passwordHash: string | null; password: string },
  cost: PasswordCost,
): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, canonical(password));
  await hashPassword(password, cost);
  return false;
}

/** True when a hash was made with other parameters than today's. */
export function isOutdated(passwordHash: string, cost: PasswordCost): boolean {
  const made = parseOptions(passwordHash);
  return made.memoryCost !== cost.memoryKib || made.timeCost !== cost.passes || made.parallelism !== cost.parallelism;
}

/** The same letters typed on another keyboard or system are the same password. */
function canonical(password: string): string {
  return password.normalize('NFKC');
}
