import { assignUnit, holdOutSalt } from '../../engine/experiment/assignment/assign-unit.ts';
import type { StoreScope } from '../../storage/database.ts';
import { type AssignmentRow, findAssignments, insertAssignments, linkUnit } from '../../storage/queries/assignments.ts';
import { findSessionDraw } from '../../storage/queries/served.ts';
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import type { LoadedCatalog } from '../learning/load-model.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ServedArm } from './arm-settings.ts';
import { fixShareOfWeek } from './hold-out-share.ts';
import { type StoreWeek, storeWeekAt, weeksAfter } from './store-week.ts';
import { CONTROL, type RunningTest, readRunningTests } from './traffic.ts';
import { hashUnit } from './unit-hash.ts';

/** How the hold-out is called among the tests. */
export const HOLD_OUT = 'holdout';

/** Who asks, as far as it may be kept. */
export interface Asker {
  /** Null without consent. */
  readonly visitor: string | null;
  readonly customerId: number | null;
  readonly session: string | null;
  /** False for programs and the staff. */
  readonly counts: boolean;
  readonly placement: string;
  readonly at: Date;
}

/** What was drawn for an answer. */
export interface Draw {
  /** Null: nobody was drawn. */
  readonly unit: string | null;
  readonly week: string | null;
  readonly heldOut: boolean;
  readonly arms: Readonly<Record<string, string>>;
  /** The test that decides what is shown here, with its arm. */
  readonly experiment: string | null;
  readonly variation: string;
  readonly served: readonly ServedArm[];
}

/** No draw: the store as it is. */
export const NOT_DRAWN: Draw = {
  unit: null,
  week: null,
  heldOut: false,
  arms: {},
  experiment: null,
  variation: CONTROL,
  served: [],
};

interface Traffic {
  readonly store: StoreRow;
  readonly tests: readonly RunningTest[];
  /** Share by ISO week. */
  readonly shares: Map<string, number>;
}

/** One thing that is drawn for a person: the hold-out of a week, or a version of a test. */
interface Lot {
  readonly test: string;
  readonly period: string;
  arm(unit: string): string | null;
}

type Placed = Pick<AssignmentRow, 'unit' | 'arm'>;

const DAY_MS = 86_400_000;
/** What is remembered of people, so that most answers ask nothing of the database. */
const MOST_KNOWN = 100_000;
const HELD_OUT_ARM = 'held_out';
const SHOWN_ARM = 'shown';

/**
 * Decides who is held out and who is in which arm. What a person was drawn as is kept with the first draw, for the week or
 * for the version of a test: signing in changes neither unit nor arm, and every process gives the same answer.
 */
export class ArmKeeper {
  readonly #context: ServiceContext;
  readonly #traffic = new WeakMap<LoadedCatalog, Promise<Traffic>>();
  readonly #known = new Map<string, Placed>();
  readonly #sessions = new Map<string, Draw | null>();
  /** Visitors whose customer is written down: two devices that were drawn apart are one person from then on. */
  readonly #linked = new Set<string>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Draws for one answer. Who is no guest is drawn by chance alone, and nothing is kept. While the database does not
   * answer, the store is as it is, and the answer counts for nothing.
   */
  async draw(storeId: number, question: { catalog: LoadedCatalog; asker: Asker }): Promise<Draw> {
    try {
      return await this.#draw(storeId, question);
    } catch (error) {
      this.#context.log('warn', 'Nobody could be drawn for an answer', { storeId, error: String(error) });
      return NOT_DRAWN;
    }
  }

  async #draw(storeId: number, { catalog, asker }: { catalog: LoadedCatalog; asker: Asker }): Promise<Draw> {
    const names = namesOf(asker);
    if (names.length === 0) return NOT_DRAWN;
    const traffic = await this.#trafficOf(storeId, catalog);
    const week = storeWeekAt(traffic.store, asker.at.getTime());
    const share = await this.#shareOf(storeId, { traffic, isoWeek: week.isoWeek, now: asker.at });
    if (share === 0 && traffic.tests.length === 0) return NOT_DRAWN;
    const begun = await this.#drawOfBegunSession(storeId, { asker, week });
    const hold = begun ?? (await this.#drawHoldOut(storeId, { asker, names, isoWeek: week.isoWeek, share }));
    if (hold.heldOut) return hold;
    return this.#drawTests(storeId, { asker, names, tests: traffic.tests, hold });
  }

  #trafficOf(storeId: number, catalog: LoadedCatalog): Promise<Traffic> {
    const known = this.#traffic.get(catalog);
    if (known) return known;
    // Tests and settings change with a change of the store, and with that the catalogue is another one.
    const reading = this.#context.database.forStore(storeId, async (scope) => {
      const store = await findStoreById(scope.tx, storeId);
      if (store === null) throw new RangeError(`There is no store ${storeId}`);
      return { store, tests: await readRunningTests(scope), shares: new Map<string, number>() };
    });
    this.#traffic.set(catalog, reading);
    reading.catch(() => this.#traffic.delete(catalog));
    return reading;
  }

  async #shareOf(
    storeId: number,
    { traffic, isoWeek, now }: { traffic: Traffic; isoWeek: string; now: Date },
  ): Promise<number> {
    const known = traffic.shares.get(isoWeek);
    if (known !== undefined) return known;
    const row = await this.#context.database.forStore(storeId, (scope) =>
      fixShareOfWeek(scope, { store: traffic.store, isoWeek, now }),
    );
    const share = row.spoiled_at === null ? row.share : 0;
    traffic.shares.set(isoWeek, share);
    return share;
  }

  /** A session that began before the turn of the week keeps what it was drawn as then, for the day that it may last. */
  async #drawOfBegunSession(
    storeId: number,
    { asker: { session, at }, week }: { asker: Asker; week: StoreWeek },
  ): Promise<Draw | null> {
    if (session === null || at.getTime() >= week.startMs + DAY_MS) return null;
    const key = `${storeId} ${week.isoWeek} ${session}`;
    const known = this.#sessions.get(key);
    if (known !== undefined) return known;
    const range = { from: new Date(week.startMs - DAY_MS), to: new Date(week.startMs) };
    const row = await this.#context.database.forStore(storeId, (scope) =>
      findSessionDraw(scope, { session, ...range }),
    );
    const begun = row !== null && row.draw_week === weeksAfter(week.isoWeek, -1);
    const draw = begun ? toHold(row.unit, { isoWeek: row.draw_week, heldOut: row.holdout }) : null;
    if (this.#sessions.size >= MOST_KNOWN) this.#sessions.clear();
    this.#sessions.set(key, draw);
    return draw;
  }

  async #drawHoldOut(
    storeId: number,
    { asker, names, isoWeek, share }: { asker: Asker; names: readonly string[]; isoWeek: string; share: number },
  ): Promise<Draw> {
    if (share === 0) return { ...NOT_DRAWN, unit: names[0] ?? null };
    const salt = holdOutSalt(String(storeId), isoWeek);
    const plan = { holdOut: { salt, share }, tests: [] };
    const lot: Lot = {
      test: HOLD_OUT,
      period: isoWeek,
      arm: (unit) => (assignUnit(unit, { plan, hash: hashUnit }).heldOut ? HELD_OUT_ARM : SHOWN_ARM),
    };
    const [placed] = await this.#place(storeId, { asker, names, lots: [lot] });
    return placed == null ? NOT_DRAWN : toHold(placed.unit, { isoWeek, heldOut: placed.arm === HELD_OUT_ARM });
  }

  async #drawTests(
    storeId: number,
    {
      asker,
      names,
      tests,
      hold,
    }: { asker: Asker; names: readonly string[]; tests: readonly RunningTest[]; hold: Draw },
  ): Promise<Draw> {
    const here = tests.filter(({ placements: at }) => at.length === 0 || at.includes(asker.placement));
    const drawn = here.filter(({ paused }) => !paused);
    const placed = await this.#place(storeId, { asker, names, lots: drawn.map(toLot) });
    const arms: Record<string, string> = { ...hold.arms };
    const served: ServedArm[] = [];
    let experiment: RunningTest | null = null;
    for (const test of here) {
      const arm = test.paused ? CONTROL : placed[drawn.indexOf(test)]?.arm;
      if (arm === undefined) continue;
      // While a test is paused everyone gets its control, and what is served is no part of the test.
      if (!test.paused) arms[test.key] = arm;
      if (!test.paused) experiment ??= test;
      served.push(arm === CONTROL ? test.served.control : test.served.variant);
    }
    const variation = experiment === null ? CONTROL : (arms[experiment.key] ?? CONTROL);
    return { ...hold, arms, experiment: experiment?.name ?? null, variation, served };
  }

  /** What the names are drawn as for each lot; null where a lot has no place for them. */
  async #place(
    storeId: number,
    { asker, names, lots }: { asker: Asker; names: readonly string[]; lots: readonly Lot[] },
  ): Promise<(Placed | null)[]> {
    const [name = ''] = names;
    const isKept = asker.counts && !name.startsWith('s:');
    if (!isKept || lots.length === 0) return lots.map((lot) => toPlaced(lot, name));
    const known = lots.map((lot) => this.#recall(storeId, { lot, names }));
    const link = `${storeId} ${names.join(' ')}`;
    const isLinked = names.length < 2 || this.#linked.has(link);
    if (isLinked && known.every((placed) => placed !== null)) return known.map(inTest);
    const rows = await this.#context.database.forStore(storeId, (scope) => keepDraws(scope, { asker, names, lots }));
    for (const row of rows) this.#remember(storeId, row);
    if (this.#linked.size >= MOST_KNOWN) this.#linked.clear();
    if (names.length > 1) this.#linked.add(link);
    return lots.map((lot) => inTest(pick(rows, { lot, names })));
  }

  #recall(storeId: number, { lot, names }: { lot: Lot; names: readonly string[] }): Placed | null {
    const all = names.map((name) => this.#known.get(keyOf(storeId, { ...lot, name })));
    const [first] = all;
    return first === undefined || all.includes(undefined) ? null : first;
  }

  #remember(storeId: number, row: AssignmentRow): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(keyOf(storeId, row), { unit: row.unit, arm: row.arm });
  }
}

/** A lot of an exclusive layer that the unit is not in. */
const NO_ARM = 'none';

function keyOf(storeId: number, { test, period, name }: { test: string; period: string; name: string }): string {
  return `${storeId} ${test} ${period} ${name}`;
}

/** The names of who asks, the one that is drawn first in front; without consent only the session counts. */
function namesOf({ visitor, customerId, session }: Asker): string[] {
  if (visitor === null && session === null) return [];
  const names = [...(visitor === null ? [] : [`v:${visitor}`]), ...(customerId === null ? [] : [`c:${customerId}`])];
  return names.length > 0 || session === null ? names : [`s:${session}`];
}

function toHold(unit: string, { isoWeek, heldOut }: { isoWeek: string; heldOut: boolean }): Draw {
  const arms = { [HOLD_OUT]: heldOut ? HELD_OUT_ARM : SHOWN_ARM };
  return { ...NOT_DRAWN, unit, week: isoWeek, heldOut, arms };
}

function toLot(test: RunningTest): Lot {
  const plan = { holdOut: null, tests: [test] };
  return {
    test: test.key,
    period: String(test.version),
    arm: (unit) => assignUnit(unit, { plan, hash: hashUnit }).arms[test.key] ?? null,
  };
}

function inTest(placed: Placed | null): Placed | null {
  return placed?.arm === NO_ARM ? null : placed;
}

function toPlaced(lot: Lot, unit: string): Placed | null {
  const arm = lot.arm(unit);
  return arm === null ? null : { unit, arm };
}

/** The row that decides: the visitor's, because a device keeps its arm; else the customer's. */
function pick(
  rows: readonly AssignmentRow[],
  { lot, names }: { lot: Lot; names: readonly string[] },
): AssignmentRow | null {
  const ofLot = rows.filter(({ test, period }) => test === lot.test && period === lot.period);
  for (const name of names) {
    const row = ofLot.find((one) => one.name === name);
    if (row !== undefined) return row;
  }
  return null;
}

/** Draws what was not drawn yet, and gives everything as it is kept; a customer who is known at once is the unit. */
async function keepDraws(
  scope: StoreScope,
  { asker, names, lots }: { asker: Asker; names: readonly string[]; lots: readonly Lot[] },
): Promise<AssignmentRow[]> {
  const before = await findAssignments(scope, { draws: lots, names });
  const missing = lots.flatMap((lot) => {
    const unit = names.at(-1) ?? '';
    const placed = pick(before, { lot, names }) ?? { unit, arm: lot.arm(unit) ?? NO_ARM };
    const unknown = names.filter(
      (name) => !before.some((row) => row.name === name && row.test === lot.test && row.period === lot.period),
    );
    return unknown.map((name) => ({
      test: lot.test,
      period: lot.period,
      name,
      unit: placed.unit,
      arm: placed.arm,
    }));
  });
  if (asker.visitor !== null && asker.customerId !== null) {
    await linkUnit(scope, { visitor: asker.visitor, customerId: asker.customerId, linkedAt: asker.at });
  }
  if (missing.length === 0) return before;
  await insertAssignments(scope, { rows: missing, assignedAt: asker.at });
  return findAssignments(scope, { draws: lots, names });
}
