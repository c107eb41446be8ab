/*
 * page_text.js - a text with its passages, as paragraphs
 *
 * A text is cut wherever something begins or ends: a paragraph, a passage, an
 * edit inside it, a fold.  Each piece knows all that it lies in.
 */

const foldFrom = 60; /* words that are not shared, from which on they fold */
const foldRest = 80; /* UTF-16 units that stay at either end, or fewer */

/* As for the lead: where no line is long and empty lines stand between
 * paragraphs, a single line end means nothing. */
function paragraphEnds(text) {
	const wrapped = /\n[ \t\r]*\n/.test(text) && !/[^\n]{101}/.test(text);
	const pattern = wrapped ? /\n[ \t\r]*\n\s*/g : /\n\s*/g;
	const ends = [...text.matchAll(pattern)]
		.map((match) => match.index + match[0].length)
		.filter((end) => text.slice(0, end).trim() !== '');

	if (ends[ends.length - 1] !== text.length)
		ends.push(text.length);
	return ends;
}

/* What stays at the beginning (end) of a stretch: up to a space, if there is
 * one near, and no character is divided. */
function headOf(text) {
	return /^.{0,79}(?=\s)/su.exec(text.slice(0, foldRest))?.[0] ||
		/^.{0,40}\p{M}*/su.exec(text)[0];
}

function tailOf(text) {
	return /(?<=\s)\S.{0,78}$/su.exec(text.slice(-foldRest))?.[0] ||
		/(?!\p{M}).{0,40}$/su.exec(text)[0];
}

function makeFoldBetween(text, begin, end, words) {
	const stretch = text.slice(begin, end);

	return {words,
		begin: begin === 0 ? 0 : begin + headOf(stretch).length,
		end: end === text.length ? end : end - tailOf(stretch).length};
}

/* Stretches of many words between the marks, which are in order. */
function findFolds(text, words, marks) {
	const folds = [];
	let at = 0, wordsAt = 0;

	for (const mark of [...marks, {begin: text.length, end: text.length,
		wordsBefore: words, words: 0}]) {
		const between = mark.wordsBefore - wordsAt;

		if (mark.begin > at && between >= foldFrom)
			folds.push(makeFoldBetween(text, at, mark.begin,
				between));
		at = Math.max(at, mark.end);
		wordsAt = Math.max(wordsAt, mark.wordsBefore + mark.words);
	}
	return folds;
}

/* All places where something begins or ends, in order. */
function findCuts(text, ...lists) {
	const cuts = new Set([0, text.length]);

	for (const stretch of lists.flat()) {
		cuts.add(stretch.begin);
		cuts.add(stretch.end);
	}
	return [...cuts].filter((cut) => cut <= text.length)
		.sort((x, y) => x - y);
}

/* For each of ascending pieces the stretch that it lies in. */
function follow(stretches) {
	let i = 0;

	return (at) => {
		while (i < stretches.length && stretches[i].end <= at)
			i++;
		return i < stretches.length && stretches[i].begin <= at
			? stretches[i] : null;
	};
}

/* An element of the mark; the first of it has its number. */
function makeMarkElement(mark, begins) {
	const element = make('mark', {class: `k${(mark.number - 1) % 6}`,
		'data-passage': mark.number});

	if (begins) {
		element.append(make('a', {class: 'number', href: mark.href,
			'aria-label': `Passage ${mark.number}, ` +
				plural(mark.size, 'word')}, `${mark.number}`));
	}
	return element;
}

function makeFold(fold, unfold) {
	return make('button', {type: 'button', class: 'fold',
		'aria-expanded': 'false', click: unfold},
	`${plural(fold.words, 'word')} not shared – show`);
}

/*
 * The text as an element.  marks: {begin, end, number, href, size, and as a
 * place}; edits: {begin, end, tag}; ignored: {begin, end, why, number}; each in
 * order and without overlaps.  folds: stretches without a mark.
 */
function makeText(text, {marks, edits, ignored, folds}) {
	const root = make('div', {class: 'text', lang: '', dir: 'auto'});
	const ends = paragraphEnds(text);
	const cuts = findCuts(text, marks, edits, ignored, folds,
		ends.map((end) => ({begin: end, end})));
	const [inMark, inEdit, inIgnored, inFold] =
		[marks, edits, ignored, folds].map(follow);
	let paragraph = make('p'), last = {}, next = 0;

	for (let i = 0; i + 1 < cuts.length; i++) {
		const at = cuts[i], mark = inMark(at);
		const piece = makePiece(text.slice(at, cuts[i + 1]), inEdit(at),
			mark === null ? inIgnored(at) : null, cuts[i + 1]);

		if (mark !== null && mark !== last.mark) {
			last = {mark, element: makeMarkElement(mark,
				mark.begin === at)};
			paragraph.append(last.element);
		}
		if (mark !== null)
			last.element.append(piece);
		else
			appendFolded(root, paragraph, piece, inFold(at), at);
		if (cuts[i + 1] === ends[next]) {
			root.append(paragraph);
			paragraph = make('p');
			last = {};
			next++;
		}
	}
	hideEmpty(root);
	return root;
}

/* What does not count says so where it ends. */
function makePiece(text, edit, skip, end) {
	const piece = edit === null ? text : make(edit.tag, null, text);

	return skip === null ? piece
		: make('s', null, piece, skip.end === end ? makeNote(skip) : null);
}

/* As in the lead's text. */
function makeNote({why, number}) {
	return make('sup', null, 'not counted: ',
		number > 0 ? make('a', {href: `#b${number}`}, why) : why);
}

/* What is not shared, hidden if it lies in a fold. */
function appendFolded(root, paragraph, piece, fold, at) {
	if (fold === null) {
		paragraph.append(piece);
		return;
	}
	if (fold.begin === at)
		paragraph.append(startFold(root, fold));
	const hidden = make('span', {hidden: true}, piece);

	fold.hidden.push(hidden);
	paragraph.append(hidden);
}

function startFold(root, fold) {
	fold.hidden = [];
	const button = makeFold(fold, () => {
		fold.hidden.forEach((piece) => {
			piece.hidden = false;
		});
		button.remove();
		hideEmpty(root);
		fold.hidden[0].tabIndex = -1;
		fold.hidden[0].focus();
	});

	return button;
}

/* Paragraphs of which nothing is to be seen. */
function hideEmpty(root) {
	for (const paragraph of root.children) {
		paragraph.hidden = [...paragraph.childNodes].every((node) =>
			node.nodeType === Node.ELEMENT_NODE ? node.hidden ||
				node.textContent.trim() === ''
				: node.data.trim() === '');
	}
}
