/*
 * page_cluster.js - one cluster: what the script adds to its section
 */

function pairAddress(cluster, a, b, passage) {
	return `#c${cluster.number}/${a + 1}/${b + 1}` +
		(passage ? `/p${passage}` : '');
}

/* Each member but the lead leads to its pair with the lead. */
function linkMembers(cluster) {
	const lead = leadOf(cluster);

	for (const member of membersOf(cluster)) {
		const title = member.row.cells[1].firstChild;

		if (member.index === lead || dataOf(cluster) === null)
			continue;
		const link = make('a', {
			href: pairAddress(cluster, lead, member.index)});

		title.before(link);
		link.append(title);
	}
}

/* ---- timeline ------------------------------------------------------------ */

const laneHeight = 1.9; /* rem */
const mostMarks = 400;

/* The lowest lane whose last mark is far enough away. */
function findLane(lanes, at) {
	let lane = lanes.findIndex((last) => at - last > 3);

	if (lane < 0)
		lane = lanes.length;
	lanes[lane] = at;
	return lane;
}

function makeMark(cluster, member, lead) {
	const isLead = member.index === lead;
	const label = `Article ${nameOf(member)}${isLead ? ', the lead' : ''}`;

	return make('a', {
		href: isLead ? `#c${cluster.number}`
			: pairAddress(cluster, lead, member.index),
		class: isLead ? 'lead' : null,
		'aria-label': label,
		title: label,
	}, `${member.index + 1}`);
}

function makeTimeline(cluster) {
	const timed = membersOf(cluster).filter((m) => !Number.isNaN(m.time));
	const lead = leadOf(cluster), lanes = [];

	if (timed.length < 2)
		return null;
	const first = timed[0], last = timed[timed.length - 1];
	const span = Math.max(last.time - first.time, 1);
	const line = make('ol', {class: 'timeline', 'aria-label': 'Timeline'});

	for (const member of timed.slice(0, mostMarks)) {
		const at = 100 * (member.time - first.time) / span;
		const item = make('li', null, makeMark(cluster, member, lead));

		item.style.left = `${at}%`;
		item.style.bottom =
			`${findLane(lanes, at) * laneHeight + 0.3}rem`;
		line.append(item);
	}
	line.style.height = `${lanes.length * laneHeight + 0.2}rem`;
	return make('figure', null, line, make('div', {class: 'ends'},
		make('span', null, first.published),
		first.published === last.published ? null
			: make('span', null, last.published)));
}

/* ---- passages ------------------------------------------------------------ */

/* "in 1, 2, 5": each leads to the pair with the lead, at this passage. */
function makeHolders(cluster, passage) {
	const lead = leadOf(cluster);
	const members = [...new Set(passage.places.map((p) => p.member))];
	const base = members.includes(lead) ? lead : members[0];
	const links = members.filter((m) => m !== base).map((member) =>
		make('a', {
			href: pairAddress(cluster, base, member,
				passage.number),
			'aria-label': `Passage ${passage.number} in articles ` +
				`${base + 1} and ${member + 1}`,
		}, `${member + 1}`));

	return [base === lead ? 'lead and ' : `${base + 1} and `,
		...links.slice(0, 40).flatMap((link, i) =>
			i > 0 ? [', ', link] : [link]),
		links.length > 40 ? ` and ${links.length - 40} more` : ''];
}

function makePassage(cluster, passage) {
	return make('li', {id: `c${cluster.number}p${passage.number}`},
		make('span', {class: `number k${(passage.number - 1) % 6}`},
			`${passage.number}`),
		`${plural(passage.words, 'word')} in `,
		makeHolders(cluster, passage));
}

/* Shows which entry belongs to a mark in the lead's text. */
function followMark(cluster, event) {
	const mark = event.target.closest('mark');
	let start = mark;

	while (start && !start.querySelector('sup'))
		start = [...cluster.section.querySelectorAll('.text mark')]
			.filter((m) => m.compareDocumentPosition(start) &
				Node.DOCUMENT_POSITION_FOLLOWING).pop();
	if (!start)
		return;
	const number = start.querySelector('sup').textContent;
	const entry = document.getElementById(`c${cluster.number}p${number}`);

	for (const other of cluster.section.querySelectorAll('.active'))
		other.classList.remove('active');
	entry.classList.add('active');
	mark.classList.add('active');
	entry.scrollIntoView({block: 'nearest'});
}

function arrangeReading(cluster) {
	const text = bodyOf(cluster).querySelector('.text');
	const passages = passagesOf(cluster);
	const others = membersOf(cluster).length - 1;
	const box = make('aside', {class: 'passages', tabindex: 0,
		'aria-label': 'Passages'},
	make('h3', null, 'Passages'), make('ol', null,
		passages.map((passage) => makePassage(cluster, passage))));

	if (text === null || passages.length === 0)
		return;
	text.before(make('p', {class: 'about'}, others === 1
		? 'A 1 stands beside what the other article has half of.'
		: 'The number beside a paragraph says how many of the other ' +
			`${others} articles have half of it or more.`));
	const reading = make('div', {class: 'reading'});

	text.before(reading);
	reading.append(text, box);
	text.addEventListener('click', (event) => followMark(cluster, event));
}

/* ---- all of it ----------------------------------------------------------- */

function makeSteps(cluster) {
	const order = list.shown.map((entry) => entry.number);
	const at = order.indexOf(cluster.number);
	const query = new URLSearchParams(list.chosen).toString();
	const link = (number, text) => number === undefined ? null
		: make('a', {href: `#c${number}`}, text);

	return make('nav', {class: 'steps', 'aria-label': 'Clusters'},
		make('a', {href: query ? `#clusters?${query}` : '#clusters'},
			'← All clusters'),
		make('span', {class: 'apart'},
			`Cluster ${cluster.number}`),
		at > 0 ? link(order[at - 1], '‹ Previous') : null,
		at >= 0 ? link(order[at + 1], 'Next ›') : null);
}

function dressCluster(cluster) {
	const table = bodyOf(cluster).querySelector('.members');

	linkMembers(cluster);
	const timeline = makeTimeline(cluster);

	if (timeline !== null)
		table.before(timeline);
	for (const header of bodyOf(cluster).querySelectorAll('thead th'))
		header.setAttribute('scope', 'col');
	if (dataOf(cluster) !== null) {
		table.after(...makeSimilarities(cluster));
		arrangeReading(cluster);
	}
	cluster.section.append(bodyOf(cluster));
	cluster.dressed = true;
}

function openCluster(cluster) {
	if (!cluster.dressed)
		dressCluster(cluster);
	const steps = cluster.section.querySelector('nav.steps');

	if (steps)
		steps.remove();
	cluster.section.prepend(makeSteps(cluster));
	cluster.section.classList.add('open');
	return cluster.section.querySelector('h2');
}
