import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { externalId } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import {
  checkoutAnswerSchema,
  checkoutSchema,
  regularSchema,
  staffStepAnswerSchema,
  staffStepSchema,
} from '../../contract/shop.ts';
import { openStore } from '../../services/accounts/members.ts';
import { csrfTokenOf, findSignedIn, type SignedIn } from '../../services/accounts/sessions.ts';
import { getStoreById } from '../../services/catalog/stores.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { checkOut } from '../../services/shop/checkout.ts';
import { signInAsRegular } from '../../services/shop/demo-regular.ts';
import { readMenu, readShopItem } from '../../services/shop/menu-view.ts';
import { Shops } from '../../services/shop/open-shop.ts';
import { pickUpOrder, readShopOrder } from '../../services/shop/order-status.ts';
import { shopOrderNumber } from '../../services/shop/order-token.ts';
import { drawPicture } from '../../services/shop/pictures/draw-picture.ts';
import { listStaffOrders, moveOrder } from '../../services/shop/staff-orders.ts';
import { drawTableCode, listTableCodes } from '../../services/shop/table-codes.ts';
import { drawTableSheet } from '../../services/shop/table-sheet.ts';
import { callerOf } from '../auth.ts';
import { type BrowserFiles, readBrowserFiles } from '../browser-files.ts';
import { isOpenedByPerson } from '../plain-page.ts';
import { type Api, idParams, withProblems } from '../route.ts';
import type { SessionCookie } from '../session-cookie.ts';
import { renderCart } from '../shop/render-cart.ts';
import { renderItem, renderNoItem } from '../shop/render-item.ts';
import { renderMenu } from '../shop/render-menu.ts';
import { renderOrder } from '../shop/render-order.ts';
import { renderStaff, renderStaffSignIn } from '../shop/render-staff.ts';
import { renderTables } from '../shop/render-tables.ts';
import { requireSameOrigin } from '../shop/same-origin.ts';
import { sendPage, sendPicture } from '../shop/send-page.ts';
import { inlineSources, type PageContent, renderPage, renderPart, type ShopPage, shopUrl } from '../shop/shop-page.ts';
import { SHOP_WORDS } from '../shop/shop-words.ts';

/** How the shop's addresses begin, and how its staff are known. */
export interface ShopOptions {
  readonly cookie: SessionCookie;
  readonly basePath: string;
  /** Address of the installation for people; "/" = where it is asked. */
  readonly publicUrl: string;
}

const slugParams = z.object({ slug: z.string().max(63) });
const itemParams = slugParams.extend({ item: externalId });
/** An id of up to 200 characters, and what kind of file it is. */
const pictureParams = slugParams.extend({ file: z.string().max(204) });
const orderParams = slugParams.extend({ token: z.string().max(100) });
/** What is no number is no table; one that the shop does not have is told to the guest. The menu opens all the same. */
const pageQuery = z.object({ table: z.coerce.number().int().min(1).max(9999).optional().catch(undefined) });
/** A cart of 60 lines is far smaller. */
const CHECKOUT_BYTES = 64 * 1024;

const LOOK_AGAIN = 'Show the guest what has changed, and send the cart again as it is then.';
const ORDERED_BEFORE = {
  detail: 'Another cart was ordered under this client_id. Nothing was ordered now.',
  hint: 'Make a new client_id for another order; the one before can be followed at `url`.',
};

const shown = { config: { access: 'public' as const }, schema: { hide: true } };

/** The pages of a store at /s/{slug}, and the stand-in for its server: checkout, order status, tables. */
export function registerShop(api: Api, options: ShopOptions): void {
  const desk = new PageDesk(api, options);
  registerPages(api, desk);
  registerOrders(api, desk);
  registerTables(api, desk);
  registerStaff(api, desk);
}

/** Opens shops and sends their pages. */
class PageDesk {
  readonly #shops: Shops;
  readonly #options: ShopOptions;
  readonly #context: ServiceContext;
  #files: BrowserFiles | null = null;

  constructor({ services }: Api, options: ShopOptions) {
    this.#context = services.context;
    this.#shops = new Shops(services.context);
    this.#options = options;
  }

  /** @throws AppError `not_found`. */
  async open(slug: string, { table }: { table?: number | undefined } = {}): Promise<ShopPage> {
    const { store, key, kind } = await this.#shops.open(slug);
    const isTable = table !== undefined && table <= store.shop_tables;
    const tables = {
      table: isTable ? table : null,
      unknownTable: isTable || store.shop_tables === 0 ? null : (table ?? null),
    };
    const { basePath } = this.#options;
    return { store, key, words: SHOP_WORDS[kind], basePath, ...tables, files: this.#readFiles() };
  }

  async send(page: ShopPage, content: PageContent, reply: FastifyReply): Promise<FastifyReply> {
    const isPart = reply.request.headers['pairwell-part'] === 'main';
    const whole = async () => renderPage(page, content, { isStaff: await this.#isStaff(page, reply.request) });
    return sendPage(isPart ? renderPart(page, content) : await whole(), reply, inlineSources(page));
  }

  /** Whether somebody of the store is signed in; who tries the demo plays its owner and its guest in one browser. */
  async #isStaff(page: ShopPage, request: FastifyRequest): Promise<boolean> {
    if (page.store.shop_demo) return false;
    return (await this.findStaff(page, request).catch(nobodyOfHere)) !== null;
  }

  /** Where people find the shop: by PUBLIC_URL, else as they have come. */
  addressOf(page: ShopPage, request: FastifyRequest): string {
    const { publicUrl } = this.#options;
    const origin = publicUrl === '/' ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;
    return origin + shopUrl({ ...page, table: null });
  }

  /** Who is signed in, and of the store's people; null = nobody is. @throws AppError `unknown_store` for somebody else. */
  async findStaff(page: ShopPage, request: FastifyRequest): Promise<SignedIn | null> {
    const token = this.#options.cookie.read(request);
    const signedIn = token === null ? null : await findSignedIn(this.#context, token);
    if (signedIn !== null) await openStore(this.#context, signedIn, page.store.slug);
    return signedIn;
  }

  /** @throws AppError `forbidden` for requests of other sites. */
  guard(request: FastifyRequest): void {
    requireSameOrigin(request, this.#options.publicUrl);
  }

  #readFiles(): BrowserFiles {
    this.#files ??= readBrowserFiles();
    if (this.#files !== null) return this.#files;
    throw new AppError('not_found', {
      detail: 'The scripts of the shop have not been built.',
      hint: 'Run `npm run build:browser` once; `npm run demo` and `npm run build` do it too.',
    });
  }
}

/** A person of another store is a guest here. */
function nobodyOfHere(error: unknown): null {
  if (error instanceof AppError && error.code === 'unknown_store') return null;
  throw error;
}

/** Who finds no order at an address of the shop is shown the way to the shop. */
function leadBackTo(page: ShopPage): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof AppError)) throw error;
    const wayOut = { href: shopUrl(page), text: page.words.toMenu };
    throw new AppError(error.code, { ...error.details, wayOut }, { cause: error });
  };
}

function registerPages({ app, services }: Api, desk: PageDesk): void {
  const { context } = services;
  app.get(
    '/s/:slug',
    { ...shown, schema: { hide: true, params: slugParams, querystring: pageQuery } },
    async (request, reply) => {
      const page = await desk.open(request.params.slug, request.query);
      return desk.send(page, renderMenu(page, await readMenu(context, page.store)), reply);
    },
  );
  app.get(
    '/s/:slug/items/:item',
    { ...shown, schema: { hide: true, params: itemParams, querystring: pageQuery } },
    async (request, reply) => {
      const page = await desk.open(request.params.slug, request.query);
      const item = await readShopItem(context, page.store, request.params.item);
      if (item !== null) return desk.send(page, renderItem(page, item), reply);
      // A guest may follow an old link; a program is told in its own words.
      if (isOpenedByPerson(request)) return desk.send(page, renderNoItem(page), reply.code(404));
      throw new AppError('unknown_item', { detail: 'There is no such item on this menu.' });
    },
  );
  app.get(
    '/s/:slug/cart',
    { ...shown, schema: { hide: true, params: slugParams, querystring: pageQuery } },
    async (request, reply) => {
      const page = await desk.open(request.params.slug, request.query);
      return desk.send(page, renderCart(page), reply);
    },
  );
  app.get(
    '/s/:slug/pictures/:file',
    { ...shown, schema: { hide: true, params: pictureParams } },
    async (request, reply) => {
      const { store } = await desk.open(request.params.slug);
      const id = externalId.safeParse(/^(.+)\.svg$/s.exec(request.params.file)?.[1]);
      const item = id.success ? await readShopItem(context, store, id.data) : null;
      if (item === null) throw new AppError('unknown_item', { detail: 'There is no such item on this menu.' });
      return sendPicture(drawPicture(item), request, reply);
    },
  );
}

function registerOrders({ app, services }: Api, desk: PageDesk): void {
  const { context } = services;
  const answers = withProblems({ 200: checkoutAnswerSchema, 201: checkoutAnswerSchema, 409: checkoutAnswerSchema });
  app.post(
    '/s/:slug/checkout',
    {
      ...shown,
      bodyLimit: CHECKOUT_BYTES,
      schema: { hide: true, params: slugParams, body: checkoutSchema, response: answers },
    },
    async (request, reply) => {
      desk.guard(request);
      const page = await desk.open(request.params.slug, { table: request.body.table });
      reply.header('cache-control', 'no-store');
      const privacyControl = request.headers['sec-gpc'] === '1';
      const result = await checkOut(services, page.store, { checkout: request.body, privacyControl });
      if (result.result === 'changed') {
        return reply.code(409).send({ result: 'changed', lines: [...result.lines], hint: LOOK_AGAIN });
      }
      const order = {
        order: result.id,
        number: shopOrderNumber(result.id),
        url: shopUrl(page, `/orders/${result.token}`),
      };
      if (result.result === 'ordered')
        return reply.code(result.isNew ? 201 : 200).send({ result: 'ordered', ...order });
      return reply.code(409).send({ result: 'ordered-before', ...order, ...ORDERED_BEFORE });
    },
  );
  app.get(
    '/s/:slug/orders/:token',
    { ...shown, schema: { hide: true, params: orderParams, querystring: pageQuery } },
    async (request, reply) => {
      const page = await desk.open(request.params.slug, request.query);
      const order = await readShopOrder(services, page.store, request.params.token).catch(leadBackTo(page));
      return desk.send(page, renderOrder(page, order), reply);
    },
  );
  app.post(
    '/s/:slug/orders/:token/picked-up',
    { ...shown, schema: { hide: true, params: orderParams } },
    async (request, reply) => {
      desk.guard(request);
      const page = await desk.open(request.params.slug);
      const { status } = await pickUpOrder(services, page.store, request.params.token);
      return reply.header('cache-control', 'no-store').send({ status });
    },
  );
  app.post(
    '/s/:slug/sign-in',
    { ...shown, schema: { hide: true, params: slugParams, response: withProblems({ 200: regularSchema }) } },
    async (request, reply) => {
      desk.guard(request);
      const { store } = await desk.open(request.params.slug);
      reply.header('cache-control', 'no-store');
      return signInAsRegular(context, store);
    },
  );
}

function registerStaff({ app, services }: Api, desk: PageDesk): void {
  app.get('/s/:slug/staff', { ...shown, schema: { hide: true, params: slugParams } }, async (request, reply) => {
    const page = await desk.open(request.params.slug);
    const signedIn = await desk.findStaff(page, request);
    if (signedIn === null) return desk.send(page, renderStaffSignIn(page), reply.code(401));
    const orders = await listStaffOrders(services, page.store);
    return desk.send(page, renderStaff(page, { orders, csrf: csrfTokenOf(signedIn.token) }), reply);
  });
  app.post(
    '/api/shop-orders/:id/status',
    {
      config: { access: 'secret', role: 'staff' },
      schema: {
        tags: ['orders'],
        summary: 'Move an order of the shop’s pages on, or cancel it',
        params: idParams,
        body: staffStepSchema,
        response: withProblems({ 200: staffStepAnswerSchema }),
      },
    },
    async (request) => {
      const store = await getStoreById(services.context, callerOf(request).storeId);
      const move = { externalId: request.params.id, step: request.body };
      return { status: await moveOrder(services, store, move) };
    },
  );
}

function registerTables({ app }: Api, desk: PageDesk): void {
  app.get('/s/:slug/tables', { ...shown, schema: { hide: true, params: slugParams } }, async (request, reply) => {
    const page = await desk.open(request.params.slug);
    const codes = listTableCodes(page.store, desk.addressOf(page, request));
    const tables = await Promise.all(codes.map(async (code) => ({ ...code, svg: await drawTableCode(code) })));
    return desk.send(page, renderTables(page, tables), reply);
  });
  app.get('/s/:slug/tables.pdf', { ...shown, schema: { hide: true, params: slugParams } }, async (request, reply) => {
    const page = await desk.open(request.params.slug);
    const sheet = await drawTableSheet(page.store, listTableCodes(page.store, desk.addressOf(page, request)));
    reply.header('content-disposition', `inline; filename="tables-${page.store.slug}.pdf"`);
    return reply.header('cache-control', 'no-store').type('application/pdf').send(sheet);
  });
}
