/** The newest values by their key, at most so many: what a process remembers without growing. */
export class Recent<Key, Value> {
	private readonly values = new Map<Key, Value>();

	constructor(private readonly most: number) {}

	has(key: Key): boolean {
		return this.values.has(key);
	}

	get(key: Key): Value | undefined {
		return this.values.get(key);
	}

	set(key: Key, value: Value): void {
		this.values.delete(key);
		this.values.set(key, value);
		const [oldest] = this.values.keys();
		if (this.values.size > this.most && oldest !== undefined) this.values.delete(oldest);
	}
}
