import type { Customer } from '@etapiste/protocol';

const reached = (phone: string | null, email: string | null) => ({ phone, email });

/** Nobody of these exists: each name says so, and no number or address leads anywhere. */
export const demoCustomers: readonly Customer[] = [
  { name: 'Testi Asiakas', ...reached('+358 00 000 0101', null), language: 'fi', needs: [] },
  { name: 'Malli Meikäläinen', ...reached(null, 'malli@customer.example'), language: 'fi', needs: ['more-time'] },
  { name: 'Modell Kund', ...reached('+358 00 000 0102', null), language: 'sv', needs: [] },
  { name: 'Esimerkki Esimerkkilä', ...reached(null, null), language: 'fi', needs: ['step-free'] },
  { name: 'Sample Customer', ...reached(null, 'sample@customer.example'), language: 'en', needs: ['interpreter'] },
  { name: 'Keksitty Kävijä', ...reached('+358 00 000 0103', null), language: 'fi', needs: [] },
  { name: 'Nimimerkki Käpy', ...reached(null, null), language: 'fi', needs: [] },
  { name: 'Påhittad Besökare', ...reached('+358 00 000 0104', null), language: 'sv', needs: ['induction-loop'] },
  { name: 'Maija Mallikas', ...reached('+358 00 000 0105', null), language: 'fi', needs: ['assistant'] },
  { name: 'Invented Visitor', ...reached(null, 'invented@customer.example'), language: 'en', needs: [] },
  { name: 'Oletus Olematon', ...reached(null, null), language: 'fi', needs: [] },
  { name: 'Exempel Exempelsson', ...reached(null, 'exempel@customer.example'), language: 'sv', needs: [] },
  { name: 'Valmis Varaaja', ...reached('+358 00 000 0107', null), language: 'fi', needs: [] },
  { name: 'Placeholder Person', ...reached('+358 00 000 0108', null), language: 'en', needs: ['step-free', 'assistant'] },
  { name: 'Nimetön Vieras', ...reached(null, null), language: 'fi', needs: [] },
  { name: 'Kokeileva Kokeilija', ...reached(null, 'kokeileva@customer.example'), language: 'fi', needs: ['more-time'] },
  { name: 'Påhittade Provkund', ...reached('+358 00 000 0109', null), language: 'sv', needs: [] },
  { name: 'Koe Koehenkilö', ...reached('+358 00 000 0106', null), language: 'fi', needs: ['sign-language'] },
];
