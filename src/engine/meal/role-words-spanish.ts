import type { WordTable } from './word-table.ts';

/** Spanish, of Spain and of the Americas. The head of a Spanish name comes first: "sopa de tomate". */
export const SPANISH_WORDS: WordTable = {
  language: 'es',
  head: 'first',
  groups: [
    // ---- drinks ----
    {
      role: 'drink',
      strength: 'heading',
      words: `bebidas, bebida, bebidas calientes, bebidas frías, bebidas alcohólicas, bebidas sin alcohol, refrescos, vinos, vinos tintos, vinos blancos, carta de vinos, cervezas, cócteles, cocteles, licores, zumos, jugos, jugos naturales, batidos, licuados, cafés, cafés e infusiones, infusiones, aguas, aguas frescas, aguas y refrescos, para beber, combinados, copas, tragos, destilados, cafetería caliente, aperitivos y vermuts, malteadas, bodega`,
    },
    {
      role: 'drink',
      strength: 'dish',
      words: `café, café solo, café con leche, café cortado, cortado, café americano, carajillo, café bombón, café de olla, café con hielo, café descafeinado, cappuccino, capuchino, té verde, té helado, té negro, té con limón, infusión, manzanilla infusión, poleo menta, mate, mate cocido, chocolate caliente, chocolate a la taza, cola cao, colacao, agua, agua mineral, agua con gas, agua sin gas, agua de jamaica, agua de horchata, agua de coco, agua fresca, agua embotellada,
        refresco, gaseosa, coca cola, coca, pepsi, fanta, fanta naranja, kas limón, aquarius, bitter kas, tónica, jarritos, zumo, zumo de naranja, zumo natural, zumo de piña, jugo, jugo de naranja, jugo verde, jugo de tomate, licuado, batido, batido de chocolate, batido de fresa, malteada, limonada, naranjada, horchata, granizado, granizado de limón, mosto, leche, leche merengada, atole, champurrado, tejate,
        cerveza, cerveza sin alcohol, caña, doble de cerveza, clara, clara con limón, tercio, quinto, mahou, estrella galicia, estrella damm, cruzcampo, san miguel, alhambra, corona, tecate, michelada, chelada, tinto de verano, sangría, rebujito, calimocho, kalimotxo, vino, vino tinto, vino blanco, vino rosado, vino de la casa, copa de vino, rioja, ribera del duero, albariño, verdejo, rueda verdejo, cava, fino, oloroso, vermut, vermú, sidra, txakoli,
        orujo, pacharán, licor, licor de hierbas, chupito, aguardiente, ron, tequila, mezcal, ginebra, gin tonic, cubata, cuba libre, mojito, margarita, paloma, piña colada, caipiriña, pisco sour, pisco, inca kola, chicha morada, chicha, guarapo, fernet, aperol spritz, smoothie, vodka, whisky, brandy, carajillos`,
    },
    { role: 'drink', strength: 'dish', exactAccents: true, words: 'té, tés' },
    { role: 'drink', strength: 'likely', words: 'botella, jarra, copa, lata, botellín, trago, cóctel, manzanilla' },
    // ---- mains ----
    {
      role: 'main',
      strength: 'heading',
      words: `platos principales, plato principal, principales, segundos, segundos platos, segundo plato, platos fuertes, plato fuerte, fuertes, carnes, pescados, carnes y pescados, pescados y mariscos, carnes a la brasa, a la brasa, a la parrilla, parrilla, parrillada, arroces, arroces y paellas, paellas, pastas, pizzas, hamburguesas, bocadillos, bocatas, tortas mexicanas, platos combinados, plato combinado, guisos, asados, mariscos, aves,
        tacos, nuestros tacos, burritos, enchiladas, quesadillas, fajitas, especialidades de carne, del mar, de la tierra, nuestras carnes, nuestros pescados, milanesas, arepas, platillos, sándwiches, sandwiches, cazuelas`,
    },
    {
      role: 'main',
      strength: 'dish',
      words: `paella, paella valenciana, paella de marisco, arroz negro, arroz a banda, arroz con pollo, arroz con bogavante, arroz caldoso, arroz al horno, arroz chaufa, fideuá, solomillo, solomillo de ternera, solomillo ibérico, entrecot, entrecote, chuletón, chuleta, chuletas, chuletas de cordero, chuletillas, bistec, bife, bife de chorizo, bife de lomo, churrasco, vacío, asado, asado de tira, lomo, lomo saltado, lomo a la plancha, secreto ibérico, presa ibérica, pluma ibérica, cochinillo, cochinillo asado, lechazo, cordero asado, pierna de cordero, paletilla, paletilla de cordero, rabo de toro, carrillera, carrilleras, albóndigas, estofado, estofado de ternera, ternera asada, escalope, filete, filete de ternera,
        milanesa, milanesa a la napolitana, cachopo, pollo asado, pollo a la plancha, pollo al ajillo, pollo frito, pechuga, pechuga de pollo, muslo de pollo, pato, codillo, costillas, costillas bbq, callos, fabada, fabada asturiana, cocido, cocido madrileño, lentejas, lentejas con chorizo, potaje, olla podrida, puchero, marmitako, bacalao, bacalao al pil pil, bacalao a la vizcaína, merluza, merluza a la romana, merluza en salsa verde, lubina, lubina a la sal, dorada, dorada a la espalda, rodaballo, lenguado, atún, salmón a la plancha, salmón, rape, trucha, pescado frito, pescado del día, zarzuela, parrillada de carne, parrillada de pescado, parrillada de verduras, mariscada, bogavante, suquet,
        hamburguesa, hamburguesa completa, pizza, lasaña, espaguetis, macarrones, canelones, raviolis, tallarines, ñoquis, risotto, bocadillo, bocata, sándwich, sandwich mixto, sándwich mixto, pepito de ternera, montado de lomo, perrito caliente, torta ahogada, torta de milanesa, lomito, choripán, tacos al pastor, tacos, taco, tacos de carnitas, tacos de pescado, burrito, enchiladas, enchiladas suizas, enchiladas verdes, enmoladas, chilaquiles, quesadilla, fajitas, flautas, chimichanga, mole poblano, pollo en mole, pozole, birria, barbacoa, cochinita pibil, carne asada, arrachera, carnitas, tampiqueña, chile relleno, chiles rellenos, chiles en nogada, tamal, tamales, tlayuda, sopes, gorditas, alambre, molcajete, huevos rancheros, huevos rotos,
        bandeja paisa, ajiaco, sancocho, arepa, arepa reina pepiada, pabellón criollo, cachapa, ropa vieja, lechón asado, lechón, vaca frita, mofongo, churrasco argentino, ají de gallina, anticuchos, seco de cordero, tacu tacu, pastel de choclo, curanto, matambre, locro, canelones de carne, moussaka, curry de pollo, pollo, tortilla paisana, pimientos rellenos, berenjenas rellenas, pisto con huevo, huevos fritos con patatas, combinado de pollo`,
    },
    {
      role: 'main',
      strength: 'likely',
      words:
        'carne, pescado, chorizo, brocheta, brochetas, pincho moruno, guiso, arroz meloso, cazuela, carrilladas, ternera, cordero, pasta, langosta, longaniza',
    },
    {
      role: 'main',
      strength: 'hint',
      words:
        'cerdo, res, gambas, camarones, langostinos, marisco, verduras, jamón, pavo, conejo, setas, pulpo, calamar, tofu',
    },
    {
      role: 'main',
      strength: 'likely',
      anywhere: true,
      words:
        'con patatas fritas, con papas fritas, con guarnición, con arroz y frijoles, con arroz, con patatas, y patatas, con puré, con papas, y ensalada, con arroz blanco',
    },
    {
      role: 'main',
      strength: 'hint',
      anywhere: true,
      words:
        'a la plancha, al horno, asado, asada, guisado, relleno, rellena, empanado, empanada de res, estofado, a la brasa, a la parrilla, frito',
    },
    // ---- starters ----
    {
      role: 'starter',
      strength: 'heading',
      words: `entrantes, entrante, entrantes fríos, entrantes calientes, entradas, nuestras entradas, primeros, primeros platos, primer plato, para empezar, para picar, picoteo, aperitivos, para compartir, tapas, tapas frías, tapas calientes, raciones, pinchos, pintxos, sopas, sopas y cremas, cremas, antojitos, botanas, botana, piqueos, picadas, abrebocas, sopas y entradas, entradas y sopas, al centro, para abrir boca`,
    },
    {
      role: 'starter',
      strength: 'dish',
      words: `sopa, sopa de tomate, sopa de ajo, sopa castellana, sopa de marisco, sopa de pescado, sopa de tortilla, sopa azteca, sopa de fideos, sopa del día, caldo, caldo gallego, caldo de pollo, consomé, crema de calabacín, crema de calabaza, crema de verduras, crema de champiñones, crema de espárragos, gazpacho, gazpacho andaluz, salmorejo, ajoblanco, vichyssoise, croquetas, croquetas caseras, croquetas de jamón, croquetas de bacalao, croquetas de pollo, tortilla de patatas, tortilla española, pincho de tortilla, patatas bravas, bravas, patatas alioli, ensaladilla rusa, ensaladilla,
        jamón ibérico, jamón serrano, tabla de quesos, tabla de ibéricos, tabla de embutidos, tabla mixta, queso manchego, queso frito, queso fundido, provoleta, boquerones, boquerones en vinagre, boquerones fritos, anchoas, anchoas del cantábrico, gambas al ajillo, gambas a la plancha, langostinos cocidos, calamares a la romana, calamares, rabas, chipirones, chopitos, puntillitas, sepia a la plancha, pulpo a la gallega, pulpo a feira, pulpo a la brasa, mejillones, mejillones al vapor, mejillones tigre, almejas, almejas a la marinera, navajas, zamburiñas, berberechos, ostras, percebes, navajas a la plancha,
        pan con tomate, pa amb tomàquet, pimientos de padrón, pimientos del piquillo, espárragos trigueros, espárragos blancos, champiñones al ajillo, alcachofas con jamón, alcachofas, huevos rellenos, berenjenas con miel, aceitunas, banderillas, gildas, gilda, montadito, montaditos, empanadilla, empanadillas, empanadas, empanada, empanada gallega, chistorra, morcilla de burgos, chorizo a la sidra, torreznos, oreja a la plancha, lacón a la gallega, tartar de atún, tartar de salmón, carpaccio, ceviche, ceviche mixto, tiradito, causa limeña, causa, leche de tigre, papa a la huancaína, guacamole con totopos, nachos, nachos con queso, totopos con guacamole, elote, esquites, tequeños, tostones rellenos, provolone, alitas, alitas de pollo, alitas bbq, foie, burrata, ensalada caprese, aguachile, coctel de camarones, cóctel de gambas, tostadas de ceviche, jalapeños rellenos, hummus, rollitos de primavera, rollitos, gyozas`,
    },
    {
      role: 'starter',
      strength: 'hint',
      words:
        'ensalada, ensalada mixta, ensalada césar, aperitivo, pincho, tapa, tartar, tosta, tostas, aguacate, tabla, ración, queso, morcilla',
    },
    // ---- sides ----
    {
      role: 'side',
      strength: 'heading',
      words:
        'guarniciones, guarnición, acompañamientos, acompañamiento, acompañantes, salsas, panes, extras, complementos, adicionales, porciones extra, para acompañar, suplementos, salsas y panes, aderezos, agregados',
    },
    {
      role: 'side',
      strength: 'dish',
      words: `patatas fritas, patatas, papas fritas, papas, papas a la francesa, patatas panaderas, patatas asadas, patatas gajo, patatas deluxe, patatas al horno, patata asada, papas arrugadas, puré de patatas, puré de papas, puré, yuca frita, yuca, boniato frito, batatas fritas, camote frito, tostones, patacones, plátano frito, plátanos maduros, maduros, tajadas, arroz, arroz blanco, arroz integral, arroz mexicano, arroz basmati, moros y cristianos, frijoles, frijoles refritos, frijoles negros, frijoles charros, gallo pinto, judías verdes, verduras a la plancha, verduras salteadas, verduras asadas, verduras al vapor, pisto, pimientos asados, ensalada verde, ensalada de tomate, ensalada de col, ensalada pequeña, ensalada de la casa pequeña, ensalada de repollo,
        pan, pan de ajo, pan de la casa, cesta de pan, pan y alioli, pan casero, picos, bollo de pan, tortillas de maíz, tortillas de harina, tortillas de maiz, totopos, salsa, salsa brava, salsa verde, salsa roja, salsa alioli, alioli, mojo picón, mojo, chimichurri, guacamole, pico de gallo, crema agria, mayonesa, ketchup, mostaza, salsa de pimienta, salsa roquefort, aros de cebolla, mazorca, maíz, champiñones salteados, nopales, curtido, queso extra, cebolla caramelizada, pan pita, pan de pita, farofa, mandioca frita, espinacas a la crema`,
    },
    {
      role: 'side',
      strength: 'hint',
      words:
        'verduras, patata, papa, ensalada, ensalada mixta, tomate, cebolla, champiñones, espinacas, lechuga, aguacate',
    },
    // ---- desserts ----
    {
      role: 'dessert',
      strength: 'heading',
      words:
        'postres, postre, postres caseros, nuestros postres, dulces, helados, helados y postres, tartas, pasteles, repostería, algo dulce, para terminar, el toque dulce, bollería dulce, tentaciones dulces, gelatinas, sorbetes, golosinas, postres y helados, momento dulce',
    },
    {
      role: 'dessert',
      strength: 'dish',
      words: `flan, flan casero, flan de huevo, flan de queso, flan napolitano, natillas, crema catalana, arroz con leche, leche frita, torrija, torrijas, tarta, tarta de queso, tarta de santiago, tarta de manzana, tarta de chocolate, tarta de limón, tarta de la abuela, tarta de zanahoria, tarta helada, tarta al whisky, pastel de chocolate, pastel de tres leches, tres leches, pastel de zanahoria, pay de queso, pay de limón, bizcocho, brownie, coulant, coulant de chocolate, volcán de chocolate, mousse, mousse de chocolate, mousse de limón, tiramisú, panna cotta, helado, helado de vainilla, bola de helado, copa de helado, helado artesano, sorbete, sorbete de limón, sorbete de mango, cuajada, cuajada con miel, yogur, yogur con miel, macedonia, macedonia de frutas, ensalada de frutas, piña natural, fruta de temporada, fruta del tiempo, fruta, melón, sandía, fresas con nata, fresas con crema,
        churros, churros con chocolate, chocolate con churros, porras, buñuelos, buñuelo, rosquillas, pestiños, mantecados, polvorones, turrón, ensaimada, tocino de cielo, yemas, miguelitos, profiteroles, milhojas, canutillos, pionono, crepe de nutella, crepes, crepe, crepas, crepa de cajeta, gofre, gofres, waffle, panqueque, panqueques, panqueques con dulce de leche, alfajor, alfajores, dulce de leche, dulce de membrillo, queso con membrillo, membrillo, postre chajá, chocotorta, suspiro limeño, suspiro a la limeña, picarones, mazamorra morada, mazamorra, quesillo, capirotada, gelatina, cocada, cocadas, brazo de gitano, quesada, quesada pasiega, filloas, goxua, pantxineta, paleta helada, paletas, nieve de limón, raspado, cheesecake, galletas, galleta, magdalena, magdalenas, cupcake, donut, dona, donas, concha, pan dulce, bombón helado, trufas, trufas de chocolate, peras al vino, manzana asada, higos con helado, isla flotante, bienmesabe, budín, budín de pan, vigilante, pudin, pudín de pan`,
    },
    { role: 'dessert', strength: 'likely', words: 'pastel' },
    {
      role: 'dessert',
      strength: 'hint',
      words:
        'chocolate, vainilla, fresa, caramelo, miel, nata, cajeta, canela, croissant, plátano, nutella, tarta salada, frutas, dulce',
    },
    {
      role: 'dessert',
      strength: 'likely',
      anywhere: true,
      words:
        'con helado, con helado de vainilla, de chocolate, con nata, con dulce de leche, con sirope, con chocolate caliente, de chocolate blanco',
    },
    // ---- not food, or not one part of a meal ----
    {
      role: 'other',
      strength: 'heading',
      anywhere: true,
      words:
        'tarjeta regalo, vale regalo, cheque regalo, gastos de envío, envío, propina, descuento, suscripción, servicio a domicilio, coste de entrega, caja regalo, cubierto, cubiertos, taza de recuerdo, libro de cocina, cafetera, tetera, molde para tarta, paquete inicial, kit de inicio, bolsa de regalo, ajuste',
    },
    {
      role: 'other',
      strength: 'dish',
      words:
        'tarjeta, vale, bolsa, camiseta, delantal, vela, libro, póster, llavero, jarrón, molde, molinillo, servilleta, servilletas, taza vacía, curso, taller, entrada de concierto, alquiler, juguete, marco, cojín, lámpara, cuchillo, cuchara, tenedor, mantel, paquete, kit, caja, lote, envase',
    },
    {
      role: 'other',
      strength: 'likely',
      words:
        'menú, menú del día, menú infantil, menú degustación, menús, combo, combos, desayuno, desayunos, merienda, sugerencias, recomendaciones, infantil, niños, oferta, ofertas, promoción, promociones, especialidades, brunch, especiales',
    },
  ],
};
