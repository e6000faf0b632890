/**
 * What a till prints over all that it sells, or over what nobody has sorted: names of a whole menu, of any category and of
 * none. They say nothing of a dish. Separated by commas, in lower case and without accents, as `normalizeText` gives them. Words
 * that may be put together ("our food menu") stand alone; where one of them does say something ("main menu"), the phrase stands whole.
 */
const SILENT_BY_LANGUAGE = {
  en: `menu, menus, full, whole, food, foods, dishes, meals, item, items, product, products, article, articles, goods, catalog, catalogue, all, everything, any, general, default,
    standard, uncategorized, uncategorised, unsorted, unassigned, unclassified, none, null, undefined, category, categories, other, others, misc, miscellaneous, various, restaurant, delivery,
    main menu, food drink, food drinks, food beverage, food beverages, price list, not categorized, not categorised, no category, without category`,
  de: `menu, menue, menukarte, menuekarte, karte, speisekarte, speisenkarte, hauptkarte, gesamtkarte, gesamte, speise, speisen, essen, gericht, gerichte, artikel, produkt, produkte,
    ware, waren, warengruppe, sortiment, katalog, preisliste, alle, alles, allgemein, allgemeines, sonstige, sonstiges, diverse, diverses, verschiedenes, unkategorisiert, unsortiert,
    kategorie, keine, restaurant, lieferung, ohne kategorie, nicht zugeordnet, essen trinken, essen getranke, essen getraenke, speisen getranke, speisen getraenke`,
  fr: `menu, carte, complete, notre, votre, nourriture, produit, produits, article, articles, catalogue, tout, tous, toute, toutes, divers, autre, autres, general, generale, categorie,
    aucune, restaurant, livraison, manger boire, plats boissons, sans categorie, non classe, non categorise`,
  es: `menu, carta, completa, nuestra, nuestro, comida, comidas, platos, producto, productos, articulo, articulos, catalogo, todo, todos, todas, otro, otros, otras, vario, varios, general,
    estandar, categoria, ninguna, restaurante, menu principal, carta principal, comida bebida, comida bebidas, comidas bebidas, comer beber, sin categoria, sin clasificar`,
  it: `menu, carta, completo, nostro, nostra, cibo, cibi, piatti, prodotto, prodotti, articolo, articoli, catalogo, listino, tutto, tutti, tutte, altro, altri, altre, vario, vari, varie,
    generale, categoria, nessuna, ristorante, menu principale, cibo bevande, cibi bevande, mangiare bere, senza categoria`,
  nl: `menu, kaart, menukaart, spijskaart, onze, eten, gerecht, gerechten, product, producten, artikel, artikelen, assortiment, alle, alles, overig, overige, algemeen, diverse, diversen,
    standaard, categorie, geen, restaurant, eten drinken, zonder categorie`,
} as const;

/** All of them: a till may speak another language than its kitchen. */
export const SILENT_WORDS: ReadonlySet<string> = new Set(
  Object.values(SILENT_BY_LANGUAGE).flatMap((words) => words.split(/,\s+/)),
);
