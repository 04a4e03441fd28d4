const industry = (id: string, name: string) => ({ id, name, description: name, category: name, sector: name });

/** The industries of businesses. */
export const INDUSTRIES = [
	industry('BIN_H9UvZYL1R3kzJx0LuvO', 'Construction and Engineering'),
	industry('BIN_A3AtWYL6J9ssLs4AcxL', 'Creatives and Designs'),
	industry('BIN_C4UvTYR5V8jsOx5LmwQ', 'Education'),
	industry('BIN_E1IxOSA9J9jcHx4LzVs', 'Entertainment'),
	industry('BIN_B3QtRYL6J9ksKs2MbtK', 'Financial Services'),
	industry('BIN_B3TuLXR3S2gjRj8JnsX', 'Government and Public Sector'),
	industry('BIN_A2StLXR3K2gjRj7JnqR', 'Healthcare'),
	industry('BIN_F7SuWXJ9P1jxHz8LyzM', 'Hospitality and Tourism'),
	industry('BIN_D5QsUYH7M8hrTx6KxyZ', 'Manufacturing'),
	industry('BIN_C2HpWZT9L8tqXq7KjA8L', 'Real Estate and Property Management'),
	industry('BIN_E6RtVZH8O9iuQy7LzuL', 'Retail and eCommerce'),
	industry('BIN_Z1HpNXB9Q8jcHx4LzVp', 'Technology'),
	industry('BIN_G8TvXYL0Q2jyIz9LwxN', 'Transportation'),
	industry('BIN_V1StGXR8Z5jdHi6BmyT', 'Other'),
];
