import { choice, toggle } from '../../fields/basic';
import { country } from '../../fields/country';
import { type Field, type Values, when } from '../../fields/field';
import { collection } from '../../fields/group';
import { optional, relabelled } from '../../fields/optional';
import { countryIn, phone } from '../../fields/phone';
import { email } from '../../fields/shape';
import { addressLine, exactText, text } from '../../fields/text';
import * as company from './business';
import * as person from './individual';

const individual = { customerType: ['individual'] };
const business = { customerType: ['business'] };

const emailAddress = email('email', 'Email');
const countryId = country('countryId', 'Country');
const phoneNumber = phone(
	'phone',
	'Phone',
	{ description: 'With its calling code, or as it is dialled in that country' },
	countryIn('countryId'),
);
const hasAcceptedTerms = toggle(
	'hasAcceptedTerms',
	'Has Accepted Terms',
	"Whether the customer has accepted Busha's terms of service",
);

const addressLine1 = addressLine('addressLine1', 'Address Line 1');
const city = text('city', 'City');
const state = text('state', 'State');
const address = collection('address', 'More of the Address', 'Add Address Field', [
	optional(addressLine('addressLine2', 'Address Line 2')),
	optional(
		country('countryId', 'Country', {
			description: "Left out, it is the customer's country",
			none: "Same as the Customer's Country",
		}),
	),
	optional(text('county', 'County')),
	optional(exactText('postalCode', 'Postal Code')),
	optional(text('province', 'Province')),
]);

const keyBirthDate = relabelled(person.birthDate, { description: "A key person's date of birth" });

const customerType = choice(
	'customerType',
	'Customer Type',
	[
		{ name: 'Business', value: 'business' },
		{ name: 'Individual', value: 'individual' },
	],
	{
		default: 'individual',
		description: 'Decides which fields are shown. It cannot be changed later.',
	},
);

const documents = [
	when(individual, person.identityDocuments),
	when(individual, person.selfie),
	when(business, company.businessDocuments),
	when(business, company.businessOwners),
	when(business, company.businessTransaction),
	when(business, company.businessRegistration),
] as const;

/** Everything that a new customer may have. */
export const newCustomer = [
	customerType,
	when(individual, person.firstName),
	when(individual, person.lastName),
	when(individual, person.birthDate),
	when(business, company.businessName),
	when(business, company.businessIndustry),
	when(business, company.businessIncorporationDate),
	emailAddress,
	countryId,
	phoneNumber,
	when(individual, addressLine1),
	when(individual, city),
	when(individual, state),
	when(business, optional(addressLine1)),
	when(business, optional(city)),
	when(business, optional(state)),
	address,
	hasAcceptedTerms,
	...documents,
	when(individual, collection('additionalFields', 'Additional Fields', 'Add Field', [person.middleName])),
	when(business, collection('additionalFields', 'Additional Fields', 'Add Field', [keyBirthDate])),
	toggle(
		'submitForVerification',
		'Submit for Verification',
		'Whether to submit the customer for verification in the same step',
	),
] as const satisfies readonly Field[];

/** The parts of a customer that an update may change. */
export const changedCustomer = [
	customerType,
	collection('updateFields', 'Update Fields', 'Add Field', [
		addressLine1,
		person.birthDate,
		company.businessIncorporationDate,
		company.businessIndustry,
		company.businessName,
		city,
		countryId,
		emailAddress,
		person.firstName,
		hasAcceptedTerms,
		person.lastName,
		person.middleName,
		phoneNumber,
		state,
	]),
	address,
	...documents,
] as const satisfies readonly Field[];

/** What a customer's profile can be made of. */
export type Profile = Partial<Values<typeof newCustomer>> &
	Partial<Values<[typeof person.middleName, typeof person.birthDate]>>;
