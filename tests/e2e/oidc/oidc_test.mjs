// Signing in through a certified OpenID provider, in a real Chromium, with the real agent and the
// real platform; and those who try to get in between.
import assert from 'node:assert/strict';
import {request} from 'node:http';
import {createServer} from 'node:net';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {openBrowser} from '../browser/browser.mjs';
import {startPlatform} from '../browser/platform.mjs';
import {startProvider} from './certified_provider.mjs';
import {startAgent} from './local_agent.mjs';

const programs = process.env.TIDEMARK_BIN;
const rounds = Number(process.env.TIDEMARK_OIDC_ROUNDS ?? 3);
const pictures = process.env.TIDEMARK_PICTURES;

let provider;
let platform;
let agent;
let browser;
let api;
let place;

async function rest(method, path, body, token) {
    const answer = await fetch(`${platform.url}/api/v1/${path}`, {
        method, body: body && JSON.stringify(body),
        headers: {'Content-Type': 'application/json', ...(token && {Authorization: `Bearer ${token}`})}});
    const text = await answer.text();
    return {status: answer.status, body: text ? JSON.parse(text) : undefined};
}

/** One raw request to the loopback listener: its status; 0 when nobody listens. */
function knock(url, {method = 'GET', host, headers = {}} = {}) {
    const at = new URL(url);
    return new Promise((settle) => {
        const asked = request({
            host: '127.0.0.1', port: at.port, path: at.pathname + at.search, method,
            headers: {Host: host ?? at.host, ...headers}}, (answer) => {
            answer.resume();
            answer.once('end', () => settle(answer.statusCode));
        });
        asked.once('error', () => settle(0));
        asked.end();
    });
}

/** Signs in at the provider's own pages; `page` ends at the loopback address. */
async function provePerson(page, login) {
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('whatever');
    await page.locator('button[type=submit]').click();
    await page.locator('button[type=submit]', {hasText: 'Continue'}).click();
}

async function begin() {
    const begun = await api.call('session.oidcStart', place);
    assert.ok(begun.url, JSON.stringify(begun));
    return begun;
}

const loopbackOf = (begun) => new URL(begun.url).searchParams.get('redirect_uri');
const stateOf = (begun) => new URL(begun.url).searchParams.get('state');

/** The provider's answer, kept from arriving: its URL. */
async function interceptedAnswer(begun, login) {
    const page = await freshPage();
    let seen;
    // By Chromium's own protocol: routes of playwright do not see what a redirect leads to.
    const network = await browser.context.newCDPSession(page);
    network.on('Fetch.requestPaused', ({requestId, request: paused}) => {
        seen = paused.url;
        network.send('Fetch.failRequest', {requestId, errorReason: 'Aborted'}).catch(() => {});
    });
    await network.send('Fetch.enable', {patterns: [{urlPattern: '*/oidc/callback*'}]});
    await page.goto(begun.url);
    await provePerson(page, login).catch(() => {});
    for (let i = 0; i < 100 && !seen; ++i)
        await pause(50);
    await page.close();
    assert.ok(seen, 'the provider did not answer');
    return seen;
}

/** A page that nobody is signed in with. */
async function freshPage() {
    await browser.context.clearCookies();
    const page = await browser.context.newPage();
    page.setDefaultTimeout(20000);
    return page;
}

async function signIn(login) {
    const begun = await begin();
    const page = await freshPage();
    await page.goto(begun.url);
    await provePerson(page, login);
    await page.getByRole('heading').waitFor();
    const told = await api.call('session.oidcWait', {flow: begun.flow});
    return {told, page, begun};
}

async function enterProvider() {
    const signedIn = await rest('POST', 'auth/sign-in', {
        tenant: 'demo', login: 'ada@demo.example', password: 'tidemark-demo', device: {name: 'test'}});
    const admin = signedIn.body.accessToken;
    const made = await rest('POST', 'oidc-providers', {
        name: 'Company', issuer: provider.issuer, clientId: 'tidemark', createsUsers: true}, admin);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return {server: platform.url, tenant: 'demo', provider: made.body.id, admin};
}

before(async () => {
    provider = await startProvider(18170);
    platform = await startPlatform(
        join(programs, 'tidemark-platform'), 18150, ['--oidc-this-machine']);
    agent = await startAgent(join(programs, 'tidemark-agent'));
    browser = await openBrowser({locale: 'en-GB'});
    api = agent.api;
    place = await enterProvider();
});

after(async () => {
    await browser?.close();
    await agent?.stop();
    await platform?.stop();
    await provider?.stop();
});

test('a person signs in through the browser', async () => {
    provider.people.set('sub-1', {email: 'erin@example.com', email_verified: true, name: 'Erin New'});
    const listed = await api.call('session.oidcProviders', place);
    assert.deepEqual(listed.providers, [{id: place.provider, name: 'Company', deviceCode: true}]);
    const {told, page, begun} = await signIn('sub-1');
    assert.equal(told.state, 'signedIn', JSON.stringify(told));
    assert.equal(told.user.login, 'erin@example.com');
    assert.equal(await page.getByRole('heading').innerText(), 'Go back to Tidemark');
    if (pictures) {
        await mkdir(pictures, {recursive: true});
        await page.screenshot({path: join(pictures, 'oidc-closing-page.png')});
    }
    // Nothing listens any more: the same answer again reaches nobody.
    assert.equal(await knock(page.url()), 0);
    const again = await api.call('session.oidcWait', {flow: begun.flow});
    assert.equal(again.fault.reason, 'oidc_flow_ended');
    const status = await api.call('status.get');
    assert.equal(status.user.login, 'erin@example.com');
    await page.close();
});

test('the loopback address takes one request and no other', async () => {
    const begun = await begin();
    const at = loopbackOf(begun);
    const good = `${at}?code=stolen&state=${stateOf(begun)}&iss=${encodeURIComponent(provider.issuer)}`;
    const port = new URL(at).port;
    for (let round = 0; round < rounds; ++round) {
        assert.equal(await knock(`${at}?code=x&state=wrong`), 400);
        assert.equal(await knock(`${at}?code=x`), 400);
        assert.equal(await knock(`${good}&state=${stateOf(begun)}`), 400);
        assert.equal(await knock(good.replace('/oidc/callback', '/oidc/other')), 404);
        assert.equal(await knock(good.replace('/oidc/callback', '/')), 404);
        assert.equal(await knock(good, {host: `localhost:${port}`}), 421);
        assert.equal(await knock(good, {host: `rebound.example:${port}`}), 421);
        assert.equal(await knock(good, {host: '127.0.0.1'}), 421);
        assert.equal(await knock(good, {method: 'POST'}), 405);
        assert.equal(await knock(good, {headers: {Origin: 'https://evil.example'}}), 403);
        assert.equal(await knock(good, {headers: {'Sec-Fetch-Mode': 'no-cors'}}), 403);
        assert.equal(await knock(good, {headers: {'X-Long': 'x'.repeat(20000)}}), 431);
    }
    // A page of another origin that guessed port and path, in a real browser.
    const page = await freshPage();
    await page.goto(`${provider.issuer}/.well-known/openid-configuration`);
    const seen = await page.evaluate((url) => fetch(url).then(() => 'read', () => 'refused'), good);
    assert.equal(seen, 'refused');
    await page.close();
    // Nobody else can listen beside it.
    const second = await new Promise((settle) => {
        const server = createServer();
        server.once('error', (error) => settle(error.code));
        server.listen(Number(port), '127.0.0.1', () => server.close(() => settle('listening')));
    });
    assert.equal(second, 'EADDRINUSE');
    // A new sign-in ends this one.
    const next = await begin();
    assert.equal(await knock(good), 0);
    await api.call('session.oidcCancel', {flow: next.flow});
    assert.equal(await knock(loopbackOf(next)), 0);
    const ended = await api.call('session.oidcWait', {flow: next.flow});
    assert.equal(ended.fault.reason, 'oidc_flow_ended');
});

test('an answer that names another provider ends the sign-in', async () => {
    const begun = await begin();
    const answer = new URL(await interceptedAnswer(begun, 'sub-1'));
    answer.searchParams.set('iss', 'https://evil.example');
    assert.equal(await knock(answer.href), 400);
    const told = await api.call('session.oidcWait', {flow: begun.flow});
    assert.equal(told.fault.reason, 'oidc_mix_up');
    assert.equal(await knock(answer.href), 0);
});

test('an answer without a name ends it, too, where the provider names itself', async () => {
    const begun = await begin();
    const answer = new URL(await interceptedAnswer(begun, 'sub-1'));
    answer.searchParams.delete('iss');
    assert.equal(await knock(answer.href), 400);
    assert.equal((await api.call('session.oidcWait', {flow: begun.flow})).fault.reason, 'oidc_mix_up');
});

test('a code of one sign-in is of no use in another', async () => {
    const first = await begin();
    const stolen = new URL(await interceptedAnswer(first, 'sub-1'));
    const second = await begin();
    const forged = new URL(loopbackOf(second));
    forged.search = stolen.search;
    forged.searchParams.set('state', stateOf(second));
    assert.equal(await knock(forged.href), 200);
    // The provider compares the challenge: the verifier is that of another sign-in.
    const told = await api.call('session.oidcWait', {flow: second.flow});
    assert.equal(told.fault.reason, 'oidc_code_refused', JSON.stringify(told));
});

test('who declines is not signed in', async () => {
    const begun = await begin();
    const page = await freshPage();
    await page.goto(begun.url);
    await page.getByText('Cancel').click();
    await page.getByRole('heading').waitFor();
    assert.equal(await page.getByRole('heading').innerText(), 'You are not signed in');
    assert.equal((await api.call('session.oidcWait', {flow: begun.flow})).fault.reason, 'oidc_denied');
    await page.close();
});

test('an e-mail address that now belongs to somebody else opens nothing', async () => {
    provider.people.set('sub-2', {email: 'erin@example.com', email_verified: true, name: 'Not Erin'});
    const {told, page} = await signIn('sub-2');
    assert.equal(told.fault?.reason, 'oidc_login_taken', JSON.stringify(told));
    await page.close();
});

test('keys rotate, and are remembered while they cannot be had', async () => {
    await pause(1100); // What was fetched this very second is not fetched again.
    provider.rotateKeys();
    const rotated = await signIn('sub-1');
    assert.equal(rotated.told.state, 'signedIn', JSON.stringify(rotated.told));
    await rotated.page.close();
    provider.setKeysAway(true);
    const during = await signIn('sub-1');
    assert.equal(during.told.state, 'signedIn', JSON.stringify(during.told));
    await during.page.close();
    provider.setKeysAway(false);
});

test('a code is typed where there is a browser', async () => {
    const begun = await api.call('session.oidcDevice', place);
    assert.match(begun.userCode, /^[A-Z]{4}-[A-Z]{4}$/);
    const waiting = api.call('session.oidcWait', {flow: begun.flow});
    const page = await freshPage();
    await page.goto(begun.verificationUri);
    await page.locator('input[name=user_code]').fill(begun.userCode);
    await page.locator('button[type=submit]').click();
    await page.locator('button[form="op.deviceConfirmForm"]').first().click();
    await provePerson(page, 'sub-1');
    let told = await waiting;
    for (let i = 0; i < 5 && told.state === 'waiting'; ++i)
        told = await api.call('session.oidcWait', {flow: begun.flow});
    assert.equal(told.state, 'signedIn', JSON.stringify(told));
    assert.equal(told.user.login, 'erin@example.com');
    await page.close();
});

test('all of it is in the history of sign-ins, and none of it in the log', async () => {
    const history = await rest('GET', 'sign-ins?size=100', undefined, place.admin);
    const ways = history.body.items.filter((one) => one.method === 'oidc');
    assert.ok(ways.some((one) => one.success && one.login === 'erin@example.com'));
    assert.ok(ways.some((one) => one.reason === 'oidc_login_taken'));
    const log = platform.log.join('') + agent.log.join('');
    assert.ok(!/eyJ|code_verifier|[?&]code=/.test(log), 'a token or code is in a log');
});
