import type { WordTable } from './word-table.ts';

/** Italian. The head of an Italian name comes first: "torta della nonna". Plurals are written out. */
export const ITALIAN_WORDS: WordTable = {
  language: 'it',
  head: 'first',
  groups: [
    // ---- drinks ----
    {
      role: 'drink',
      strength: 'heading',
      words: `bevande, bevanda, bibite, bibita, bevande calde, bevande fredde, analcolici, alcolici, vini, vini rossi, vini bianchi, vini della casa, carta dei vini, birre, birre alla spina, birre artigianali, aperitivi, aperitivo, amari, digestivi, amari e liquori, liquori, grappe, distillati, caffetteria, caffè e tè, succhi, succhi di frutta, centrifughe, frullati, spremute, acque, tisane, superalcolici, dalla cantina, da bere, bollicine, acqua e bibite`,
    },
    {
      role: 'drink',
      strength: 'dish',
      words: `caffè, caffè espresso, espresso, caffè macchiato, caffè americano, caffè lungo, caffè ristretto, caffè corretto, caffè d'orzo, caffè shakerato, caffè in ghiaccio, decaffeinato, marocchino, cappuccino, latte macchiato, caffellatte, latte caldo, tè verde, tè freddo, tè alla pesca, the freddo, tisana, camomilla, cioccolata calda, ginseng, acqua, acqua naturale, acqua frizzante, acqua minerale, acqua gassata, acqua tonica, coca cola, fanta, sprite, chinotto, gassosa, aranciata, limonata, cedrata, crodino, sanbitter, spuma, succo, succo di frutta, succo d'arancia, succo di mela, succo alla pera, spremuta, spremuta d'arancia, centrifuga, frullato, frappè, granita di caffè,
        birra, birra alla spina, birra media, birra piccola, birra artigianale, birra rossa, birra bianca, moretti, peroni, ichnusa, menabrea, nastro azzurro, vino, vino rosso, vino bianco, vino rosato, vino della casa, calice di vino, chianti, chianti classico, barolo, barbera, barbaresco, montepulciano, primitivo, nero d'avola, lambrusco, valpolicella, amarone, brunello, dolcetto d'alba, pinot grigio, soave, gavi, vermentino, falanghina, fiano, verdicchio, greco di tufo, franciacorta, prosecco, spumante, moscato, moscato d'asti, vin santo, passito, marsala,
        grappa, limoncello, sambuca, amaro, amaro del capo, montenegro, averna, fernet, mirto, nocino, amaretto, spritz, aperol spritz, spritz campari, campari, negroni, negroni sbagliato, americano, bellini, hugo, mojito, gin tonic, vermouth, rum, vodka, whisky, cynar, bitter, liquore, sangria`,
    },
    { role: 'drink', strength: 'dish', exactAccents: true, words: 'tè' },
    {
      role: 'drink',
      strength: 'likely',
      words: 'cioccolata, bottiglia, calice, lattina, latte, spina, brocca, caraffa, granita',
    },
    // ---- mains ----
    {
      role: 'main',
      strength: 'heading',
      words: `primi, primi piatti, primo, primo piatto, i primi, secondi, secondi piatti, secondo piatto, i secondi, piatti principali, piatto principale, piatti unici, piatto unico, pizze, le pizze, pizze rosse, pizze bianche, pizze classiche, pizze speciali, paste, pasta fresca, pasta ripiena, risotti, carni, carne, pesce, secondi di carne, secondi di pesce, primi di terra, primi di mare, dalla griglia, alla griglia, grigliate, panini, hamburger, calzoni, insalatone, piadine, focacce ripiene, carne alla brace`,
    },
    {
      role: 'main',
      strength: 'dish',
      words: `pizza, pizza margherita, margherita, marinara, quattro formaggi, quattro stagioni, capricciosa, diavola, calzone, pasta, spaghetti, spaghetti alla carbonara, spaghetti alle vongole, spaghetti aglio e olio, spaghetti allo scoglio, linguine, linguine allo scoglio, bucatini, bucatini all'amatriciana, amatriciana, carbonara, cacio e pepe, rigatoni, penne, penne all'arrabbiata, orecchiette, orecchiette alle cime di rapa, tagliatelle, tagliatelle al ragù, fettuccine, pappardelle, pappardelle al cinghiale, trofie, trofie al pesto, trenette, paccheri, strozzapreti, cavatelli, fusilli, farfalle, maccheroni, ziti, bigoli, pici, malloreddus, culurgiones, lasagne, lasagna, lasagne alla bolognese, cannelloni, ravioli, tortellini, tortellini in brodo, tortelli, tortelloni, agnolotti, cappelletti, gnocchi, gnocchi alla sorrentina, pasta al forno, pasta e fagioli, pasta alla norma, pasta al pomodoro, timballo,
        risotto, risotto alla milanese, risotto ai funghi, risotto ai frutti di mare, polenta e salsiccia, polenta e funghi, tagliata, tagliata di manzo, bistecca, bistecca alla fiorentina, fiorentina, costata, filetto, filetto di manzo, filetto al pepe verde, scaloppina, scaloppine, scaloppine al limone, cotoletta, cotoletta alla milanese, saltimbocca, saltimbocca alla romana, ossobuco, brasato, brasato al barolo, arrosto, arrosto di vitello, spezzatino, stracotto, bollito, bollito misto, coda alla vaccinara, abbacchio, agnello, agnello al forno, abbacchio a scottadito, costolette, costolette d'agnello, porchetta, salsiccia, salsiccia alla griglia, pollo alla cacciatora, pollo arrosto, pollo alla griglia, petto di pollo, pollo, galletto, coniglio, coniglio alla ligure, fegato alla veneziana, trippa, trippa alla romana, polpette, polpette al sugo, polpettone, involtini di carne, braciole, braciola, maiale, stinco, stinco di maiale, grigliata, grigliata mista, grigliata di carne, grigliata di pesce,
        pesce spada, branzino, branzino al sale, orata, orata al forno, orata alla griglia, salmone, salmone alla griglia, tonno, tonno scottato, baccalà, baccalà mantecato con polenta, baccalà alla vicentina, rombo, rombo al forno, sogliola, trota, frittura, frittura mista, frittura di calamari, frittura di paranza, fritto misto, fritto misto di pesce, cacciucco, zuppa di pesce, calamari ripieni, calamari alla griglia, gamberoni alla griglia, seppie con piselli, parmigiana, parmigiana di melanzane, melanzane alla parmigiana, panino, piadina, tramezzino, toast, hamburger, panzerotto, frittata, peperoni ripieni, zucchine ripiene, cous cous, insalatona`,
    },
    {
      role: 'main',
      strength: 'likely',
      words: 'manzo, vitello, anatra, cinghiale, spiedini, arrosticini, gamberoni, rotolo, crespelle, spiedino',
    },
    {
      role: 'main',
      strength: 'hint',
      words: 'prosciutto, gamberi, salame, speck, funghi, verdure, vongole, frutti di mare, melanzane, tacchino',
    },
    {
      role: 'main',
      strength: 'likely',
      anywhere: true,
      words:
        'con patate, con patate al forno, con patatine, con polenta, al ragù, al forno con, alla griglia con, con contorno, al pomodoro e basilico, alla bolognese',
    },
    {
      role: 'main',
      strength: 'hint',
      anywhere: true,
      words:
        'alla griglia, al forno, arrosto, alla brace, in umido, ripieni, ripiene, alla piastra, impanato, impanata',
    },
    // ---- starters ----
    {
      role: 'starter',
      strength: 'heading',
      words: `antipasti, antipasto, gli antipasti, antipasti di mare, antipasti di terra, antipasti freddi, antipasti caldi, stuzzichini, sfizi, sfiziosità, fritti, zuppe, zuppe e minestre, minestre, per iniziare, per cominciare, taglieri, bruschette, crudi di mare, assaggi, cicchetti, gli sfizi, crostini misti`,
    },
    {
      role: 'starter',
      strength: 'dish',
      words: `bruschetta, bruschetta al pomodoro, bruschetta mista, crostini, crostini toscani, crostone, carpaccio, carpaccio di manzo, carpaccio di polpo, carpaccio di bresaola, vitello tonnato, prosciutto e melone, prosciutto crudo e melone, prosciutto crudo e mozzarella, bresaola rucola e grana, bresaola, caprese, insalata caprese, insalata di mare, insalata di polpo, burrata, burrata e pomodorini, mozzarella di bufala, mozzarella in carrozza, mozzarelline fritte, tagliere, tagliere di salumi, tagliere di formaggi, tagliere misto, affettati, affettati misti, antipasto misto, antipasto di mare, antipasto all'italiana, antipasto della casa, culatello, lardo di colonnata, salumi misti, salumi,
        supplì, arancini, arancino, arancina, olive ascolane, olive all'ascolana, fiori di zucca, fiori di zucca fritti, crocchette, crocchette di patate, calamari fritti, alici marinate, alici fritte, acciughe, polpo e patate, sarde in saor, baccalà mantecato, cozze, impepata di cozze, pepata di cozze, sauté di cozze, cozze gratinate, ostriche, capesante, capesante gratinate, gamberi in salsa rosa, cocktail di gamberi, cocktail di scampi, tartare di tonno, tartare di manzo, tartare di salmone, salmone affumicato, flan di zucchine, sformato, sformato di verdure, sformatino, tortino di alici, minestrone, minestra, zuppa, zuppa del giorno, zuppa di farro, zuppa di cipolle, zuppa di legumi, ribollita, pappa al pomodoro, vellutata, vellutata di zucca, vellutata di piselli, crema di zucca, passato di verdure, stracciatella in brodo, panzanella, fritto all'italiana, panelle, farinata, gnocco fritto, crescentine, torta salata, verdure pastellate, olive, scamorza alla griglia, provola affumicata`,
    },
    {
      role: 'starter',
      strength: 'hint',
      words: 'insalata, formaggi, tartare, mozzarella, salmone marinato, polpo, tortino, alici',
    },
    // ---- sides ----
    {
      role: 'side',
      strength: 'heading',
      words:
        'contorni, contorno, i contorni, salse, aggiunte, pane, insalate e contorni, contorni e insalate, verdure di stagione, pane e focacce, extra, supplementi',
    },
    {
      role: 'side',
      strength: 'dish',
      words: `patatine, patatine fritte, patate, patate fritte, patate al forno, patate arrosto, patate lesse, purè, purè di patate, verdure grigliate, verdure alla griglia, verdure miste, verdure al vapore, verdure lesse, spinaci, spinaci al burro, spinaci saltati, cicoria, cicoria ripassata, bietole, broccoli, broccoletti, cime di rapa, fagiolini, fagioli, fagioli all'uccelletto, piselli, piselli e prosciutto, carciofi, carciofi alla romana, carciofi alla giudia, peperonata, caponata, melanzane grigliate, zucchine grigliate, zucchine trifolate, funghi trifolati, finocchi gratinati, cavolfiore, insalata verde, insalata mista, insalatina, insalata di pomodori, insalata di rucola, pinzimonio, giardiniera, puntarelle, radicchio, radicchio alla griglia,
        pane, pane all'aglio, pane casereccio, cestino di pane, focaccia, focaccia al rosmarino, grissini, schiacciata, pane carasau, salsa, salsa verde, pesto extra, maionese, ketchup, salsa barbecue, polenta, polenta fritta, riso, riso bianco, riso in bianco, anelli di cipolla, pinsa bianca, funghi alla griglia, peperoni arrosto, asparagi al burro, lenticchie, crauti, aggiunta mozzarella`,
    },
    {
      role: 'side',
      strength: 'hint',
      words: 'insalata, verdure, verdura, pomodori, cipolle, rucola, funghi, asparagi, zucchine, melanzane, peperoni',
    },
    // ---- desserts ----
    {
      role: 'dessert',
      strength: 'heading',
      words:
        'dolci, dolce, i dolci, dolci della casa, dolci fatti in casa, dessert, desserts, gelati, gelateria, torte, pasticceria, coppe gelato, frutta e dolci, dolci e frutta, per finire, dolcezze, sorbetti, pasticcini, semifreddi, torte e dolci, dolci al cucchiaio',
    },
    {
      role: 'dessert',
      strength: 'dish',
      words: `tiramisù, tiramisù della casa, panna cotta, panna cotta ai frutti di bosco, cannolo, cannoli, cannoli siciliani, cannolo siciliano, cassata, cassata siciliana, babà, babà al rum, sfogliatella, sfogliatelle, zuppa inglese, zabaione, zabaglione, torta, torta della nonna, torta caprese, torta al cioccolato, torta di mele, torta di ricotta, torta sacher, torta al limone, torta paradiso, torta sbrisolona, sbrisolona, crostata, crostata di frutta, crostata di marmellata, crostata di ricotta, tortino al cioccolato, tortino di cioccolato, tortino dal cuore caldo, soufflé al cioccolato, mousse, mousse al cioccolato, semifreddo, semifreddo al pistacchio, semifreddo al torroncino, gelato, gelato misto, gelato alla vaniglia, gelato al cioccolato, coppa gelato, coppa di gelato, affogato, affogato al caffè, sorbetto, sorbetto al limone, granita al limone, granita, granita siciliana, tartufo, tartufo nero, tartufo di pizzo, tartufo bianco gelato, profiteroles, profiterole, bignè, meringata, meringa, millefoglie, mimosa torta, diplomatica,
        pastiera, pastiera napoletana, struffoli, zeppole, zeppola, frittelle, frittelle di mele, chiacchiere, castagnaccio, panettone, pandoro, colomba, cantucci, cantucci e vin santo, cantuccini, biscotti, biscotto, amaretti, ricciarelli, panforte, torrone, bonet, bunet, crema catalana, crème brûlée, crema pasticcera, budino, budino al cioccolato, cheesecake, creme caramel, crème caramel, salame di cioccolato, cremino, macedonia, macedonia di frutta, macedonia con gelato, ananas, ananas fresco, fragole con panna, fragole al limone, fragole e gelato, frutta, frutta fresca, frutta di stagione, frutta mista, anguria, crêpe alla nutella, crepe alla nutella, pizza alla nutella, pizza nutella, calzone alla nutella, bombolone, bomboloni, maritozzo, seadas, sebadas, delizia al limone, pesche al vino, pere al vino, monte bianco, strudel, strudel di mele, ciambella, ciambellone, plumcake, crespella dolce`,
    },
    { role: 'dessert', strength: 'likely', words: 'cornetto, brioche, coppa, panna, crema' },
    {
      role: 'dessert',
      strength: 'hint',
      words:
        'cioccolato, vaniglia, fragola, pistacchio, nutella, miele, caramello, nocciola, ricotta, mascarpone, limone',
    },
    {
      role: 'dessert',
      strength: 'likely',
      anywhere: true,
      words:
        'alla nutella, con gelato, con panna montata, al cioccolato, con gelato alla vaniglia, ai frutti di bosco, con crema pasticcera, con salsa al cioccolato, al mascarpone',
    },
    // ---- not food, or not one part of a meal ----
    {
      role: 'other',
      strength: 'heading',
      anywhere: true,
      words:
        'buono regalo, carta regalo, coperto, servizio, spese di spedizione, spedizione, consegna, mancia, sconto, abbonamento, confezione regalo, cesto regalo, macchina da caffè, tazzina da caffè, moka, libro di ricette, stampo per torta, pacchetto iniziale, omaggio',
    },
    {
      role: 'other',
      strength: 'dish',
      words:
        'buono, borsa, maglietta, grembiule, candela, libro, poster, portachiavi, vaso, stampo, macinino, tovagliolo, tovaglioli, tazza vuota, corso, laboratorio, biglietto, noleggio, giocattolo, cornice, cuscino, lampada, coltello, cucchiaio, forchetta, tovaglia, pacchetto, scatola, confezione, kit, caffettiera, teiera, bicchieri',
    },
    {
      role: 'other',
      strength: 'likely',
      words:
        'menù, menu, menu del giorno, menu bambini, menu degustazione, menu fisso, colazione, pranzo, brunch, bambini, offerta, offerte, promozioni, specialità, proposte, consigliati, del giorno, fuori menu',
    },
  ],
};
