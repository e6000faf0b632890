import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../frame/not-found-page.tsx';
import { AccuracySection } from './accuracy-section.tsx';
import { ChurnSection } from './churn-section.tsx';
import { CustomerPage } from './customer-page.tsx';
import { CustomersFrame } from './customers-frame.tsx';
import { LookupSection } from './lookup-section.tsx';
import { OpportunitiesSection } from './opportunities-section.tsx';
import { ProductsSection } from './products-section.tsx';
import { SegmentsSection } from './segments-section.tsx';

/** Which part of the customers' pages stands at which address. */
export function CustomersPage() {
  return (
    <Routes>
      <Route element={<CustomersFrame />}>
        <Route
          index
          element={
            <>
              <LookupSection />
              <OpportunitiesSection />
            </>
          }
        />
        <Route path="products" element={<ProductsSection />} />
        <Route path="segments" element={<SegmentsSection />} />
        <Route path="churn" element={<ChurnSection />} />
        <Route path="accuracy" element={<AccuracySection />} />
      </Route>
      <Route path="receipt/:receipt" element={<CustomerPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
