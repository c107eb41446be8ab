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

/* [{number, words, places, edits}]; edits: undefined where none differ */
function passagesOf(cluster) {
	const data = dataOf(cluster);

	if (cluster.passages === undefined) {
		cluster.passages = (data ? data.passages : []).map(
			([words, ...rest], index) => ({
				number: index + 1,
				words,
				places: places(rest, 5),
			}));
		(data ? data.edits : []).forEach(([number, ...edits]) => {
			cluster.passages[number - 1].edits = edits;
		});
	}
	return cluster.passages;
}

/* What of a member does not count, why, and its number in the list. */
function ignoredOf(cluster, member) {
	const {ignored, notes} = dataOf(cluster);
	const result = [];

	for (let i = 0; i < ignored.length; i += 4) {
		const [holder, begin, end, note] = ignored.slice(i, i + 4);
		const [why, number] = notes[note];

		if (holder === member)
			result.push({begin, end, why, number});
	}
	return result;
}

/* Of so many numbers each. */
function places(numbers, each) {
	const result = [];

	for (let i = 0; i < numbers.length; i += each) {
		const [member, begin, end, wordsBefore, words] =
			numbers.slice(i, i + each);

		result.push({member, begin, end, wordsBefore, words,
			order: i / each});
	}
	return result;
}

/* Words of one side as [{begin, end}], from a list of how many units are the
 * same, how many are not, and so on. */
function readEdits(numbers, place) {
	const result = [];
	let end = place.begin;

	for (let i = 0; i < numbers.length; i += 2) {
		const begin = end + numbers[i];

		end = begin + numbers[i + 1];
		result.push({begin, end});
	}
	return result;
}

/* The words that either of two places of a passage has and the other has not:
 * {a, b}; null if these two were not compared. */
function editsOf(passage, x, y) {
	if (passage.edits === undefined)
		return {a: [], b: []};
	const [all, wordings, ...pairs] = passage.edits;
	const u = wordings[x.order], v = wordings[y.order];

	for (let i = 0; i < pairs.length; i += 4) {
		const [first, second, a, b] = pairs.slice(i, i + 4);

		if (first === u && second === v)
			return {a: readEdits(a, x), b: readEdits(b, y)};
		if (first === v && second === u)
			return {a: readEdits(b, x), b: readEdits(a, y)};
	}
	return all || u === 0 || v === 0 || u === v ? {a: [], b: []} : null;
}

/* Exact measures of two members, in ten-thousandths, and the strength of the
 * pair in percent; null if the cluster is too large for all of its pairs. */
function measuresOf(cluster, a, b) {
	const data = dataOf(cluster);
	const num = membersOf(cluster).length;
	const first = Math.min(a, b), second = Math.max(a, b);
	const at = 4 * (first * (2 * num - first - 1) / 2 + second - first - 1);

	if (data === null || data.pairs.length === 0 || a === b)
		return null;
	const [jaccard, x, y, strength] = data.pairs.slice(at, at + 4);
	const [ofA, ofB] = a < b ? [x, y] : [y, x];
	return {jaccard, ofA, ofB, strength};
}
