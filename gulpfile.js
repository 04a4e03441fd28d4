const { dest, parallel, src } = require('gulp');

/** `encoding: false`: gulp 5 otherwise reads files as text and corrupts binary ones. */
const copy = (from, to) => () => src(from, { encoding: false }).pipe(dest(to));

exports.default = parallel(
	copy('nodes/**/*.{svg,png,json}', 'dist/nodes'),
	copy('credentials/**/*.{svg,png}', 'dist/credentials'),
);
