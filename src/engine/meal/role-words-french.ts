import type { WordTable } from './word-table.ts';

/** French. The head of a French name comes first: "tarte aux pommes". */
export const FRENCH_WORDS: WordTable = {
  language: 'fr',
  head: 'first',
  groups: [
    // ---- drinks ----
    {
      role: 'drink',
      strength: 'heading',
      words: `boissons, boisson, boissons chaudes, boissons froides, boissons fraîches, boissons sans alcool, softs, vins, vins rouges, vins blancs, vins rosés, carte des vins, bières, bières pression, apéritifs, apéros, digestifs, alcools, spiritueux, eaux, jus de fruits,
        jus et smoothies, cafés et thés, thés et infusions, cafés, cave à vins, rafraîchissements, sodas et jus, sirops, eaux minérales, à boire, vins au verre`,
    },
    {
      role: 'drink',
      strength: 'dish',
      words: `café, café crème, café au lait, café noisette, café allongé, café glacé, noisette boisson, grand crème, expresso, double expresso, décaféiné, déca, cappuccino, chocolat chaud, chocolat viennois, café viennois, lait chaud, thé vert, thé noir, thé à la menthe, thé glacé, infusion, tisane, verveine,
        eau, eau minérale, eau gazeuse, eau plate, eau pétillante, évian, perrier, badoit, vittel, san pellegrino, jus, jus d'orange, jus de pomme, jus d'ananas, jus de tomate, jus pressé, orange pressée, citron pressé, citronnade, limonade, diabolo, diabolo menthe, sirop à l'eau, sirop de menthe, soda, coca, orangina, schweppes, ice tea, cola, lait fraise,
        bière, bière blonde, bière blanche, bière brune, bière ambrée, demi pression, panaché, monaco, picon bière, cidre, cidre brut, kir, kir royal, kir breton, pastis, ricard, pernod, martini, porto, muscat, vin, vin rouge, vin blanc, vin rosé, vin chaud, pichet de vin, pichet de rouge, vin de pays, côtes du rhône, côtes de provence, bordeaux, bourgogne, beaujolais, sancerre, chablis, muscadet, saint émilion, crémant,
        champagne, coupe de champagne, cognac, armagnac, calvados, chartreuse, génépi, limoncello, eau de vie, rhum, rhum arrangé, planteur, ti punch, punch, cocktail, cocktail maison, mojito, spritz, américano, whisky, vodka, gin tonic, smoothie, milkshake, virgin mojito, lassi, kombucha, sangria, liqueur, get 27, frappé`,
    },
    { role: 'drink', strength: 'dish', exactAccents: true, words: 'rosé, rosés, thé, thés' },
    {
      role: 'drink',
      strength: 'likely',
      words: 'lait, apéritif, digestif, sirop, pression, pinte, verre, pichet, bouteille',
    },
    // ---- mains ----
    {
      role: 'main',
      strength: 'heading',
      words: `plats, plat, plats principaux, plat principal, plat du jour, plats du jour, nos plats, viandes, poissons, viandes et poissons, grillades, pâtes, nos pâtes, pizzas, nos pizzas, burgers, nos burgers, galettes, galettes de sarrasin, nos galettes, plats végétariens, spécialités du chef plats, sandwichs, volailles, fruits de mer, couscous, tajines, plats chauds, plats de résistance, pour suivre, nos viandes, nos poissons,
        les viandes, les poissons, côté mer, côté terre, la mer, du boucher, nos grillades, tacos, paninis, salades repas, grandes salades, woks`,
    },
    {
      role: 'main',
      strength: 'dish',
      words: `steak, steak frites, steak haché, entrecôte, bavette, onglet, faux filet, filet de boeuf, filet mignon, pavé de boeuf, pavé de rumsteck, pavé de saumon, côte de boeuf, côte de porc, côtes d'agneau, côtelettes d'agneau, tournedos, magret, magret de canard, confit de canard, cuisse de canard, canard à l'orange, poulet rôti, poulet basquaise, poulet frites, suprême de volaille, suprême de poulet, blanquette, blanquette de veau, boeuf bourguignon, pot au feu,
        cassoulet, choucroute, choucroute garnie, coq au vin, navarin, navarin d'agneau, souris d'agneau, gigot d'agneau, carré d'agneau, daube, daube provençale, tartiflette, raclette, fondue savoyarde, fondue bourguignonne, pierrade, aligot saucisse, saucisse purée, petit salé aux lentilles, andouillette, boudin noir, tripes, rognons, ris de veau, foie de veau, tête de veau, escalope, escalope milanaise, escalope de veau, escalope de dinde, osso buco, paupiette, rôti de porc,
        jarret, joue de boeuf, joue de porc, hachis parmentier, parmentier de canard, gratin de pâtes, lasagnes, lasagne, spaghetti, tagliatelles, penne, raviolis, gnocchis, carbonara, bolognaise, pizza, quiche, quiche lorraine, tourte, croque monsieur, croque madame, galette complète, galette, omelette, burger, hamburger, sandwich, jambon beurre, pan bagnat, kebab, américain frites, tacos, couscous, couscous royal, tajine, tagine, paella, wok, bo bun, pad thaï,
        moules frites, moules marinières, bouillabaisse, filet de bar, dos de cabillaud, cabillaud, sole meunière, truite, truite aux amandes, daurade, dorade, bar grillé, lotte, thon mi cuit, brandade, brandade de morue, aile de raie, choucroute de la mer, plateau de fruits de mer, saumon grillé, fish and chips, ratatouille, légumes farcis, tomates farcies, risotto, curry, poulet curry, poulet yassa, mafé, colombo, tartare de boeuf, tartare frites, endives au jambon, salade niçoise, salade césar, brochette, brochettes, brochette de boeuf, brochettes de poulet, flammekueche, tarte flambée, bol renversé`,
    },
    {
      role: 'main',
      strength: 'likely',
      words:
        'filet, pavé, rôti, cuisse, saucisse, merguez, gigot, côte, émincé, gratin, noix de saint jacques, crevettes, gambas, escalopes, grillade, assiette',
    },
    {
      role: 'main',
      strength: 'hint',
      words:
        'poulet, boeuf, porc, agneau, veau, canard, dinde, poisson, saumon, thon, lapin, jambon, lardons, légumes, volaille, viande',
    },
    {
      role: 'main',
      strength: 'likely',
      anywhere: true,
      words:
        'et frites, frites salade, et sa purée, avec frites, pommes de terre sautées et, garni, servi avec frites, et riz, sauce au poivre, en croûte, accompagné de frites',
    },
    {
      role: 'main',
      strength: 'hint',
      anywhere: true,
      words: 'grillé, grillée, rôti, rôtie, poêlé, poêlée, mijoté, braisé, farci, farcie, pané, panée',
    },
    // ---- starters ----
    {
      role: 'starter',
      strength: 'heading',
      words: `nos entrées, les entrées, entrées froides, entrées chaudes, entrée du jour, hors d'oeuvre, hors d'oeuvres, soupes, potages, à partager, pour commencer, pour débuter, mise en bouche, mises en bouche, amuse bouches, à grignoter, planches à partager, tapas, pour l'apéritif, soupes et entrées, entrées et salades, salades et entrées, entrées et soupes`,
    },
    { role: 'starter', strength: 'heading', exactAccents: true, words: 'entrées, entrée' },
    {
      role: 'starter',
      strength: 'dish',
      words: `soupe, soupe à l'oignon, soupe du jour, soupe de poisson, soupe de légumes, potage, velouté, velouté de potiron, velouté de potimarron, crème de champignons, crème de légumes, bisque, bisque de homard, consommé, bouillon, gaspacho, vichyssoise, terrine, terrine de campagne, terrine maison, pâté, pâté de campagne, pâté en croûte, rillettes, foie gras, foie gras maison, oeuf mayonnaise, oeufs mayonnaise, oeuf mimosa, oeufs mimosa, oeuf poché, oeuf parfait, oeufs cocotte, oeuf cocotte,
        oeufs en meurette, escargots, escargots de bourgogne, cuisses de grenouille, huîtres, carpaccio, carpaccio de boeuf, tartare de saumon, tartare de thon, saumon fumé, gravlax de saumon, ceviche, céleri rémoulade, carottes râpées, poireaux vinaigrette, asperges vinaigrette, avocat crevettes, cocktail de crevettes, salade de chèvre chaud, chèvre chaud, salade lyonnaise, frisée aux lardons, salade landaise, planche de charcuterie, planche mixte, assiette de charcuterie, planche apéro, charcuterie,
        camembert rôti, croquettes, beignets de calamars, calamars frits, calamars, accras, accras de morue, samoussa, samoussas, nems, nem, rouleaux de printemps, rouleau de printemps, gyoza, raviolis vapeur, gougères, feuilleté, cassolette, os à moelle, museau vinaigrette, tapenade, olives, burrata, tomates mozzarella, bruschetta, vol au vent, bouchée à la reine, melon jambon, jambon de pays, coquilles saint jacques gratinées, tarama, houmous, falafels, verrine, croustillant de chèvre, aumônière de chèvre`,
    },
    {
      role: 'starter',
      strength: 'hint',
      words:
        'salade, salade verte, salade composée, oeuf, planche, tartare, charcuteries, crudités, croustillant, tartine',
    },
    // ---- sides ----
    {
      role: 'side',
      strength: 'heading',
      words:
        'accompagnements, accompagnement, garnitures, garniture, suppléments, supplément, sauces, pains, légumes et accompagnements, à côté, extras, nos accompagnements, les accompagnements, nos sauces, en accompagnement',
    },
    {
      role: 'side',
      strength: 'dish',
      words: `frites, frites maison, frites de patate douce, portion de frites, cornet de frites, pommes frites, pommes de terre, pommes de terre sautées, pommes sautées, pommes dauphine, pommes grenaille, pommes noisette, potatoes, purée, purée maison, purée de pommes de terre, écrasé de pommes de terre, gratin dauphinois, aligot, riz, riz blanc, riz basmati, riz cantonais, riz pilaf, riz nature, semoule, haricots verts, petits pois, épinards, carottes vichy, légumes de saison, légumes grillés, légumes du jour, légumes vapeur, poêlée de légumes, poêlée forestière,
        ratatouille accompagnement, lentilles, flageolets, chou rouge, salade verte, petite salade, salade de tomates, salade de chou, coleslaw, pain, pain à l'ail, pain maison, corbeille de pain, baguette, panier de pain, beurre, sauce, sauce béarnaise, sauce poivre, sauce roquefort, sauce tartare, sauce barbecue, sauce samouraï, sauce algérienne, mayonnaise, ketchup, moutarde, aïoli, rouille, cornichons, rondelles d'oignon, oignons frits, pain pita, tian de légumes, polenta, champignons à la crème, champignons sautés, galette de pommes de terre, supplément fromage, supplément bacon`,
    },
    {
      role: 'side',
      strength: 'hint',
      words: 'légumes, champignons, pomme de terre, salade, fromage, oignons, tomates, haricots, olives',
    },
    // ---- desserts ----
    {
      role: 'dessert',
      strength: 'heading',
      words:
        'desserts, dessert, nos desserts, les desserts, douceurs, nos douceurs, gourmandises, pâtisseries, glaces, glaces et sorbets, nos glaces, coupes glacées, sucré, le sucré, sucreries, crêpes sucrées, crêpes, gâteaux, entremets, pour finir, fromages et desserts, note sucrée, viennoiseries et pâtisseries, gaufres, sorbets',
    },
    {
      role: 'dessert',
      strength: 'dish',
      words: `crème brûlée, crème caramel, crème catalane, crème dessert, mousse au chocolat, mousse, île flottante, oeufs à la neige, tarte, tarte tatin, tarte aux pommes, tarte au citron, tarte au citron meringuée, tarte aux fraises, tarte aux fruits, tarte fine aux pommes, tarte au chocolat, tarte normande, tartelette, fondant, fondant au chocolat, moelleux, moelleux au chocolat, mi cuit au chocolat, coulant au chocolat, gâteau, gâteau au chocolat, gâteau basque, gâteau au yaourt, far breton, kouign amann, clafoutis, profiteroles, éclair, éclair au chocolat, chou à la crème, religieuse, paris brest, mille feuille, millefeuille, opéra, saint honoré,
        baba au rhum, savarin, café gourmand, thé gourmand, café liégeois, chocolat liégeois, dame blanche, banana split, coupe glacée, glace, glace vanille, boule de glace, sorbet, sorbet citron, sorbet framboise, nougat glacé, vacherin, parfait glacé, omelette norvégienne, pêche melba, poire belle hélène, poire belle helene, macaron, macarons, madeleine, financier, cannelé, canelé, crêpe, crêpe suzette, crêpes suzette, crêpe au sucre, crêpe nutella, crêpe chocolat, crêpe caramel, gaufre, gaufre liégeoise, beignet, beignets aux pommes, churros, pain perdu, riz au lait, semoule au lait, flan, flan pâtissier, flan coco, panna cotta, tiramisu, salade de fruits, fraises chantilly, fraise melba, fruits rouges, compote, compote de pommes,
        faisselle, fromage blanc, fromage blanc au miel, yaourt, brownie, cookie, cheesecake, charlotte aux fraises, charlotte, bavarois, blanc manger, crumble, crumble aux pommes, meringue, biscuit, biscuits, cake, quatre quarts, galette des rois, bûche, pain d'épices, calisson, nougat, soufflé au grand marnier, pastel de nata, baklava, loukoum, perles coco, chou chantilly, truffes au chocolat, ananas frais, pruneaux à l'armagnac, chausson aux pommes, pain aux raisins`,
    },
    {
      role: 'dessert',
      strength: 'likely',
      words:
        'pain au chocolat, assiette de fromages, plateau de fromages, assiette gourmande, viennoiserie, soufflé, entremet, croustade, délice',
    },
    {
      role: 'dessert',
      strength: 'hint',
      words:
        'chocolat, vanille, fraise, framboise, caramel, pistache, chantilly, fraises, miel, fruits, croissant, poire, pomme',
    },
    {
      role: 'dessert',
      strength: 'likely',
      anywhere: true,
      words:
        'au chocolat, aux pommes, et sa boule de glace, glace vanille, et glace vanille, chantilly, au caramel beurre salé, caramel beurre salé, coulis de fruits rouges, crème anglaise, au chocolat noir, aux fruits rouges',
    },
    // ---- not food, or not one part of a meal ----
    {
      role: 'other',
      strength: 'heading',
      anywhere: true,
      words:
        'bon cadeau, carte cadeau, chèque cadeau, frais de livraison, frais de port, livraison, pourboire, abonnement, consigne, remise, emballage, coffret cadeau, boutique, goodies, machine à café, tasse à café, verre à vin, livre de cuisine, moule à gâteau, couverts, pack de démarrage, kit de démarrage',
    },
    {
      role: 'other',
      strength: 'dish',
      words:
        'carte, coffret, sac, tablier, bougie, livre, affiche, porte clés, vase, bocal vide, moule, moulin, torchon, serviette, serviettes, gourde, mug, panier garni, atelier, cours, billet, réservation, location, jouet, bijou, cadre, coussin, lampe, théière, cafetière, couteau, cuillère, fourchette, nappe, pack, kit, lot',
    },
    {
      role: 'other',
      strength: 'likely',
      words:
        'menu, menus, formule, formules, formule midi, menu enfant, menu du jour, menu dégustation, petit déjeuner, brunch, suggestions, ardoise, enfants, bébé, épicerie, promotion, offre, spécialités',
    },
  ],
};
