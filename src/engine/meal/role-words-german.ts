import type { WordTable } from './word-table.ts';

/** German, with Austrian and Swiss words. Umlauts match as ä and as ae. */
export const GERMAN_WORDS: WordTable = {
  language: 'de',
  head: 'last',
  groups: [
    // ---- drinks ----
    {
      role: 'drink',
      strength: 'heading',
      words: `Getränke, alkoholfreie Getränke, alkoholische Getränke, Heißgetränke, Kaltgetränke, Warme Getränke, Erfrischungsgetränke, Softdrinks, Weine, Biere, Spirituosen, Schnäpse, Longdrinks,
        Aperitifs, Digestifs, Säfte, Limonaden, Weinkarte, Getränkekarte, offene Weine, vom Fass, Kaffeespezialitäten, Teesorten, Bierspezialitäten, Kaffee und Tee, Cocktails, Durstlöscher, Fassbier`,
    },
    {
      role: 'drink',
      strength: 'dish',
      words: `Getränk, Kaffee, Milchkaffee, Filterkaffee, Eiskaffee, Melange, Wiener Melange, Verlängerter, Kleiner Brauner, Einspänner, Latte Macchiato, Tee, Schwarztee, Grüntee, Früchtetee, Kräutertee, Pfefferminztee, Kamillentee, Eistee, heiße Schokolade, Kakao,
        Trinkschokolade, Milchshake, Wasser, Mineralwasser, Sprudel, Tafelwasser, stilles Wasser, Leitungswasser, Limonade, Limo, Spezi, Fassbrause, Almdudler, Rivella, Bionade, Apfelschorle, Saftschorle, Johannisbeerschorle, Schorle, Saft, Apfelsaft, Orangensaft, Traubensaft, Tomatensaft, Multivitaminsaft,
        Nektar, Bier, Pils, Pilsner, Pilsener, Helles, Weizen, Weißbier, Weizenbier, Hefeweizen, Kölsch, Altbier, Dunkles, Schwarzbier, Radler, Alsterwasser, alkoholfreies Bier, Krombacher, Augustiner, Paulaner, Erdinger, Warsteiner, Berliner Weiße, Wein, Weißwein, Rotwein, Hauswein, Roséwein, Weinschorle, Glühwein, Sekt, Riesling, Spätburgunder,
        Grauburgunder, Weißburgunder, Müller Thurgau, Grüner Veltliner, Zweigelt, Silvaner, Dornfelder, Schnaps, Obstler, Korn, Kräuterlikör, Jägermeister, Likör, Eierlikör, Grappa, Weinbrand, Kirschwasser, Willi, Hugo, Aperol Spritz, Apfelwein, Federweißer, Fritz Kola, Afri Cola, Club Mate, Maracujasaft, KiBa, Holunderschorle`,
    },
    {
      role: 'drink',
      strength: 'dish',
      compound: true,
      words: 'saft, schorle, bier, wein, limonade, likör, kaffee, wasser, schnaps, brause, getränk, getränke, tee',
    },
    { role: 'drink', strength: 'likely', words: 'Milch, Buttermilch, Korn, Alt, Helles, Molke, Tasse, Halbe, Viertel' },
    // ---- mains ----
    {
      role: 'main',
      strength: 'heading',
      words: `Hauptgerichte, Hauptgericht, Hauptspeisen, Hauptspeise, Hauptgang, Hauptgänge, Fleischgerichte, Fischgerichte, Nudelgerichte, Pastagerichte, Reisgerichte, Wokgerichte, Pfannengerichte, Grillgerichte, vom Grill, Grillspezialitäten, Schnitzel und mehr, Schnitzelgerichte,
        Geflügelgerichte, Hähnchengerichte, Lammgerichte, Rindfleischgerichte, Wildgerichte, vegetarische Gerichte, vegane Gerichte, warme Speisen, Aufläufe, Eintöpfe, Nudeln, Teigwaren, Pizzen, Döner, Brotzeit, Tellergerichte, Hausmannskost, warme Küche, Fleisch und Fisch, aus der Pfanne, aus dem Wok`,
    },
    {
      role: 'main',
      strength: 'dish',
      words: `Schnitzel, Wiener Schnitzel, Jägerschnitzel, Zigeunerschnitzel, Rahmschnitzel, Schweinebraten, Schweinsbraten, Sauerbraten, Rinderbraten, Rostbraten, Zwiebelrostbraten, Krustenbraten, Hackbraten, Roulade, Rouladen, Rinderroulade, Gulasch, Rindergulasch, Geschnetzeltes, Zürcher Geschnetzeltes,
        Schweinshaxe, Schweinshaxn, Haxe, Eisbein, Kassler, Leberkäse, Leberkäs, Bratwurst, Currywurst, Weißwurst, Nürnberger, Königsberger Klopse, Frikadelle, Frikadellen, Bulette, Buletten, Fleischpflanzerl, Cordon bleu, Tafelspitz, Backhendl, Brathähnchen, Hähnchenbrust, Hähnchenkeule, Grillhähnchen, halbes Hähnchen, Hendl, Entenbrust,
        Gänsekeule, Entenkeule, Rehragout, Wildgulasch, Hirschgulasch, Käsespätzle, Kässpätzle, Kasnocken, Maultaschen, Flammkuchen, Spinatknödel, Schlutzkrapfen, Nudelauflauf, Kartoffelauflauf, Gemüseauflauf, Eintopf, Linseneintopf, Erbseneintopf, Auflauf, Lasagne, Nudelpfanne, Gyrosteller, Gyros, Dönerteller, Döner Kebap, Döner, Dürüm, Lahmacun, Yufka,
        Fischfilet, Zanderfilet, Zander, Seelachs, Lachsfilet, Forelle, Forelle Müllerin, Scholle, Matjes, Backfisch, Fischstäbchen, Rumpsteak, Hüftsteak, Holzfällersteak, Schweinesteak, Schweinefilet, Rinderfilet, Lammkarree, Lammkeule, Spareribs, Grillteller, Fleischspieß, Schaschlik, Kohlroulade, Labskaus, Himmel und Erde, Strammer Max, Saure Nierchen, Leber Berliner Art,
        Toast Hawaii, Bauernfrühstück, Kartoffelpfanne, Reispfanne, Gemüsepfanne, Gemüsecurry, belegtes Brötchen, Gefüllte Paprika, Spaghetti Bolognese, Pfifferlingspfanne, Tiroler Gröstl, Älplermagronen, Kaiserteller, Burger, Spanferkel, Sülze`,
    },
    {
      role: 'main',
      strength: 'dish',
      compound: true,
      words: `schnitzel, braten, gulasch, roulade, rouladen, auflauf, eintopf, pfanne, geschnetzeltes, haxe, filet, steak, burger, spätzle, maultaschen, ragout, burger, pizza, gröstl, klopse, würstel, brathähnchen, frikassee`,
    },
    {
      role: 'main',
      strength: 'likely',
      compound: true,
      words: 'wurst, spieß, teller, nudeln, keule, brust, ravioli, knödel mit',
    },
    {
      role: 'main',
      strength: 'hint',
      words:
        'Hähnchen, Huhn, Rind, Rindfleisch, Schwein, Schweinefleisch, Lamm, Lachs, Fisch, Pute, Ente, Garnelen, Hack, Speck, Schinken, Gemüse, Thunfisch, Kalb, Wild, Krabben',
    },
    {
      role: 'main',
      strength: 'likely',
      anywhere: true,
      words:
        'mit Pommes, mit Pommes frites, mit Kartoffelsalat, mit Spätzle, mit Knödel, mit Knödeln, mit Rotkohl, mit Kartoffelpüree, mit Bratkartoffeln, mit Reis, mit Beilage, mit Salzkartoffeln, vom Rind, vom Schwein, mit Sauerkraut',
    },
    {
      role: 'main',
      strength: 'hint',
      anywhere: true,
      words:
        'gebraten, gebratene, gebratener, gebratenes, gegrillt, gegrillte, gegrillter, gegrilltes, paniert, paniertes, paniertes, geschmort, überbacken, gefüllt, gefüllte',
    },
    // ---- starters ----
    {
      role: 'starter',
      strength: 'heading',
      words:
        'Vorspeisen, Vorspeise, kalte Vorspeisen, warme Vorspeisen, Suppen, Suppe des Tages, Tagessuppe, Vorspeisenteller, Vorspeisenplatte, Appetithäppchen, Häppchen, zum Anfang, vorweg, vorab, Suppen und Vorspeisen, Fingerfood, zu Beginn',
    },
    {
      role: 'starter',
      strength: 'dish',
      compound: true,
      words: 'suppe, süppchen, bouillon, carpaccio, tatar, pastete, terrine, kraftbrühe, brühe, canapé',
    },
    {
      role: 'starter',
      strength: 'dish',
      words: `Flädlesuppe, Leberknödelsuppe, Frittatensuppe, Gulaschsuppe, Tomatensuppe, Kürbissuppe, Kürbiscremesuppe, Spargelcremesuppe, Kartoffelsuppe, Zwiebelsuppe, Hühnersuppe, Rinderbrühe, Rindertatar, Rindercarpaccio, Feldsalat mit Speck, Ziegenkäse überbacken, gebackener Camembert, Backcamembert,
        Frühlingsrolle, Frühlingsrollen, Obatzda, Räucherlachs, Matjestatar, Krabbencocktail, Garnelencocktail, Antipastiteller, Vitello tonnato, Weinbergschnecken, Griebenschmalz, Schmalzbrot, Nachos, Chicken Wings, gefüllte Champignons, Tomate Mozzarella, Bruschetta, Oliven, Jakobsmuscheln, Lachstatar, Gänseleber, Kaltschale`,
    },
    {
      role: 'starter',
      strength: 'hint',
      words: 'Salatvariation, Käsewürfel, Wurstsalat, Salat, Feldsalat, Blattsalat',
    },
    // ---- sides ----
    {
      role: 'side',
      strength: 'heading',
      words:
        'Beilagen, Beilage, Soßen, Saucen, Dips, Brote, Extras, Zugaben, Sättigungsbeilagen, Gemüsebeilagen, Beilagen und Saucen, Dips und Saucen, Saucen und Dips, als Beilage, Beigaben',
    },
    {
      role: 'side',
      strength: 'dish',
      words: `Pommes, Pommes frites, Pommes rot weiß, Süßkartoffelpommes, Bratkartoffeln, Salzkartoffeln, Petersilienkartoffeln, Ofenkartoffel, Rosmarinkartoffeln, Kartoffelpüree, Kartoffelbrei, Kartoffelstampf, Kartoffelecken, Kartoffelgratin, Kartoffelsalat, Kroketten, Rösti, Reibekuchen Beilage, Spätzle, Knödel, Semmelknödel, Kartoffelknödel, Klöße, Kartoffelklöße,
        Reis, Basmatireis, Butterreis, Duftreis, Sauerkraut, Rotkohl, Blaukraut, Krautsalat, Rahmspinat, Blattspinat, Speckbohnen, Prinzessbohnen, Grüne Bohnen, Buttergemüse, Grillgemüse, Marktgemüse, Ofengemüse, Erbsen und Möhren, Gurkensalat, Tomatensalat, Beilagensalat, gemischter Salat, kleiner Salat, kleiner gemischter Salat, Bohnensalat, Möhrensalat, Karottensalat, Farmersalat,
        Brot, Brotkorb, Brötchen, Semmel, Breze, Brezel, Brezn, Bauernbrot, Knoblauchbrot, Kräuterbaguette, Knoblauchbaguette, Fladenbrot, Baguette, Schwarzbrot, Kräuterbutter, Kräuterquark, Sauerrahm, Ketchup, Mayo, Mayonnaise, Senf, Remoulade, Tzatziki, Zaziki, Sauce, Soße, Bratensoße, Rahmsauce, Pfeffersauce, Pfefferrahmsauce, Champignonrahmsauce, Jägersauce, Knoblauchsauce, Aioli, Zwiebelringe, Maiskolben, Portion Pommes`,
    },
    {
      role: 'side',
      strength: 'dish',
      compound: true,
      words:
        'pommes, kartoffeln, püree, knödel, klöße, beilage, sauce, soße, dip, kroketten, brötchen, brot, salatbeilage, butterreis, bohnen, dressing, mayonnaise, gemüse',
    },
    {
      role: 'side',
      strength: 'hint',
      words: 'Salat, Gemüse, Kartoffel, Spinat, Bohnen, Erbsen, Zwiebeln, Pilze, Käse, Butter, gemischter Salat',
    },
    // ---- desserts ----
    {
      role: 'dessert',
      strength: 'heading',
      words:
        'Nachspeisen, Nachspeise, Nachtisch, Nachtische, Desserts, Süßspeisen, Süßspeise, Süßes, Mehlspeisen, Kuchen und Torten, Torten und Kuchen, Eisspezialitäten, Eisbecher, Eiskarte, Dolci, Kuchen, Torten, zum Abschluss, süße Sünden, Süßigkeiten, hausgemachte Kuchen, Gebäck, süße Verführung, zum Dessert',
    },
    {
      role: 'dessert',
      strength: 'dish',
      words: `Dessert, Eis, Vanilleeis, Schokoladeneis, Erdbeereis, Gemischtes Eis, Spaghettieis, Kugel Eis, Eis am Stiel, Bananensplit, Apfelstrudel, Topfenstrudel, Milchrahmstrudel, Kaiserschmarrn, Kaiserschmarren, Palatschinken, Pfannkuchen süß, Germknödel, Dampfnudel, Dampfnudeln, Marillenknödel, Zwetschgenknödel, Topfenknödel, Buchteln, Salzburger Nockerl, Sachertorte, Schwarzwälder Kirschtorte, Schwarzwälder Kirsch,
        Käsekuchen, Apfelkuchen, Schokoladenkuchen, Schokokuchen, Marmorkuchen, Pflaumenkuchen, Streuselkuchen, Bienenstich, Donauwelle, Obstkuchen, Zwetschgenkuchen, Rüblitorte, Linzer Torte, Torte, Rote Grütze, Grütze, Milchreis, Grießbrei, Griespudding, Pudding, Vanillepudding, Bayrisch Creme, Bayerische Creme, Mousse au Chocolat, Schokoladenmousse, Panna Cotta, Tiramisu, Crème brûlée, Windbeutel, Berliner Pfannkuchen,
        Krapfen, Lebkuchen, Spekulatius, Stollen, Plätzchen, Keks, Kekse, Waffel, Waffeln, heiße Waffel, heiße Liebe, Coupe Dänemark, Obstsalat, Quarkspeise, Joghurt mit Honig, Halbgefrorenes, Sorbet, Schokofondant, Schokotörtchen, Schokoladensoufflé, heiße Himbeeren, Bratapfel, Apfelküchle, Apfelkücherl, Arme Ritter, Zimtschnecke, Franzbrötchen, Nussecke, Götterspeise, Schokocroissant, Birne Helene, Pfirsich Melba`,
    },
    {
      role: 'dessert',
      strength: 'dish',
      compound: true,
      words:
        'kuchen, torte, eisbecher, strudel, pudding, mousse, törtchen, kompott, sorbet, parfait, schmarrn, grütze, kekse, waffel, waffeln, plätzchen',
    },
    {
      role: 'main',
      strength: 'dish',
      words:
        'Flammkuchen, Zwiebelkuchen, Reibekuchen, Kartoffelpuffer, Fleischkuchen, Pfannkuchen mit Speck, Fischkuchen',
    },
    {
      role: 'dessert',
      strength: 'hint',
      words:
        'Schokolade, Vanille, Erdbeeren, Sahne, Quark, Joghurt, Marzipan, Nougat, Zimt, Honig, Früchte, Apfelmus, Himbeeren, Kirschen, Pfannkuchen, Crêpe',
    },
    {
      role: 'dessert',
      strength: 'likely',
      anywhere: true,
      words:
        'mit Vanillesauce, mit Vanillesoße, mit Sahne, mit Schlagsahne, mit Vanilleeis, mit heißen Kirschen, mit Zimt und Zucker, mit Apfelmus, mit Früchten, mit Schokosauce',
    },
    // ---- not food, or not one part of a meal ----
    {
      role: 'other',
      strength: 'heading',
      anywhere: true,
      words:
        'Gutschein, Geschenkgutschein, Geschenkkarte, Geschenkset, Versand, Versandkosten, Lieferkosten, Liefergebühr, Pfand, Trinkgeld, Rabatt, Gebühr, Servicepauschale, Mitgliedschaft, Abonnement, Kaffeemaschine, Kaffeebohnen, Kaffeetasse, Teekanne, Teelicht, Teelichthalter, Weinglas, Bierglas, Bierkrug, Kochbuch, Kuchenform, Backform, Geschirrtuch, Starterpaket, Startpaket, Starterset',
    },
    {
      role: 'other',
      strength: 'dish',
      compound: true,
      words:
        'gutschein, karte, tasche, becher leer, halter, kerze, tuch, buch, kanne, krug, maschine, dose, kosten, gebühr, paket, ticket, mühle, schürze, ständer, kurs, führung, poster, rahmen, lampe, schale leer, spielzeug, schmuck, kissen, decke, set, gläser, löffel, gabel, messer, tablett',
    },
    {
      role: 'other',
      strength: 'likely',
      words:
        'Menü, Mittagstisch, Mittagsmenü, Tagesmenü, Frühstück, Kinderteller, Kindergerichte, Kinderkarte, Angebot, Angebote, Tagesangebot, Empfehlungen, Spezialitäten, Aktion, Buffet, Mittagskarte, Sparmenü, Snack, Kleinigkeiten, Imbiss',
    },
  ],
};
