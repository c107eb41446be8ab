/*
 * page_words.js - words as ndup compares them, and what differs between two
 * stretches of them
 */

/* Scripts written without spaces: each character is a word by itself. */
const wordPattern = new RegExp(
	'[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}' +
	'\\p{sc=Khmr}\\p{sc=Mymr}]|' +
	'(?:(?![\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}' +
	'\\p{sc=Khmr}\\p{sc=Mymr}])[\\p{L}\\p{M}\\p{N}]|' +
	'(?<=[\\p{L}\\p{N}])[\'’](?=\\p{L})|\\u00ad)+', 'gu');

function fold(word) {
	return word.normalize('NFKD').toLowerCase()
		.replace(/е\u0308/g, 'е').replace(/['’\u00ad]/g, '');
}

/* For searching: accents do not matter either. */
function foldForSearch(text) {
	return /[^\x00-\x7f]/.test(text)
		? text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
		: text.toLowerCase();
}

/* [{word, begin, end}], in UTF-16 units from `from` on */
function wordsOf(text, from) {
	return [...text.matchAll(wordPattern)].map((match) => ({
		word: fold(match[0]),
		begin: from + match.index,
		end: from + match.index + match[0].length,
	}));
}

/* Differences beyond this are not looked for: the stretches have little in
 * common then. */
const mostEdits = 1000;

/*
 * The words of either side that the other lacks, as two sets of indices (Myers
 * 1986: the furthest points for 0, 1, 2 … edits; then the way back).
 */
function findEdits(a, b) {
	const trace = [];
	let furthest = new Map([[1, 0]]);

	for (let edits = 0; edits <= mostEdits; edits++) {
		trace.push(new Map(furthest));
		for (let k = -edits; k <= edits; k += 2) {
			let x = comesFromAbove(furthest, k, edits)
				? furthest.get(k + 1) : furthest.get(k - 1) + 1;

			while (x < a.length && x - k < b.length &&
			       a[x].word === b[x - k].word)
				x++;
			furthest.set(k, x);
			if (x >= a.length && x - k >= b.length)
				return traceBack(trace, a.length, b.length);
		}
	}
	return {onlyA: new Set(), onlyB: new Set()};
}

function comesFromAbove(furthest, k, edits) {
	return k === -edits ||
		(k !== edits && furthest.get(k - 1) < furthest.get(k + 1));
}

function traceBack(trace, x, y) {
	const onlyA = new Set(), onlyB = new Set();

	for (let edits = trace.length - 1; edits > 0; edits--) {
		const furthest = trace[edits], k = x - y;
		const above = comesFromAbove(furthest, k, edits);
		const from = above ? k + 1 : k - 1;

		x = furthest.get(from);
		y = x - from;
		if (above)
			onlyB.add(y);
		else
			onlyA.add(x);
	}
	return {onlyA, onlyB};
}

/* Stretches of neighbouring words, as [begin, end] in the text. */
function stretches(words, chosen) {
	const result = [];
	let last = -2;

	for (const index of [...chosen].sort((x, y) => x - y)) {
		if (index === last + 1)
			result[result.length - 1].end = words[index].end;
		else
			result.push({begin: words[index].begin,
				end: words[index].end});
		last = index;
	}
	return result;
}

/* What differs between the same passage in two texts. */
function editsBetween(textA, placeA, textB, placeB) {
	const a = wordsOf(textA.slice(placeA.begin, placeA.end), placeA.begin);
	const b = wordsOf(textB.slice(placeB.begin, placeB.end), placeB.begin);
	const {onlyA, onlyB} = findEdits(a, b);

	return {a: stretches(a, onlyA), b: stretches(b, onlyB)};
}
