// How often keys were used: figures, a chart of days, and the same as a table.
import {count, day, el, field} from './parts.js';
import {call} from './server.js';

const namespace = 'http://www.w3.org/2000/svg';

function svg(tag, attributes, text) {
    const node = document.createElementNS(namespace, tag);
    for (const [name, value] of Object.entries(attributes))
        node.setAttribute(name, value);
    if (text !== undefined)
        node.textContent = text;
    return node;
}

/** The next of 1, 2, 5, 10, 20, 50 … that is not below `most`, and at least 4. */
function niceTop(most) {
    let step = 1;
    for (let i = 0; step * 4 < most; ++i)
        step *= [2, 2.5, 2][i % 3];
    return step * 4;
}

/** Bars of days: what went through, and on top of it what was refused. */
export function chartOf(days, width) {
    const height = 220;
    const left = 44;
    const bottom = 24;
    const top = niceTop(Math.max(...days.map((one) => one.requests)));
    const yOf = (value) => 8 + (height - bottom - 8) * (1 - value / top);
    const slot = (width - left - 4) / days.length;
    const total = days.reduce((sum, one) => sum + one.requests, 0);
    const chart = svg('svg', {
        viewBox: `0 0 ${width} ${height}`, role: 'img',
        'aria-label': `Requests by day, ${count(total)} in ${days.length} days. The table has the figures.`});
    for (let i = 0; i <= 4; ++i) {
        const y = yOf((top * i) / 4);
        chart.append(svg('line', {class: 'grid', x1: left, x2: width, y1: y, y2: y}));
        chart.append(svg('text', {x: left - 6, y: y + 4, 'text-anchor': 'end'}, count((top * i) / 4)));
    }
    const every = Math.ceil(days.length / Math.max(2, Math.floor((width - left) / 84)));
    days.forEach((one, i) => {
        const x = left + i * slot + slot * 0.15;
        const went = one.requests - one.refused;
        const bar = (kind, from, to) => {
            if (to > from)
                chart.append(svg('rect', {
                    class: kind, x, width: slot * 0.7, y: yOf(to), height: yOf(from) - yOf(to), rx: Math.min(2, slot * 0.2)}));
        };
        bar('went', 0, went);
        bar('refused', went, one.requests);
        if ((days.length - 1 - i) % every === 0)
            chart.append(svg('text', {x: x + slot * 0.35, y: height - 6, 'text-anchor': i === days.length - 1 ? 'end' : 'middle'},
                day(one.day).replace(/,? \d{4}$/, '')));
    });
    return chart;
}

function table(caption, names, rows) {
    const head = names.map((name, i) => el('th', {scope: 'col', class: i ? 'number' : ''}, name));
    const lines = rows.map(([name, ...figures]) => el('tr', {},
        el('td', {}, name), ...figures.map((figure) => el('td', {class: 'number'}, count(figure)))));
    return el('table', {}, el('caption', {}, caption), el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...lines));
}

function figure(number, words) {
    return el('div', {}, el('b', {}, count(number)), el('span', {class: 'quiet'}, words));
}

export async function usagePage(page) {
    document.title = 'Use · Tidemark';
    const {body: keys} = await call('GET', 'api-keys?owner=me&size=200');
    const which = field('Key', el('select', {}, el('option', {value: ''}, 'All of mine'),
        ...keys.items.map((key) => el('option', {value: key.id}, `${key.name} (${key.prefix}…)`))));
    const span = field('Days', el('select', {}, ...[7, 30, 90].map((days) => el('option', {
        value: String(days), selected: days === 30}, `Last ${days}`))));
    const shown = el('div');
    let drawn;
    const draw = async () => {
        const days = span.control.value;
        const id = which.control.value;
        const {body} = await call('GET', id ? `api-keys/${id}/usage?days=${days}` : `api-key-usage?owner=me&days=${days}`);
        const place = el('div', {class: 'chart'});
        const redraw = () => place.replaceChildren(chartOf(body.days, Math.max(280, place.clientWidth - 24)), el('div', {class: 'legend'},
            el('span', {}, el('i', {class: 'went'}), 'Answered'), el('span', {}, el('i', {class: 'refused'}), 'Refused')));
        const used = [...body.days].reverse().filter((one) => one.requests > 0)
            .map((one) => [day(one.day), one.requests, one.refused]);
        const figures = el('div', {class: 'figures'}, figure(body.requests, 'requests'), figure(body.refused, 'of them refused'),
            figure(body.days[body.days.length - 1].requests, 'today'));
        const byDay = used.length ? el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Figures by day'},
            table('Days with requests (UTC)', ['Day', 'Requests', 'Refused'], used))
            : el('p', {class: 'quiet'}, 'No requests in these days. What programs do is here a few seconds later.');
        const endpoints = body.endpoints.map((one) => [one.endpoint, one.requests, one.refused]);
        shown.replaceChildren(figures, el('div', {class: 'side'}, place, byDay),
            endpoints.length ? el('section', {}, el('h2', {}, 'By endpoint'),
                table('What was called', ['Endpoint', 'Requests', 'Refused'], endpoints)) : el('span'));
        redraw();
        drawn = redraw;
    };
    which.control.addEventListener('change', draw);
    span.control.addEventListener('change', draw);
    new ResizeObserver(() => drawn?.()).observe(shown);
    page.replaceChildren(el('div', {class: 'head'}, el('h1', {}, 'Use of your keys')),
        el('div', {class: 'row'}, which.box, span.box), el('h2', {}, 'Requests'), shown);
    await draw();
}
