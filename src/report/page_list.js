/*
 * page_list.js - the list of clusters: sorted, filtered, searched
 *
 * What is chosen stands in the address, so that a view can be kept and sent.
 * Only the first rows are in the page; more come when they are asked for.
 */

const rowsAtOnce = 100;

const sortings = {
	place: ['order of the report', (x) => x.place, 1],
	begin: ['begin', (x) => x.begin, 1],
	title: ['title', (x) => x.title, 1],
	size: ['articles', (x) => x.size, -1],
	span: ['span of time', (x) => x.span, -1],
	source: ['source', (x) => x.source, 1],
	weakest: ['weakest link', (x) => x.weakest, 1],
	relation: ['relation', (x) => x.relations, 1],
};

/* The header of each column sorts by this. */
const columns = ['title', 'size', 'begin', 'span', 'source', 'weakest',
	'relation'];

const list = {rows: [], shown: [], num: rowsAtOnce, chosen: {}, indexed: 0};

/* "5 d", "3 h 10 min", "same day" in minutes; -1: unknown */
function readSpan(text) {
	const units = {d: 1440, h: 60, min: 1};
	let sum = text === '' ? -1 : 0;

	for (const [, num, unit] of text.matchAll(/(\d+) (d|h|min)/g))
		sum += num * units[unit];
	return sum;
}

function readRow(row, place) {
	const cells = [...row.cells].map((cell) => cell.textContent.trim());

	return {
		row,
		place,
		number: Number(row.querySelector('a').hash.slice(2)),
		title: cells[0],
		size: Number(cells[1]),
		begin: cells[2].slice(0, 10),
		span: readSpan(cells[3]),
		source: cells[4],
		weakest: parseInt(cells[5], 10),
		relations: cells[6],
		text: foldForSearch(`${cells[0]} ${cells[4]}`),
		sources: new Set(cells[4].split(', ')),
	};
}

/* For searching alone: neither case nor accents matter, nor what a reader cannot
 * type.  Which words articles share is not asked here. */
function foldForSearch(text) {
	return /[^\x00-\x7f]/.test(text)
		? text.normalize('NFKD').replace(/[\p{M}\u00ad]/gu, '')
			.replace(/[’ʼ]/g, "'").toUpperCase().toLowerCase()
		: text.toLowerCase();
}

/* ---- searching ----------------------------------------------------------- */

/* Reads what a cluster says, and from whom; nothing of it is kept. */
function readCluster(entry) {
	const {section} = findCluster(entry.number);
	const cluster = {number: entry.number, section};
	const body = bodyOf(cluster), data = dataOf(cluster);
	const texts = data === null ? [] : data.texts.filter((text) =>
		typeof text === 'string');

	entry.text = foldForSearch([body.textContent, ...texts].join('\n'));
	entry.sources = new Set(membersOf(cluster).map((m) => m.source));
}

/* Reads bit by bit, so that typing goes on meanwhile. */
function readClusters() {
	const until = performance.now() + 25;

	while (list.indexed < list.rows.length && performance.now() < until)
		readCluster(list.rows[list.indexed++]);
	if (list.indexed < list.rows.length)
		setTimeout(readClusters);
	else
		fillSources();
	showList();
}

function beginReading() {
	if (list.indexed === 0 && list.rows.length > 0)
		readClusters();
}

/* ---- choosing ------------------------------------------------------------ */

function matches(entry, chosen, words) {
	return words.every((word) => entry.text.includes(word)) &&
		entry.size >= (chosen.least || 0) &&
		(!chosen.span || entry.span >= 1440 * chosen.span) &&
		(!chosen.weakest || entry.weakest <= chosen.weakest) &&
		(!chosen.from || entry.begin >= chosen.from) &&
		(!chosen.to || (entry.begin && entry.begin <= chosen.to)) &&
		(!chosen.relation ||
			entry.relations.includes(chosen.relation)) &&
		(!chosen.source || entry.sources.has(chosen.source));
}

function compare(by, direction) {
	return (x, y) => {
		const a = by(x), b = by(y);
		const order = typeof a === 'string' ? a.localeCompare(b, 'en')
			: a - b;

		return order * direction || x.place - y.place;
	};
}

/* "-size" is by size, the other way round. */
function readSorting(text) {
	const reverse = text.startsWith('-');
	const name = reverse ? text.slice(1) : text;
	const known = Object.hasOwn(sortings, name) ? name : 'place';

	const direction = sortings[known][2] * (reverse ? -1 : 1);

	return {name: known, direction};
}

function showList() {
	const chosen = list.chosen;
	const words = foldForSearch(chosen.q || '').split(/\s+/)
		.filter(Boolean);
	const {name, direction} = readSorting(chosen.sort || 'place');

	list.shown = list.rows.filter((entry) => matches(entry, chosen, words));
	list.shown.sort(compare(sortings[name][1], direction));
	list.body.replaceChildren(...list.shown.slice(0, list.num)
		.map((entry) => entry.row));
	showSorting(name, direction);
	showNumbers((words.length > 0 || chosen.source !== undefined) &&
		list.indexed < list.rows.length);
}

function showNumbers(reading) {
	const rest = list.shown.length - list.num;

	list.output.textContent =
		`${list.shown.length.toLocaleString('en')} of ` +
		plural(list.rows.length, 'cluster') +
		(reading ? ' so far: texts are still being read' : '');
	list.more.hidden = rest <= 0;
	list.more.textContent = `Show ${Math.min(rest, rowsAtOnce)} more of ` +
		`${rest.toLocaleString('en')}`;
}

function showSorting(name, direction) {
	columns.forEach((column, i) => {
		const order = direction > 0 ? 'ascending' : 'descending';

		list.headers[i].setAttribute('aria-sort',
			column === name ? order : 'none');
	});
}

/* Puts what was chosen into the address and the list. */
function choose(changes) {
	const chosen = {...list.chosen, ...changes};

	for (const key of Object.keys(chosen)) {
		if (chosen[key] === '' || chosen[key] === null)
			delete chosen[key];
	}
	list.chosen = chosen;
	list.num = rowsAtOnce;
	const query = new URLSearchParams(chosen).toString();
	history.replaceState(null, '',
		query ? `#clusters?${query}` : '#clusters');
	showList();
}

function sortBy(name) {
	const now = list.chosen.sort || 'place';

	choose({sort: now === name ? `-${name}` : name});
	list.sorting.value = name;
}

/* ---- controls ------------------------------------------------------------ */

function makeField(label, name, attributes, className) {
	const input = make('input', {...attributes, name,
		input: () => choose({[name]: input.value})});

	list.fields[name] = input;
	return field(label, input, className);
}

function makeChoice(label, name, options) {
	const select = choices([['', 'any'], ...options], '',
		() => choose({[name]: select.value}));

	list.fields[name] = select;
	return field(label, select);
}

/* All sources, those of most clusters first. */
function fillSources() {
	const counts = new Map(), select = list.fields.source;

	for (const entry of list.rows) {
		for (const source of entry.sources)
			counts.set(source, (counts.get(source) || 0) + 1);
	}
	counts.delete('');
	select.replaceChildren(select.options[0], ...[...counts]
		.sort((x, y) => y[1] - x[1] || x[0].localeCompare(y[0], 'en'))
		.map(([source, num]) =>
			make('option', {value: source}, `${source} (${num})`)));
	select.value = list.chosen.source || '';
}

function makeFilters() {
	const relations = [...new Set(list.rows.flatMap((entry) =>
		entry.relations.split(', ')))].filter(Boolean).sort()
		.map((name) => [name, name]);
	const number = {type: 'number', min: 0, inputmode: 'numeric'};

	return make('details', {toggle: beginReading},
		make('summary', null, 'Filters'),
		make('div', {class: 'row'},
			makeField('Articles, at least', 'least', number),
			makeField('Span in days, at least', 'span', number),
			makeField('Begins from', 'from', {type: 'date'}),
			makeField('Begins until', 'to', {type: 'date'}),
			makeChoice('Source', 'source', []),
			makeField('Weakest link in %, at most', 'weakest',
				number),
			makeChoice('Relation', 'relation', relations),
			make('button', {type: 'button', click: resetList},
				'Clear all')));
}

function resetList() {
	list.chosen = {};
	fillFields();
	choose({});
}

function fillFields() {
	const {name} = readSorting(list.chosen.sort || 'place');

	for (const [key, input] of Object.entries(list.fields))
		input.value = list.chosen[key] || '';
	list.sorting.value = name;
}

function makeControls() {
	const search = makeField('Find words in titles and texts', 'q',
		{type: 'search', autocomplete: 'off', focus: beginReading},
		'wide');

	list.sorting = choices(Object.entries(sortings).map(([name, [label]]) =>
		[name, label]), 'place',
		() => choose({sort: list.sorting.value}));
	list.output = make('output', {'aria-live': 'polite'});
	document.getElementById('controls').append(
		make('div', {class: 'row', role: 'search'}, search,
			field('Sort by', list.sorting, 'sorting')),
		makeFilters(), list.output);
}

function makeHeaders(table) {
	list.headers = [...table.tHead.rows[0].cells];
	list.headers.forEach((header, i) => {
		const label = header.textContent.trim();

		header.setAttribute('scope', 'col');
		header.replaceChildren(make('button', {type: 'button',
			click: () => sortBy(columns[i])}, label));
	});
}

function showMore() {
	list.num += rowsAtOnce;
	showList();
}

function startList() {
	const table = document.querySelector('.list');

	list.fields = {};
	list.body = table.tBodies[0];
	list.rows = [...list.body.rows].map(readRow);
	list.more = make('button', {type: 'button', class: 'more',
		click: showMore});
	makeHeaders(table);
	makeControls();
	table.after(list.more);
	table.classList.add('ready');
}

/* What the address says of the list. */
function openList(query) {
	list.chosen = Object.fromEntries(new URLSearchParams(query));
	list.num = rowsAtOnce;
	if (list.chosen.q || list.chosen.source)
		beginReading();
	if (Object.keys(list.chosen).some((key) => !/^(q|sort)$/.test(key)))
		document.querySelector('#controls details').open = true;
	fillFields();
	showList();
}
