import { OpenAPIRouter, type Operation } from 'openapi-backend';

import type { OperationObject } from './document';

export interface Route {
	operation: OperationObject;
	params: Record<string, string>;
}

/** The library's router, which otherwise lists the operations of the file anew for every request. */
class ListedRouter extends OpenAPIRouter {
	private listed: Operation[] | undefined;

	override getOperations(): Operation[] {
		return (this.listed ??= super.getOperations());
	}
}

/** Finds the operation of a method and path; a fixed segment wins over a parameter. */
export class Router {
	private readonly router: OpenAPIRouter;
	private readonly byId: Map<string, OperationObject>;

	constructor(paths: Record<string, Record<string, OperationObject>>) {
		this.router = new ListedRouter({
			definition: { openapi: '3.1.0', info: { title: '', version: '' }, paths } as never,
			ignoreTrailingSlashes: false,
		});
		const all = Object.values(paths).flatMap((methods) => Object.values(methods));
		this.byId = new Map(all.map((operation) => [operation.operationId, operation]));
	}

	find(method: string, path: string): Route | undefined {
		const request = { method, path, headers: {} };
		const found = this.router.matchOperation(request);
		const operation = this.byId.get(found?.operationId ?? '');
		if (!found || !operation) return undefined;
		return { operation, params: this.router.parseRequest(request, found).params as Record<string, string> };
	}
}
