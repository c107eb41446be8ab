/*
 * page_start.js - which view the address asks for
 *
 *   #clusters?sort=-size&q=words   the overview and its list
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
}

document.addEventListener('DOMContentLoaded', () => {
	startList();
	startPair();
	route(null);
	addEventListener('hashchange', route);
	performance.mark('ready');
});
