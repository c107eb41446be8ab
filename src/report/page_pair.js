/*
 * page_pair.js - two articles side by side
 *
 * Passages that both have are numbered as in their cluster.  Choosing one
 * brings it to the same height on both sides.
 */

const pair = {};

/* ---- what both have ------------------------------------------------------ */

/* Without overlaps: who begins first goes first. */
function separate(stretches) {
	const result = [];
	let at = 0;

	stretches.sort((x, y) => x.begin - y.begin || y.end - x.end);
	for (const stretch of stretches) {
		const begin = Math.max(stretch.begin, at);

		if (begin >= stretch.end)
			continue;
		result.push({...stretch, begin});
		at = stretch.end;
	}
	return result;
}

/* Passages of so many words that both have, with their places on each side. */
function sharedPassages(cluster, a, b, leastWords) {
	return passagesOf(cluster).filter((p) => p.words >= leastWords)
		.map((passage) => ({
			passage,
			a: passage.places.filter((place) => place.member === a),
			b: passage.places.filter((place) => place.member === b),
		}))
		.filter((shared) => shared.a.length > 0 && shared.b.length > 0);
}

/* Marks and edits of both sides: each place of a passage beside the one of the
 * same order on the other side, or its last. */
function describeSides(shared) {
	const sides = {a: {marks: [], edits: []}, b: {marks: [], edits: []}};

	pair.unmarked = new Set();

	for (const {passage, a, b} of shared) {
		for (let i = 0; i < Math.max(a.length, b.length); i++) {
			const x = a[Math.min(i, a.length - 1)];
			const y = b[Math.min(i, b.length - 1)];
			const edits = editsOf(passage, x, y);

			if (edits === null)
				pair.unmarked.add(passage.number);
			if (i < a.length)
				addPlace(sides.a, passage, x, edits?.a || [], 'del');
			if (i < b.length)
				addPlace(sides.b, passage, y, edits?.b || [], 'ins');
		}
	}
	return sides;
}

function addPlace(side, passage, place, edits, tag) {
	side.marks.push({...place, number: passage.number, size: passage.words,
		href: pairAddress(pair.cluster, pair.a, pair.b,
			passage.number)});
	side.edits.push(...edits.map((edit) => ({...edit, tag})));
}

/* ---- the panes ----------------------------------------------------------- */

function makePane(side, text, {marks, edits}) {
	const index = pair[side];
	const member = membersOf(pair.cluster)[index];
	const apartMarks = separate(marks);
	const words = dataOf(pair.cluster).words[index];
	const element = makeText(text, {
		marks: apartMarks,
		edits: separate(edits),
		ignored: pair.boilerplate
			? separate(ignoredOf(pair.cluster, index)) : [],
		folds: pair.fold ? findFolds(text, words, apartMarks) : [],
	});

	return make('div', {class: 'pane', tabindex: 0, role: 'region',
		'aria-label': `Text of article ${nameOf(member)}`,
		click: followPassage}, element);
}

function followPassage(event) {
	const mark = event.target.closest('mark');

	if (mark === null || !getSelection().isCollapsed)
		return;
	event.preventDefault();
	goTo(mark.dataset.passage, mark);
}

function showTexts() {
	const texts = {a: textOf(pair.cluster, pair.a),
		b: textOf(pair.cluster, pair.b)};
	const shared = sharedPassages(pair.cluster, pair.a, pair.b,
		pair.words);

	const sides = describeSides(shared);

	pair.panes = {a: makePane('a', texts.a, sides.a),
		b: makePane('b', texts.b, sides.b)};
	pair.texts.replaceChildren(pair.panes.a, pair.panes.b);
	pair.order = [...new Set([...pair.panes.a.querySelectorAll('mark')]
		.map((mark) => mark.dataset.passage))];
	pair.missing.textContent = pair.unmarked.size === 0 ? ''
		: 'Not compared word by word here, as too many articles ' +
			'word them differently: passages ' +
			`${[...pair.unmarked].join(', ')}.`;
	showWhere();
}

/* ---- one passage after another ------------------------------------------- */

/* How far below the top of its pane's text a mark begins. */
function depth(pane, mark) {
	return mark.getBoundingClientRect().top -
		pane.getBoundingClientRect().top - pane.clientTop +
		pane.scrollTop;
}

/*
 * Brings the passage to the same height on both sides: where the mark that was
 * clicked stands, or a little below the top; higher if one side begins with
 * it.
 */
function align(number, clicked) {
	const marks = {}, depths = {};
	let height = pair.panes.a.clientHeight / 6;

	for (const side of ['a', 'b']) {
		const pane = pair.panes[side];
		const found = [...pane.querySelectorAll(
			`mark[data-passage="${number}"]`)];
		const first = clicked && pane.contains(clicked)
			? found.filter((mark) => mark.querySelector('a') &&
				!(clicked.compareDocumentPosition(mark) &
				Node.DOCUMENT_POSITION_FOLLOWING)).pop() : null;

		if (found.length === 0)
			return;
		found.forEach((mark) => mark.classList.add('active'));
		marks[side] = first || found[0];
		depths[side] = depth(pane, marks[side]);
		if (first)
			height = Math.max(depths[side] - pane.scrollTop, 0);
	}
	height = Math.min(height, depths.a, depths.b);
	pair.panes.a.scrollTop = depths.a - height;
	pair.panes.b.scrollTop = depths.b - height;
}

function goTo(number, clicked) {
	for (const mark of pair.texts.querySelectorAll('mark.active'))
		mark.classList.remove('active');
	pair.passage = String(number);
	align(pair.passage, clicked);
	showWhere();
	keepAddress();
}

function step(by) {
	const at = pair.order.indexOf(pair.passage);
	const next = at < 0 ? (by > 0 ? 0 : pair.order.length - 1) : at + by;

	if (next >= 0 && next < pair.order.length)
		goTo(pair.order[next]);
}

function showWhere() {
	const at = pair.order.indexOf(pair.passage), num = pair.order.length;

	pair.where.textContent = num === 0 ? 'No passages'
		: at < 0 ? plural(num, 'passage')
			: `Passage ${pair.passage}: ${at + 1} of ${num}`;
	pair.back.disabled = at === 0 || num === 0;
	pair.forth.disabled = at === num - 1 || num === 0;
}

/* ---- the address --------------------------------------------------------- */

function keepAddress() {
	const query = new URLSearchParams();

	if (pair.words > 0)
		query.set('words', pair.words);
	if (!pair.fold)
		query.set('fold', 'no');
	if (!pair.boilerplate)
		query.set('boilerplate', 'no');
	const text = query.toString();

	history.replaceState(null, '', pairAddress(pair.cluster, pair.a, pair.b,
		pair.passage) + (text ? `?${text}` : ''));
}

function change(changes) {
	if (document.getElementById('pair').hidden)
		return; /* a field that lost the focus as the view was left */
	Object.assign(pair, changes);
	showTexts();
	if (pair.passage && pair.order.includes(pair.passage))
		goTo(pair.passage);
	else
		keepAddress();
}

/* ---- what stands above --------------------------------------------------- */

/* How much of this side stands in the other. */
function makeShare(side) {
	const other = side === 'a' ? 'b' : 'a';
	const measures = measuresOf(pair.cluster, pair[side], pair[other]);
	const members = membersOf(pair.cluster), lead = leadOf(pair.cluster);
	const share = measures ? exact(measures.ofA)
		: pair[other] === lead ? members[pair[side]].inLead
		: pair[side] === lead ? members[pair[other]].ofLead : '';

	if (share === '')
		return make('p', {class: 'about'},
			'Not measured: the cluster has very many articles.');
	const bar = make('span');

	bar.style.width = share;
	return make('div', null, make('span', {class: 'share'}, share),
		` of ${pair[side] + 1} stands in ${pair[other] + 1}`,
		make('div', {class: 'bar', 'aria-hidden': 'true'}, bar));
}

function makeSide(side, label) {
	const members = membersOf(pair.cluster);
	const member = members[pair[side]];
	const options = members.map((m) => [String(m.index), nameOf(m)]);
	const select = choices(options, String(pair[side]), () => {
		const {a, b} = {...pair, [side]: Number(select.value)};

		location.hash = pairAddress(pair.cluster, a, b);
	});

	return make('div', {class: 'side'},
		make('div', {class: 'row'}, field(label, select)),
		make('p', {class: 'about'}, apart(member.id), ' · ',
			plural(member.words, 'word'),
			pair[side] === leadOf(pair.cluster) ? ' · lead' : ''),
		makeShare(side));
}

/* What stays in view while the texts are read. */
function makeTools() {
	pair.where = make('output', {'aria-live': 'polite'});
	pair.back = make('button', {type: 'button', click: () => step(-1),
		'aria-label': 'Previous passage'}, '‹ Previous');
	pair.forth = make('button', {type: 'button', click: () => step(1),
		'aria-label': 'Next passage'}, 'Next ›');
	return make('div', {class: 'tools'}, pair.back, pair.where, pair.forth,
		make('p', {class: 'about'}, 'Keys: ', make('kbd', null, 'n'),
			' next, ', make('kbd', null, 'p'),
			' previous passage, ', make('kbd', null, 'Esc'),
			' back to the cluster'));
}

function makeOptions() {
	const measures = measuresOf(pair.cluster, pair.a, pair.b);
	const words = make('input', {type: 'number', min: 0, value: pair.words,
		change: () => change({words: Number(words.value) || 0})});

	pair.missing = make('span', {class: 'missing'});
	return make('div', {class: 'row options'},
		field('Words in a passage, at least', words),
		checkbox('Fold what is not shared', pair.fold, (event) =>
			change({fold: event.target.checked})),
		dataOf(pair.cluster).ignored.length === 0 ? null
			: checkbox('Mark what does not count', pair.boilerplate,
				(event) => change({
					boilerplate: event.target.checked})),
		make('p', {class: 'about'},
			measures ? 'Jaccard similarity ' +
				`${exact(measures.jaccard)}. ` : '',
			'Underlined inside a passage: words of one side ' +
				'only. ', pair.missing));
}

function makeNav() {
	const {cluster, a, b} = pair;

	return make('nav', {class: 'steps', 'aria-label': 'Pair'},
		make('a', {href: `#c${cluster.number}`},
			`← Cluster ${cluster.number}`),
		make('a', {class: 'apart', href: pairAddress(cluster, b, a)},
			'Swap sides'));
}

/* Letters act only while the focus is here and nothing is being typed. */
function pressKey(event) {
	const typing = event.target.closest('input, select') !== null;

	if (event.ctrlKey || event.altKey || event.metaKey)
		return;
	if (event.key === 'Escape') {
		event.target.blur(); /* a field says now that it was changed */
		location.hash = `#c${pair.cluster.number}`;
	} else if (!typing && event.key === 'n')
		step(1);
	else if (!typing && event.key === 'p')
		step(-1);
}

function startPair() {
	document.getElementById('pair').addEventListener('keydown', pressKey);
}

/* Shows two members; the same two again only go to the passage. */
function openPair(cluster, a, b, passage, query) {
	const section = document.getElementById('pair');
	const asked = new URLSearchParams(query);
	const heading = make('h2', {tabindex: -1},
		`Articles ${a + 1} and ${b + 1}`);

	Object.assign(pair, {cluster, a, b, passage,
		words: Number(asked.get('words')) || 0,
		fold: asked.get('fold') !== 'no',
		boilerplate: asked.get('boilerplate') !== 'no'});
	pair.texts = make('div', {class: 'sides'});
	section.replaceChildren(makeNav(), heading,
		make('div', {class: 'sides'}, makeSide('a', 'Left'),
			makeSide('b', 'Right')),
		makeOptions(), makeTools(), pair.texts);
	section.hidden = false;
	showTexts();
	return heading;
}
