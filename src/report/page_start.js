/*
 * page_start.js - which view the address asks for
 *
 *   #clusters?sort=-size&q=words   the overview and its list
 *   #b3                            what stands, number 3 of its list
 *   #c12                           a cluster
 *   #c12/2/5/p3?words=20           two of its members, at a passage
 */

document.documentElement.classList.add('scripted');

function readAddress() {
	const {view} = document.querySelector('main').dataset;
	const [path, query] = (location.hash || view).split(/\?(.*)/s);
	const found = /^#c(\d+)(?:\/(\d+)\/(\d+)(?:\/p(\d+))?)?$/.exec(path);
	const cluster = found && findCluster(Number(found[1]));

	if (!cluster)
		return {query: path === '#clusters' ? query || '' : ''};
	const a = Number(found[2]) - 1, b = Number(found[3]) - 1;
	const members = membersOf(cluster);

	return {cluster, a, b, passage: found[4],
		pair: dataOf(cluster) !== null && a !== b &&
			members[a] !== undefined && members[b] !== undefined,
		query: query || ''};
}

function showView(address) {
	const overview = document.getElementById('overview');
	const open = document.querySelector('.cluster.open');

	if (open)
		open.classList.remove('open');
	document.getElementById('pair').hidden = true;
	overview.hidden = address.cluster !== undefined;
	document.body.classList.toggle('pair-view', address.pair === true);
	if (address.pair)
		return openPair(address.cluster, address.a, address.b,
			address.passage, address.query);
	if (address.cluster)
		return openCluster(address.cluster);
	openList(address.query);
	return overview.querySelector('h1');
}

/* Shows what stands, as a link of this address asks. */
function showStanding() {
	const row = /^#b\d+$/.test(location.hash) &&
		document.querySelector(location.hash);

	if (!row)
		return;
	row.closest('details').open = true;
	row.tabIndex = -1;
	row.focus({preventScroll: true});
	row.scrollIntoView({block: 'center'});
}

/* What is folded in the overview is not folded on paper. */
function startPrinting() {
	const closed = () => [...document.querySelectorAll(
		'#overview > details:not([open])')];
	let opened = [];

	addEventListener('beforeprint', () => {
		opened = closed();
		opened.forEach((details) => {
			details.open = true;
		});
	});
	addEventListener('afterprint', () => {
		opened.forEach((details) => {
			details.open = false;
		});
	});
}

function route(event) {
	const address = readAddress();
	const heading = showView(address);

	document.title = `${heading.textContent} – ndup`;
	if (event) { /* not when the page opens */
		scrollTo(0, location.hash.startsWith('#clusters')
			? list.top || 0 : 0);
		heading.tabIndex = -1;
		heading.focus({preventScroll: true});
	}
	if (address.pair && address.passage)
		goTo(address.passage);
	showStanding();
}

document.addEventListener('DOMContentLoaded', () => {
	startList();
	startPair();
	startPrinting();
	route(null);
	addEventListener('hashchange', route);
	performance.mark('ready');
});
