import { currency, network } from '../../fields/currency';

export const cryptocurrency = currency('currency', 'Currency', { placeholder: 'USDT' });
export const bankCurrency = currency('currency', 'Currency', { description: 'The currency of the bank account' });
export const itsNetwork = network('network', 'Network', 'currency');
