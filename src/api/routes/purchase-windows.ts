import { purchaseWindowsQuerySchema, purchaseWindowsSchema } from '../../contract/purchase-windows.ts';
import { listPurchaseWindows } from '../../services/recommend/purchase-windows.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';

/** GET /api/purchase-windows: when a store, an item or a customer has its peaks. */
export function registerPurchaseWindows({ app, services }: Api): void {
  app.get(
    '/api/purchase-windows',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['patterns'],
        summary: 'Hours that hold unusually many orders: of the store, of an item, of a customer',
        querystring: purchaseWindowsQuerySchema,
        response: withProblems({ 200: purchaseWindowsSchema }),
      },
    },
    async (request) => listPurchaseWindows(services, callerOf(request).storeId, request.query),
  );
}
