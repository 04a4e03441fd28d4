const industry = (id: string, name: string, category: string, sector: string) => ({
	id,
	name,
	description: `Businesses in ${name.toLowerCase()}`,
	category,
	sector,
});

/** Some of the industries that Busha lists; the ids are its own. */
export const INDUSTRIES = [
	industry('BIN_Z1HpNXB9Q8jcHx4LzVp', 'Technology', 'services', 'private'),
	industry('BIN_A2StLXR3K2gjRj7JnqR', 'Healthcare', 'services', 'private'),
	industry('BIN_C4UvTYR5V8jsOx5LmwQ', 'Education', 'services', 'private'),
	industry('BIN_E6RtVZH8O9iuQy7LzuL', 'Retail and eCommerce', 'trade', 'private'),
	industry('BIN_B3TuLXR3S2gjRj8JnsX', 'Government and Public Sector', 'administration', 'public'),
	industry('BIN_V1StGXR8Z5jdHi6BmyT', 'Other', 'other', 'private'),
];
