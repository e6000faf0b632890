import type { WordTable } from './word-table.ts';

/**
 * Indian, Pakistani and Bangladeshi restaurants as English menus write them, with the usual spellings of one word.
 * The names follow English word order, head last. Loans
 * from other kitchens that English has made its own are in the English table.
 */
export const INDIAN_WORDS: WordTable = {
  language: 'in',
  head: 'last',
  groups: [
    // ---- drinks ----
    {
      role: 'drink',
      strength: 'dish',
      words: `lassi, mango lassi, sweet lassi, salted lassi, salt lassi, rose lassi, chaas, chaach, chai, masala chai, masala tea, adrak chai, karak chai, cutting chai, kashmiri chai, pink tea, doodh patti, nimbu pani, jaljeera, jal jeera, aam panna, thandai, shikanji, badam milk, rose milk, falooda drink, rooh afza, sharbat, sherbet drink, filter kaapi, kaapi, madras coffee, south indian coffee, sugarcane juice, fresh lime soda, lime soda, thums up, limca, maaza, frooti, cobra, kingfisher, bangla beer, masala soda, masala coke, sol kadhi, neera`,
    },
    // ---- mains ----
    {
      role: 'main',
      strength: 'heading',
      words: `curries, house curries, biryanis, biryani dishes, balti dishes, tandoori mains, tandoori main dishes, tandoori main courses, thalis, thali, traditional curries, chef s curries, vegetarian curries, karahi dishes, masala dishes, dosas, biriyani dishes, chicken curries, lamb curries, old favourites curries`,
    },
    {
      role: 'main',
      strength: 'dish',
      words: `biryani, biriyani, briyani, hyderabadi biryani, dum biryani, pulao main, curry, tikka masala, chicken tikka masala, paneer tikka masala, butter chicken, murgh makhani, makhani, korma, kurma, shahi korma, madras, vindaloo, phall, jalfrezi, jalfrazi, dhansak, dansak, dopiaza, dupiaza, do piaza, bhuna, bhoona, rogan josh, roghan josh, rogan, rogon, pathia, patia, balti, karahi, kadai, kadhai, korai, pasanda, passanda, saagwala, sag gosht, saag gosht, palak gosht, palak chicken, methi chicken, chicken methi, achari, rezala, ceylon, kashmiri curry, handi, nihari, haleem, paya, keema matar, keema mattar, keema curry,
        laal maas, lal maas, xacuti, chettinad, chicken chettinad, kolhapuri, goan fish curry, fish moilee, moilee, nilgiri, kofta, kofta curry, malai kofta, nargisi kofta, paneer butter masala, paneer makhani, shahi paneer, kadai paneer, karahi paneer, matar paneer, mattar paneer, palak paneer main, navratan korma, dum aloo main, chole bhature, chana bhatura, pav bhaji, vada pav main, rajma chawal, dal makhani main, dosa, masala dosa, mysore masala dosa, plain dosa, rava dosa, ghee roast dosa, uttapam, idli sambar main, thali, veg thali, tandoori mixed grill, tandoori chicken full, whole tandoori chicken, tandoori king prawn main, shashlick, shashlik, sizzler, egg curry, fish curry, chicken curry, lamb curry, mutton curry, goat curry, prawn curry, vegetable curry,
        chicken 65 gravy, manchurian gravy, chicken manchurian, hakka noodles, schezwan noodles, schezwan fried rice, chicken karahi, lamb karahi, kathi roll, kati roll, frankie, mughlai, chicken do pyaza, butter masala, tawa chicken, hariyali, garlic chilli chicken, chicken chilli masala, chilli masala, tikka balti, tikka karahi, tikka bhuna, tikka jalfrezi, khichdi, bunny chow, kottu roti, roti canai curry, naga curry, shatkora, tandoori chicken main`,
    },
    {
      role: 'main',
      strength: 'likely',
      words:
        'masala, saag, gosht, murgh, paneer masala, tandoori chicken, mixed grill, seekh, tangdi, malabar, tawa, chilli paneer gravy, methi, achar, mutton, naan roll, naan wrap',
    },
    {
      role: 'main',
      strength: 'hint',
      words: 'paneer, tikka, keema, kebab, kabab, machli, jhinga, tandoori, gobi, baingan, tandoor',
    },
    // ---- starters ----
    {
      role: 'starter',
      strength: 'heading',
      words:
        'chaats, chaat corner, tandoori starters, indian street food starters, shorba, papadums, poppadoms, pappadoms, shuruaat',
    },
    {
      role: 'starter',
      strength: 'dish',
      words: `samosa, samosas, meat samosa, vegetable samosa, lamb samosa, punjabi samosa, onion bhaji, onion bhajee, onion bhajia, onion bhajiya, bhajia, pakora, pakoras, pakoda, chicken pakora, vegetable pakora, paneer pakora, fish pakora, bonda, batata vada, medu vada, vada, dahi vada, dahi bhalla, aloo tikki, ragda pattice, chaat, papdi chaat, samosa chaat, aloo chaat, chicken chaat, bhel puri, bhelpuri, pani puri, golgappa, gol gappa, sev puri, dahi puri, prawn puri, prawn puree, king prawn puri, king prawn puree, chicken puri, seekh kebab, sheek kebab, sheekh kebab, shami kebab, reshmi kebab, hara bhara kebab, galouti kebab, kakori kebab, nargis kebab, boti kebab, malai tikka, fish tikka,
        paneer tikka, hariyali tikka, lasooni tikka, lamb chops starter, tandoori lamb chops, chicken 65, gobi 65, gobi manchurian, veg manchurian dry, chilli paneer, paneer chilli dry, chicken lollipop, amritsari fish, fish amritsari, fish koliwada, tandoori wings, dhokla, khandvi, kachori, momo, momos, chicken momo, veg momo, tandoori momo, papad, masala papad, papadum, papadam, papadom, poppadom, poppadum, pappadam, pappadom, popadom, plain papadum, spicy papadum, king prawn butterfly, tandoori mushroom, mixed kebab, rasam, mulligatawny soup, shorba, tomato shorba, dal shorba, spring roll`,
    },
    {
      role: 'starter',
      strength: 'likely',
      words: 'bhaji, bhajee, seekh kebab, sheek kehab, kebab starter, puri starter',
    },
    { role: 'starter', strength: 'hint', words: 'tikka, kebab, kabab, puri, puree, tandoori fish, tandoori paneer' },
    // ---- sides ----
    {
      role: 'side',
      strength: 'heading',
      words: `naans, naan breads, nan breads, tandoori breads, indian breads, breads and rice, rice and naan, rotis, raitas, chutneys, chutneys and pickles, pickles and chutneys, pickle tray, vegetable side dishes, rice and sundries, bread selection, from the clay oven breads, roti naan and paratha`,
    },
    {
      role: 'side',
      strength: 'dish',
      words: `naan, nan, naan bread, nan bread, plain naan, garlic naan, butter naan, cheese naan, chilli naan, onion naan, keema naan, keema nan, peshwari naan, peshawari naan, peshwari nan, kulcha, kulcha naan, onion kulcha, amritsari kulcha, roti, tandoori roti, rumali roti, missi roti, makki roti, chapati, chapatti, chappati, phulka, paratha, parantha, lachha paratha, aloo paratha, stuffed paratha, keema paratha, puri bread, poori, bhatura, kerala parotta, parotta, appam, roomali roti, bread basket indian,
        pilau, pilau rice, pilaf, pulao, pulao rice, jeera rice, lemon rice, mushroom rice, mushroom pilau, keema rice, keema pilau, egg rice, peas pilau, peas pulao, coconut rice, saffron rice, boiled rice, special rice, vegetable rice, onion rice, garlic rice, saag rice, curd rice, tamarind rice, kashmiri rice, raita, raitha, cucumber raita, boondi raita, mint raita, mixed raita, mint sauce, mint chutney, mango chutney, tamarind chutney, onion chutney, coconut chutney, onion salad, kachumber salad, kachumber, lime pickle, mango pickle, mixed pickle, achaar, chutney tray, pickle tray,
        dal, daal, dall, dhal, tarka dal, tarka dall, tarka daal, tadka dal, dal tadka, dal fry, dal makhani, daal makhani, chana dal, dall samba, sambar, sambhar, saag dall, dal palak, bombay aloo, bombay potato, bombay potatoes, aloo gobi, saag aloo, sag aloo, aloo palak, aloo methi, jeera aloo, aloo jeera, aloo matar, dum aloo, aloo baingan, bhindi bhaji, bhindi bhajee, bhindi masala, bhindi, okra fry, brinjal bhaji, brinjal bhajee, baingan bharta, mushroom bhaji, mushroom bhajee, cauliflower bhaji, cauliflower bhajee, saag bhaji, saag bhajee, courgette bhaji, mixed vegetable bhaji, vegetable bhaji, saag paneer, sag paneer, muttar paneer, mutter paneer, chana masala, chana saag, channa masala, chole, rajma, tarka saag, masala fries, masala chips, masala sauce, korma sauce, madras sauce, vindaloo sauce, dhansak sauce, tikka masala sauce, jalfrezi sauce, bhuna sauce, balti sauce, curry sauce, green salad`,
    },
    { role: 'side', strength: 'likely', words: 'chana, aloo, bhaji, bhajee, palak paneer, gobi masala, pickle' },
    { role: 'side', strength: 'hint', words: 'saag, palak, gobi, brinjal, achar, curd, yoghurt' },
    // ---- desserts ----
    {
      role: 'dessert',
      strength: 'heading',
      words: 'mithai, indian sweets, indian desserts, meetha, kulfis, halwas',
    },
    {
      role: 'dessert',
      strength: 'dish',
      words: `gulab jamun, gulab jaman, gulabjamun, jamun, rasmalai, ras malai, rasgulla, rosogolla, rossogolla, kulfi, mango kulfi, pista kulfi, malai kulfi, kulfi falooda, falooda, kheer, rice kheer, phirni, firni, payasam, semiya payasam, gajar halwa, gajar ka halwa, carrot halwa, halwa, halva, sooji halwa, moong dal halwa, jalebi, jalebis, imarti, barfi, burfi, kaju katli, kaju barfi, ladoo, laddu, laddoo, motichoor ladoo, besan ladoo, peda, sandesh, mishti doi, shrikhand, rabri, rabdi, basundi, malpua, shahi tukda, shahi tukra, double ka meetha, soan papdi, cham cham, zarda, seviyan, sheer khurma, mysore pak, modak, puran poli, kalakand, ghevar, balushahi, meetha paan`,
    },
  ],
};
