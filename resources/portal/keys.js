// One's own API keys: made, copied once, rotated and revoked.
import {count, day, dialog, el, field, moment, notice, tell, wordsOf} from './parts.js';
import {call} from './server.js';

/** What the partner API asks for, said in words; other scopes are shown as they are. */
const words = {
    'partner:read': 'Partner API', 'run:read': 'Reports and validations', 'regreport:read': 'Schemas',
    'connector:read': 'Connectors'};

/** A button that is out of use while it works; what is refused is shown in `told`. */
function doing(button, told, work) {
    return async (event) => {
        event?.preventDefault();
        told.replaceChildren();
        button.disabled = true;
        try {
            await work();
        } catch (problem) {
            told.append(notice('bad', wordsOf(problem)));
        }
        button.disabled = false;
    };
}

/** The one time that a key can be seen. */
function showSecret(title, key) {
    dialog(title, (close) => {
        const copied = el('span', {role: 'status', class: 'quiet'});
        const copy = el('button', {type: 'button', class: 'primary', onclick: async () => {
            try {
                await navigator.clipboard.writeText(key.secret);
                copied.textContent = 'Copied.';
            } catch {
                getSelection().selectAllChildren(text);
                copied.textContent = 'Selected: copy it with Ctrl+C.';
            }
        }}, 'Copy');
        const text = el('output', {class: 'code', 'aria-label': 'API key'}, key.secret);
        return [
            notice('warn', 'This is the only time that the key is shown. Keep it where you keep passwords.'),
            el('div', {class: 'secret'}, text, copy), copied,
            el('p', {}, 'Programs send it with each request, as ', el('code', {}, 'Authorization: Bearer …'), ' or ',
                el('code', {}, 'X-API-Key'), '.'),
            el('div', {class: 'actions'}, el('button', {type: 'button', onclick: close}, 'I have kept it'))];
    }, true);
}

function scopeChecks(scopes) {
    const preferred = Object.keys(words);
    const rank = (scope) => (preferred.includes(scope) ? preferred.indexOf(scope) : preferred.length);
    const sorted = [...scopes].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
    const boxes = sorted.map((scope) => el('input', {
        type: 'checkbox', value: scope, checked: scope in words}));
    const lines = boxes.map((box) => el('label', {}, box, el('span', {},
        words[box.value] ? `${words[box.value]} ` : '', el('code', {}, box.value))));
    return {node: el('div', {class: 'checks'}, ...lines), chosen: () => boxes.filter((box) => box.checked).map((box) => box.value)};
}

async function makeKey(refresh) {
    const {body} = await call('GET', 'api-keys/scopes');
    dialog('New API key', (close) => {
        const told = el('div');
        const name = field('Name', el('input', {required: true, maxlength: '120', autofocus: true}), 'what it is for');
        const checks = scopeChecks(body.scopes);
        const scopeFault = el('p', {class: 'field-fault', role: 'alert'});
        const addresses = field('Only from these addresses', el('textarea', {rows: '2', spellcheck: 'false'}),
            'one a line, e.g. 192.0.2.0/24; empty: from anywhere');
        const end = field('Ends on', el('input', {type: 'date'}), 'empty: never');
        const rate = field('Requests a minute', el('input', {type: 'number', min: '1', max: '6000', value: '60'}));
        const fields = {name, allowedAddresses: addresses, expiresAt: end, ratePerMinute: rate};
        const button = el('button', {class: 'primary', type: 'submit'}, 'Make the key');
        const work = async () => {
            Object.values(fields).forEach((one) => one.refuse(''));
            scopeFault.textContent = '';
            const wanted = {
                name: name.control.value, scopes: checks.chosen(), ratePerMinute: Number(rate.control.value),
                allowedAddresses: addresses.control.value.split(/[\s,]+/).filter(Boolean)};
            if (end.control.value)
                wanted.expiresAt = `${end.control.value}T23:59:59Z`;
            try {
                const made = await call('POST', 'api-keys', wanted);
                close();
                await refresh();
                showSecret('Your new API key', made.body);
            } catch (problem) {
                for (const one of problem.fields ?? [])
                    if (one.field === 'scopes')
                        scopeFault.textContent = one.detail;
                    else
                        fields[one.field]?.refuse(one.detail);
                throw problem;
            }
        };
        const form = el('form', {novalidate: true}, told, name.box,
            el('fieldset', {}, el('legend', {}, 'It may'), checks.node, scopeFault),
            addresses.box, el('div', {class: 'row'}, end.box, rate.box),
            el('div', {class: 'actions'}, button, el('button', {type: 'button', onclick: close}, 'Cancel')));
        form.addEventListener('submit', doing(button, told, work));
        return [form];
    });
}

function rotate(key, refresh) {
    dialog(`Rotate “${key.name}”`, (close) => {
        const told = el('div');
        const overlap = field('The old key ends', el('select', {},
            el('option', {value: '0'}, 'at once'), el('option', {value: '3600'}, 'after an hour'),
            el('option', {value: '86400'}, 'after a day'), el('option', {value: '604800'}, 'after a week')));
        const button = el('button', {class: 'primary', type: 'submit'}, 'Rotate');
        const form = el('form', {}, told, el('p', {}, 'A new key takes the place of the old one; its name, scopes and figures stay.'),
            overlap.box, el('div', {class: 'actions'}, button, el('button', {type: 'button', onclick: close}, 'Cancel')));
        form.addEventListener('submit', doing(button, told, async () => {
            const {body} = await call('POST', `api-keys/${key.id}/rotate`, {overlapSeconds: Number(overlap.control.value)});
            close();
            await refresh();
            showSecret('Your rotated API key', body);
        }));
        return [form];
    });
}

function revoke(key, refresh) {
    dialog(`Revoke “${key.name}”`, (close) => {
        const told = el('div');
        const button = el('button', {class: 'danger', type: 'submit'}, 'Revoke');
        const form = el('form', {}, told, el('p', {}, 'Programs with this key are refused within a second. It cannot be brought back.'),
            el('div', {class: 'actions'}, button, el('button', {type: 'button', onclick: close, autofocus: true}, 'Keep it')));
        form.addEventListener('submit', doing(button, told, async () => {
            await call('DELETE', `api-keys/${key.id}`);
            close();
            await refresh();
            tell(`“${key.name}” is revoked.`);
        }));
        return [form];
    });
}

function keyRow(key, refresh) {
    const isActive = key.state === 'active';
    const end = key.expiresAt ? `${isActive ? 'ends' : 'ended'} ${day(key.expiresAt)}` : 'no end';
    const states = {active: 'Active', expired: 'Ended', revoked: 'Revoked'};
    return el('tr', {},
        el('td', {}, el('b', {}, key.name), el('div', {class: 'code'}, `${key.prefix}…`),
            el('div', {class: 'sub'}, key.scopes.join(', '))),
        el('td', {}, el('span', {class: `chip ${key.state}`}, states[key.state]),
            el('div', {class: 'sub'}, key.revokedAt ? `on ${day(key.revokedAt)}` : end),
            key.previousValidUntil ? el('div', {class: 'sub'}, `old one until ${moment(key.previousValidUntil)}`) : null),
        el('td', {'data-name': 'From'}, key.allowedAddresses.length ? key.allowedAddresses.join(', ') : 'anywhere',
            el('div', {class: 'sub'}, `${count(key.ratePerMinute)} a minute`)),
        el('td', {'data-name': 'Last used'}, key.lastUsedAt ? moment(key.lastUsedAt) : 'never',
            key.lastUsedAddress ? el('div', {class: 'sub'}, `from ${key.lastUsedAddress}`) : null),
        el('td', {class: 'number', 'data-name': 'Today'}, count(key.requestsToday)),
        el('td', {class: 'does'}, isActive ? el('button', {
            onclick: () => rotate(key, refresh), 'aria-label': `Rotate ${key.name}`}, 'Rotate') : null,
        key.state !== 'revoked' ? el('button', {
            class: 'danger', onclick: () => revoke(key, refresh), 'aria-label': `Revoke ${key.name}`}, 'Revoke') : null));
}

/** The list and its actions; fills `page` anew whenever something changed. */
export async function keysPage(page, user) {
    document.title = 'API keys · Tidemark';
    const mayMake = user.permissions.some((one) => ['*', '*:*', 'apikey:*', '*:create', 'apikey:create'].includes(one));
    let isFirst = true;
    const refresh = async () => {
        const {body} = await call('GET', 'api-keys?owner=me&size=200');
        const told = el('div');
        const make = el('button', {class: 'primary', disabled: !mayMake,
            title: mayMake ? undefined : 'This needs the permission apikey:create.'}, 'New key');
        make.addEventListener('click', doing(make, told, () => makeKey(refresh)));
        const head = el('div', {class: 'head'},
            el('div', {}, el('h1', {}, 'API keys'), el('p', {class: 'quiet'}, 'Programs that act for you, with less than you may.')), make);
        const names = ['Key', 'State', 'From', 'Last used', 'Today', 'Actions'];
        const table = el('table', {class: 'wide'},
            el('thead', {}, el('tr', {}, ...names.map((name) => el('th', {scope: 'col', class: name === 'Today' ? 'number' : ''}, name)))),
            el('tbody', {}, ...body.items.map((key) => keyRow(key, refresh))));
        const empty = el('div', {class: 'empty'}, el('p', {}, 'Your keys will be here.'),
            el('p', {class: 'quiet'}, mayMake ? 'Make one for each program, so that each can be ended by itself.'
                : 'An administrator gives you the permission apikey:create.'));
        page.replaceChildren(head, told, body.items.length ? table : empty);
        if (!isFirst)
            make.focus(); // What had the focus is gone.
        isFirst = false;
    };
    await refresh();
}
