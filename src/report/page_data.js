/*
 * page_data.js - what the page says of its clusters
 *
 * Members are read from their table, the lead's text from its element, the
 * other texts and the passages from the data beside them; each when it is
 * first asked for.  Table and element are those that a browser without scripts
 * shows: where scripts run, the browser has kept them as a single text.
 */

const known = new Map();

/* The cluster of this number, or null. */
function findCluster(number) {
	const section = document.getElementById(`c${number}`);

	if (section === null || !section.classList.contains('cluster'))
		return null;
	if (!known.has(number))
		known.set(number, {number, section});
	return known.get(number);
}

/* "2024-03-11", "2024-03-11 14:30", "2024-03-11 14:30Z" in milliseconds; a time
 * without a zone is read as UTC. */
function readTime(text) {
	const found = /^(\d+-\d\d-\d\d)(?: (\d\d:\d\d))?Z?$/.exec(text);

	return found === null ? NaN
		: Date.parse(`${found[1]}T${found[2] || '00:00'}Z`);
}

/* The elements of a cluster, which are not in the page until it is opened. */
function bodyOf(cluster) {
	if (cluster.body === undefined) {
		const kept = cluster.section.querySelector('noscript');
		const parsed = new DOMParser().parseFromString(
			`<!DOCTYPE html>${kept.textContent}`, 'text/html');

		cluster.body = make('div');
		cluster.body.append(...parsed.body.childNodes);
	}
	return cluster.body;
}

function readMember(row, index) {
	const cells = row.cells;
	const words = [...cells[1].querySelectorAll('bdi')];

	return {
		index,
		row,
		title: words[0].textContent,
		id: words[words.length - 1].textContent,
		published: cells[2].textContent,
		time: readTime(cells[2].textContent),
		source: cells[4].textContent,
		words: Number(cells[5].textContent),
		relation: cells[6].textContent,
		inLead: cells[7].textContent,
		ofLead: cells[8].textContent,
	};
}

function membersOf(cluster) {
	if (cluster.members === undefined) {
		const table = bodyOf(cluster).querySelector('.members');

		cluster.members = [...table.tBodies[0].rows].map(readMember);
	}
	return cluster.members;
}

/* Members share a title as a rule: what they are called apart from it. */
function nameOf(member) {
	const parts = [`${member.index + 1}`, member.published, member.source,
		member.title];

	return parts.filter((part) => part && part !== '-').join(' · ');
}

/* Lead, texts, passages, pairs; null if the texts were left out. */
function dataOf(cluster) {
	if (cluster.data === undefined) {
		const script = cluster.section.querySelector('script');

		cluster.data = script && JSON.parse(script.textContent);
	}
	return cluster.data;
}

function leadOf(cluster) {
	return membersOf(cluster).findIndex((member) =>
		member.row.classList.contains('lead'));
}

/* The text of the lead as it stands in the page, but for our numbers. */
function leadText(cluster) {
	const text = bodyOf(cluster).querySelector('.text');
	const walker = document.createTreeWalker(text,
		NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
			/^(I|SUP)$/.test(node.nodeName)
				? NodeFilter.FILTER_REJECT
				: NodeFilter.FILTER_ACCEPT);
	const parts = [];

	while (walker.nextNode()) {
		if (walker.currentNode.nodeType === Node.TEXT_NODE)
			parts.push(walker.currentNode.data);
	}
	return parts.join('');
}

function textOf(cluster, member) {
	const text = dataOf(cluster).texts[member];

	if (text === null)
		return leadText(cluster);
	return typeof text === 'number' ? textOf(cluster, text) : text;
}

/* [{number, words, places: [{member, begin, end}]}] */
function passagesOf(cluster) {
	const data = dataOf(cluster);

	if (cluster.passages === undefined) {
		cluster.passages = (data ? data.passages : []).map(
			([words, ...rest], index) => ({
				number: index + 1,
				words,
				places: places(rest),
			}));
	}
	return cluster.passages;
}

function ignoredOf(cluster, member) {
	return places(dataOf(cluster).ignored).filter((place) =>
		place.member === member);
}

function places(numbers) {
	const result = [];

	for (let i = 0; i < numbers.length; i += 3) {
		result.push({member: numbers[i], begin: numbers[i + 1],
			end: numbers[i + 2]});
	}
	return result;
}

/* Exact measures of two members, in ten-thousandths; null if the cluster is
 * too large for all of its pairs. */
function measuresOf(cluster, a, b) {
	const data = dataOf(cluster);
	const num = membersOf(cluster).length;
	const first = Math.min(a, b), second = Math.max(a, b);
	const at = 3 * (first * (2 * num - first - 1) / 2 + second - first - 1);

	if (data === null || data.pairs.length === 0 || a === b)
		return null;
	const [jaccard, x, y] = data.pairs.slice(at, at + 3);
	const [ofA, ofB] = a < b ? [x, y] : [y, x];
	const words = membersOf(cluster);
	const shorter = words[a].words < words[b].words ? ofA
		: words[a].words > words[b].words ? ofB : Math.max(ofA, ofB);
	return {jaccard, ofA, ofB, strength: Math.max(jaccard, shorter)};
}
