/*
 * page_make.js - elements
 *
 * Everything that the script shows is made here, from elements and text nodes:
 * what an article says is never read as markup.
 */

/* An element with attributes and children; strings become text.  An attribute
 * that is null or false is left out; functions become listeners. */
function make(name, attributes, ...children) {
	const element = document.createElement(name);

	for (const [key, value] of Object.entries(attributes || {})) {
		if (typeof value === 'function')
			element.addEventListener(key, value);
		else if (value !== null && value !== false)
			element.setAttribute(key, value === true ? '' : value);
	}
	element.append(...children.flat().filter((child) => child !== null));
	return element;
}

/* A field with its name above it. */
function field(label, input, className) {
	return make('label', {class: className || null}, label, input);
}

function checkbox(label, checked, change) {
	const input = make('input', {type: 'checkbox', change});

	input.checked = checked;
	return make('label', {class: 'check'}, input, label);
}

function choices(options, chosen, change) {
	const select = make('select', {change}, options.map(([value, text]) =>
		make('option', {value}, text)));

	select.value = chosen;
	return select;
}

/* Text of an article inside a sentence of ours, whichever way it runs. */
function apart(text) {
	return make('bdi', null, text);
}

function plural(num, one) {
	return `${num.toLocaleString('en')} ${one}${num === 1 ? '' : 's'}`;
}

/* "42.31%": exact, from ten-thousandths. */
function exact(parts) {
	return `${(parts / 100).toFixed(2)}%`;
}
