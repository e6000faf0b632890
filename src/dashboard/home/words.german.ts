import type { HomeSuggestion } from '../../contract/home.ts';
import type { HomeWords } from './words.english.ts';

const FORMULAS: Readonly<Record<string, string>> = {
  extra_revenue:
    'Zugerechneter Umsatz × Kappa. Kappa sagt, wie viel davon zusätzlich ist: gemessen an den Besuchern, die keine Vorschläge sehen. Bis dahin wird nichts gesagt.',
  attributed_revenue:
    'Summe des Buches über die Tage der Bestellungen: Zeilen, die aus einem Vorschlag geklickt oder hinzugefügt wurden, abzüglich Erstattungen.',
  items_added: 'Vorgeschlagene Artikel, die in den Warenkorb gelegt wurden; jeder Platz einer Antwort zählt einmal.',
  click_through_rate: 'Plätze, die geklickt wurden oder aus denen hinzugefügt wurde / Plätze, die gesehen wurden.',
  conversion_rate:
    'Plätze, denen eine bestellte Zeile zugerechnet ist / Plätze, die geklickt wurden oder aus denen hinzugefügt wurde.',
  average_order_uplift:
    'Mittlere Bestellung der Besucher mit Vorschlägen / die der Besucher ohne, weniger 1, über alle abgeschlossenen Wochen.',
  items_per_order: 'Stücke der Bestellungen, abzüglich Erstattungen / Bestellungen.',
  monthly_impact: 'Umsatz aus Vorschlägen × 30 / Tage. Was ohnehin gekommen wäre, ist darin.',
};

const ROLES: Readonly<Record<string, string>> = {
  drink: 'ein Getränk',
  main: 'ein Hauptgericht',
  starter: 'eine Vorspeise',
  side: 'eine Beilage',
  dessert: 'ein Nachtisch',
};

const namesOf = ({ items }: HomeSuggestion) => [items[0]?.name ?? '', items[1]?.name ?? ''] as const;
const roleOf = ({ apply }: HomeSuggestion) => ROLES[String(apply?.body.role)] ?? 'etwas davon';

function titleOf(suggestion: HomeSuggestion): string {
  const [one, other] = namesOf(suggestion);
  switch (suggestion.kind) {
    case 'import_orders':
      return 'Alte Bestellungen einspielen';
    case 'create_key':
      return 'Einen Schlüssel für Ihre Seiten anlegen';
    case 'hold_out':
      return 'Messen, was Vorschläge bringen';
    case 'set_roles':
      return `Ist ${one} ${roleOf(suggestion)}?`;
    case 'pin_pair':
      return `${other} zu ${one} anbieten`;
    default:
      return suggestion.title;
  }
}

function textOf(suggestion: HomeSuggestion): string {
  const [one, other] = namesOf(suggestion);
  switch (suggestion.kind) {
    case 'import_orders':
      return 'Gelernt wird alles aus Bestellungen. Eine Datei aus Kasse oder Laden genügt.';
    case 'create_key':
      return 'Mit ihm darf das Skript auf Ihren Seiten nach Vorschlägen fragen. Er wird nur einmal gezeigt: Dann kopieren.';
    case 'hold_out':
      return 'Alle sehen Vorschläge, also lässt sich nicht messen, was zusätzlich ist. Lassen Sie ab Montag einen von zehn Besuchern keine sehen.';
    case 'set_roles':
      return `Der Name sagt es nicht sicher genug. Als das kann ${one} ein Essen vollständig machen.`;
    case 'pin_pair':
      return `Sie gehen gut zusammen, doch ${suggestion.working[0]?.value ?? 0} Bestellungen der letzten 30 Tage mit ${one} hatten kein ${other}. Setzen Sie es im Warenkorb an die erste Stelle.`;
    default:
      return suggestion.words;
  }
}

function factorOf(suggestion: HomeSuggestion, place: number): string {
  const told = suggestion.working[place]?.name ?? '';
  if (suggestion.kind !== 'pin_pair') return told;
  const [one, other] = namesOf(suggestion);
  const names = [
    `Bestellungen in 30 Tagen mit ${one} und ohne ${other}`,
    'Anteil der gesehenen Vorschläge, die gekauft werden',
    `Preis von ${other}`,
    'Anteil davon, der zusätzlich ist',
  ];
  return names[place] ?? told;
}

/** What the home page says, in German. */
export const GERMAN: HomeWords = {
  period: {
    compared: (from: string, to: string) =>
      `Verglichen mit ${from} bis ${to}: ebenso viele Tage, vom selben Wochentag an.`,
    asOf: (when: string) => `Stand: ${when}.`,
    waiting: (days: number) =>
      `${days === 1 ? 'Ein Tag wird' : `${days} Tage werden`} gerade neu zusammengezählt; die Zahlen folgen gleich.`,
  },
  sentence: {
    label: 'Was Vorschläge bringen',
    extra: (amount: string, low: string, high: string) =>
      `Sie haben diese Woche ${amount} mehr eingenommen (wahrscheinlich ${low} bis ${high})`,
    lost: (amount: string, low: string, high: string) =>
      `Vorschläge haben Sie diese Woche ${amount} gekostet (wahrscheinlich ${low} bis ${high})`,
    notProven: (low: string, high: string) => `Noch nicht bewiesen: diese Woche zwischen ${low} und ${high} zusätzlich`,
    notMeasured: (attributed: string) =>
      `${attributed} wurden diese Woche aus Vorschlägen gekauft. Wie viel davon zusätzlich ist, ist noch nicht gemessen`,
    nothing: 'Diese Woche wurde noch nichts aus einem Vorschlag gekauft',
    lastExtra: (week: string, amount: string, low: string, high: string) =>
      `Letzte abgeschlossene Woche (${week}): ${amount} zusätzlich, wahrscheinlich ${low} bis ${high}, gemessen an Gästen, die keine Vorschläge sahen.`,
    lastLost: (week: string, amount: string, low: string, high: string) =>
      `Letzte abgeschlossene Woche (${week}): ${amount} weniger als ohne Vorschläge, wahrscheinlich ${low} bis ${high}.`,
    lastOpen: (week: string, low: string, high: string) =>
      `Letzte abgeschlossene Woche (${week}): nicht bewiesen, zwischen ${low} und ${high}.`,
    lastUnknown: (week: string, reason: string) => `Letzte abgeschlossene Woche (${week}): ${reason}`,
    attributed: (attributed: string) => `${attributed} wurden diese Woche aus Vorschlägen gekauft.`,
    heldOut: (share: string) =>
      `${share} der Besucher dieser Woche sehen keine Vorschläge, damit sich der Rest messen lässt.`,
    holdOutOff: 'Alle sehen Vorschläge: Was sie bringen, wird nicht gemessen.',
    holdOutSoon: (day: string, share: string) =>
      `Von Montag, ${day}, an sehen ${share} der Besucher eine Woche lang keine Vorschläge, damit sich der Rest messen lässt.`,
    unfinished: 'Einige Tage dieser Woche werden noch zusammengezählt: Ihre Zahlen ändern sich noch.',
    lastOff: (week: string) => `Letzte abgeschlossene Woche (${week}): nicht gemessen, denn alle sahen Vorschläge.`,
    more: 'Wie gemessen wird',
  },
  badges: { measured: 'Hier gemessen', pooled: 'Beste Schätzung', not_measured: 'Nicht gemessen' },
  reasons: {
    no_orders: 'Keine Bestellungen an diesen Tagen.',
    no_prices: 'Die Bestellungen haben keine Preise.',
    nothing_seen: 'Niemand hat an diesen Tagen einen Vorschlag gesehen.',
    nothing_clicked: 'An diesen Tagen wurde nichts geklickt.',
    hold_out_off: 'Nicht gemessen: Alle sehen Vorschläge.',
    collecting: 'Es wird noch gesammelt: Erst müssen 50 Besucher und 20 Bestellungen ohne Vorschläge sein.',
    no_closed_week: 'Die erste Woche, in der gemessen wird, ist noch nicht vorbei.',
    no_calendar_day: 'Einen solchen Tag gab es vorher nicht.',
  },
  cards: {
    title: 'Zahlen',
    names: {
      extra_revenue: 'Zusätzlicher Umsatz',
      attributed_revenue: 'Umsatz aus Vorschlägen',
      items_added: 'Hinzugefügte Artikel',
      click_through_rate: 'Klickrate',
      conversion_rate: 'Kaufrate',
      average_order_uplift: 'Höhere Bestellung',
      items_per_order: 'Artikel je Bestellung',
      monthly_impact: 'Geschätzt im Monat',
    },
    ofTotal: (share: string) => `${share} des ganzen Umsatzes`,
    higher: 'Höher als ohne Vorschläge',
    lower: 'Niedriger als ohne Vorschläge',
    unsure: 'Ob es sich unterscheidet, ist nicht bewiesen',
    rate: 'Wenn es so weitergeht',
    rateHint: 'Umsatz aus Vorschlägen, in 30 Tagen. Ein Teil davon wäre ohnehin gekommen.',
    likely: (low: string, high: string) => `Wahrscheinlich ${low} bis ${high}`,
    upliftOf: (value: string, low: string, high: string) =>
      `${value} gegen Gäste ohne Vorschläge (wahrscheinlich ${low} bis ${high})`,
    before: (value: string) => `${value} in den Tagen davor`,
    beforeNew: 'Neu: nichts in den Tagen davor',
    change: (change: string, value: string) => `${change} gegenüber ${value}`,
    target: (target: string) => `Erhofft: ${target}`,
    range: (from: string, to: string) => `${from} bis ${to}`,
    moreThan: (from: string) => `mehr als ${from}`,
    rangeMore: (from: string, to: string) => `${from} bis ${to} mehr`,
    n: {
      orders: (n: string) => `Aus ${n} Bestellungen`,
      seen: (n: string) => `Aus ${n} gesehenen Vorschlägen`,
      clicked: (n: string) => `Aus ${n} geklickten Vorschlägen`,
      visitor_weeks: (n: string) => `Aus ${n} Besuchern einer Woche`,
      credited_lines: (n: string) => `Aus ${n} gekauften Vorschlägen`,
    },
    how: 'Wie wird das berechnet?',
    howOf: (name: string) => `Wie wird das berechnet? ${name}`,
    formula: (id: string, told: string) => FORMULAS[id] ?? told,
    inNumbers: 'In Zahlen',
    multiplied: (one: string, other: string) => `${one} × ${other}`,
    divided: (numerator: string, denominator: string) => `${numerator} / ${denominator}`,
    rows: 'Die Zeilen darunter (CSV)',
    noRows: 'Es gibt keine Zeilen zum Mitnehmen.',
  },
  chart: {
    title: 'Tag für Tag',
    attributed: 'Aus Vorschlägen',
    today: 'Heute bisher',
    compared: 'Die Tage davor',
    lead: 'Umsatz aus Vorschlägen. Heute ist gepunktet, denn der Tag ist nicht vorbei.',
    table: 'Als Tabelle',
    picture: 'Als Bild',
    day: 'Tag',
    revenue: 'Umsatz aller Bestellungen',
    orders: 'Bestellungen',
    soFar: 'bisher',
    clockChange: (days: string) => `Die Uhr wurde umgestellt: ${days}.`,
    nothing: 'An diesen Tagen wurde nichts aus einem Vorschlag gekauft.',
  },
  tops: {
    items: 'Die besten Artikel',
    item: 'Artikel',
    conversions: 'Gekauft',
    revenue: 'Umsatz',
    seen: 'Gesehen',
    clicked: 'Geklickt',
    noItems: 'An diesen Tagen wurde nichts aus einem Vorschlag gekauft.',
    combinations: 'Die besten Kombinationen',
    a: 'Artikel A',
    b: 'Artikel B',
    together: 'Zusammen verkauft',
    generated: 'Erzielter Umsatz',
    noCombinations: 'Keine Bestellung dieser Tage hatte zwei Artikel.',
    types: 'Nach Art',
    type: 'Art',
    added: 'Hinzugefügt',
    clickRate: 'Geklickt von gesehen',
    buyRate: 'Gekauft von geklickt',
    noTypes: 'Niemand hat an diesen Tagen einen Vorschlag gesehen.',
  },
  types: {
    'frequently-together': 'Zusammen gekauft',
    'category-popular': 'Beliebt in der Kategorie',
    complement: 'Macht das Essen vollständig',
    trending: 'Gerade im Trend',
    personalized: 'Für Sie',
    upsell: 'Die größere Stufe',
    'similar-items': 'Ähnliche Artikel',
    unknown: 'Andere',
  },
  first: {
    title: 'Die ersten zwei Wochen',
    lead: (start: string, end: string) => `${start} bis ${end}, neben dem, was erhofft war.`,
    names: {
      click_through_rate: 'Klickrate',
      conversion_rate: 'Kaufrate',
      shown_per_day: 'Gesehene Vorschläge am Tag',
      extra_per_week: 'Zusätzlicher Umsatz in der Woche',
    },
    met: 'Erreicht',
    notMet: 'Nicht erreicht',
    open: 'Noch nicht bekannt',
  },
  next: {
    title: 'Als Nächstes',
    lead: 'Was jetzt wahrscheinlich am meisten bringt.',
    monthly: (amount: string) => `Etwa ${amount} im Monat`,
    unknown: 'Was es bringt, kann niemand sagen',
    assumed: 'Über den Daumen: Wie viel davon zusätzlich ist, ist noch nicht gemessen.',
    apply: 'Übernehmen',
    applyOf: (title: string) => `Übernehmen: ${title}`,
    dismiss: 'Verwerfen',
    dismissOf: (title: string) => `Verwerfen: ${title}`,
    open: 'Seite öffnen',
    done: 'Erledigt',
    consequence: 'Das geschieht',
    working: 'Woher das Geld kommt',
    times: 'mal',
    confirm: 'Übernehmen',
    where: (place: string) => `Wo: ${place}`,
    nothing: 'Nichts wartet auf Sie.',
    titleOf,
    text: textOf,
    consequenceOf: ({ kind, items }: HomeSuggestion) => {
      const [one = '', other = ''] = items.map(({ name }) => name);
      const told: Readonly<Record<string, string>> = {
        create_key:
          'Ein Schlüssel für Seiten wird angelegt. Er wird einmal gezeigt; zurücknehmen lässt er sich in den Einstellungen.',
        hold_out:
          'Ab nächstem Montag sieht einer von zehn Besuchern eine Woche lang keine Vorschläge. Das kostet, was diese mehr ausgegeben hätten; abschalten lässt es sich unter Versuche.',
        set_roles: `${one} gilt ab jetzt als das und wird angeboten, wo es fehlt. Ändern lässt sich das im Sortiment.`,
        pin_pair: `Eine Regel entsteht: Liegt ${one} im Warenkorb, steht ${other} an erster Stelle, ab dem nächsten Gast. Entfernen lässt sie sich unter Regeln.`,
      };
      return told[kind] ?? '';
    },
    factor: factorOf,
  },
  setup: {
    title: 'Einrichten',
    lead: (done: number, of: number) => `${done} von ${of} erledigt. Die Karte geht, wenn alles erledigt ist.`,
    done: 'Erledigt',
    open: 'Offen',
    have: (have: string, need: string) => `${have} von ${need}`,
    names: {
      menu: 'Das Sortiment eingeben',
      orders: 'Bestellungen senden',
      key: 'Einen Schlüssel für Ihre Seiten anlegen',
      script: 'Gästen Vorschläge zeigen',
      first_credit: 'Der erste Artikel, der aus einem Vorschlag gekauft wird',
    },
    texts: {
      menu: 'Artikel einspielen, oder Bestellungen mit ihren Namen senden: Daraus entstehen Artikel.',
      orders:
        'Ab 10 abgeschlossenen Bestellungen gibt es etwas zu lernen. Eine Datei einspielen oder über die API senden.',
      key: 'Mit einem öffentlichen Schlüssel fragen Ihre Seiten nach Vorschlägen und melden, was Gäste tun.',
      script: 'Das Skript auf die Seite setzen. Es meldet, was Gäste sehen und nehmen.',
      first_credit: 'Das kommt von selbst, sobald Gäste Vorschläge sehen und bestellen.',
    },
    importFile: 'Datei importieren',
    readiness: 'Welche Vorschläge bereit sind',
    ready: 'Bereit',
    of: {
      items: 'Artikel',
      orders: 'Bestellungen',
      fresh_orders: 'Bestellungen seit gestern',
      orders_with_two_items: 'Bestellungen mit mindestens zwei Artikeln',
      known_customers: 'bekannte Kunden',
      items_with_role: 'Artikel mit einer Rolle im Essen',
      items_with_tier: 'Artikel auf der Stufenleiter',
    },
    missing: (have: string, need: string, of: string) => `${have} von ${need} ${of}`,
  },
  peaks: {
    title: 'Stoßzeiten',
    daily: 'Jeden Tag',
    peak: (label: string, times: string) => `${label}: ${times}× so viele Bestellungen wie sonst`,
  },
};
