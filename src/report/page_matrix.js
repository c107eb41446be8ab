/*
 * page_matrix.js - how similar the members of a cluster are: all pairs as a
 * matrix, or, of very many members, a list by similarity with the lead
 */

const mostNamed = 25; /* members up to which each cell has its number */

function describePair(cluster, a, b) {
	const m = measuresOf(cluster, a, b);

	return `${a + 1} and ${b + 1}: Jaccard ${exact(m.jaccard)}; ` +
		`${exact(m.ofA)} of ${a + 1} stands in ${b + 1}, ` +
		`${exact(m.ofB)} of ${b + 1} in ${a + 1}`;
}

function makeCell(cluster, a, b, weakest) {
	if (a === b)
		return make('td', null, '–');
	const {strength} = measuresOf(cluster, a, b);
	const label = describePair(cluster, a, b);
	const named = membersOf(cluster).length <= mostNamed;
	const link = make('a', {href: pairAddress(cluster, a, b), title: label,
		'aria-label': label, tabindex: -1},
	named ? `${strength}` : '');
	const isWeakest = weakest.includes(a) && weakest.includes(b);

	link.style.setProperty('--part', `${strength / 2.4}%`);
	return make('td', {class: isWeakest ? 'weakest' : null}, link);
}

/* One cell takes the focus; arrows go from it to the others. */
function moveFocus(table, event) {
	const steps = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0],
		ArrowDown: [1, 0]};
	const step = steps[event.key];
	const cell = event.target.closest('td');

	if (step === undefined || cell === null)
		return;
	let row = cell.parentNode.rowIndex, column = cell.cellIndex;
	let link = null;

	event.preventDefault();
	while (link === null) {
		row += step[0];
		column += step[1];
		const next = table.rows[row] && table.rows[row].cells[column];

		if (!next || next.tagName !== 'TD')
			return;
		link = next.querySelector('a');
	}
	event.target.tabIndex = -1;
	link.tabIndex = 0;
	link.focus();
}

function makeTable(cluster, weakest) {
	const numbers = membersOf(cluster).map((member) => member.index);
	const named = numbers.length <= mostNamed ? ' named' : '';

	return make('table', {class: `matrix${named}`},
		make('thead', null, make('tr', null, make('td'),
			numbers.map((b) =>
				make('th', {scope: 'col'}, `${b + 1}`)))),
		make('tbody', null, numbers.map((a) => make('tr', null,
			make('th', {scope: 'row'}, `${a + 1}`),
			numbers.map((b) =>
				makeCell(cluster, a, b, weakest))))));
}

function makeMatrix(cluster) {
	const {weakest} = dataOf(cluster);
	const first = `Weakest pair, dashed: ` +
		describePair(cluster, ...weakest);
	const output = make('output', {'aria-live': 'off'}, first);
	const table = makeTable(cluster, weakest);
	const show = (event) => {
		const link = event.target.closest('td a');

		output.textContent = link ? link.title : first;
	};

	table.addEventListener('mouseover', show);
	table.addEventListener('focusin', show);
	table.addEventListener('keydown', (event) => moveFocus(table, event));
	table.querySelector('td a').tabIndex = 0;
	return [make('h3', null, 'Similarity of each pair'),
		make('p', {class: 'about'},
			'The larger of Jaccard similarity and of the share ' +
			'of the shorter article that stands in the other, in ' +
			'percent. Arrow keys move from cell to cell.'),
		make('div', {class: 'scroll'}, table), output];
}

function makeRanking(cluster) {
	const lead = leadOf(cluster);
	const members = membersOf(cluster)
		.filter((member) => member.index !== lead)
		.sort((x, y) => parseInt(y.inLead, 10) -
			parseInt(x.inLead, 10) || x.index - y.index);

	return [make('h3', null, 'By similarity with the lead'),
		make('p', {class: 'about'},
			'Share of each that stands in the lead.'),
		make('ol', {class: 'ranking'}, members.map((member) =>
			make('li', null, `${member.inLead} `, make('a', {
				href: pairAddress(cluster, lead, member.index)},
			apart(nameOf(member))))))];
}

function makeSimilarities(cluster) {
	if (membersOf(cluster).length < 3)
		return [];
	return measuresOf(cluster, 0, 1) === null ? makeRanking(cluster)
		: makeMatrix(cluster);
}
