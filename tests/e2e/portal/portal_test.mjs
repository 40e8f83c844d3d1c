// The customer portal in a real Chromium against the real platform: from signing up to the end of a
// key, by mouse and by keyboard, light and dark, narrow and wide.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash, createHmac} from 'node:crypto';
import {mkdir, mkdtemp} from 'node:fs/promises';
import {request as tlsRequest} from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {openBrowser} from '../browser/browser.mjs';
import {removeFolder} from '../browser/folders.mjs';
import {freePort, startPlatform} from '../browser/platform.mjs';

const password = 'tidemark-demo';
const pictures = process.env.TIDEMARK_PICTURES;
let platform;
let browser;
let page;
let admin;
let certificate; // The folder of a certificate that nobody knows.
let tlsPort;

/** A request of the API as Ada, the administrator. */
async function asAda(method, path, body) {
    const answer = await fetch(`${platform.url}/api/v1/${path}`, {
        method, body: body && JSON.stringify(body),
        headers: {Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json'}});
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : {};
}

function withKey(secret, path) {
    return fetch(`${platform.url}/api/partner/v1/${path}`, {headers: {'X-API-Key': secret}});
}

async function picture(name, shown = page) {
    if (pictures)
        await shown.screenshot({path: join(pictures, `portal-${name}.png`), fullPage: true});
}

async function placeOf(roleName, permissions) {
    const organizations = await asAda('GET', 'organizations?size=1');
    const role = await asAda('POST', 'roles', {
        name: roleName, description: 'Connects programs.', permissions, isTemplate: false});
    return {organizationId: organizations.items[0].id, roleId: role.id};
}

before(async () => {
    if (pictures)
        await mkdir(pictures, {recursive: true});
    certificate = await mkdtemp(join(tmpdir(), 'tidemark-portal-'));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
        '-subj', '/CN=localhost', '-days', '2', '-keyout', `${certificate}/key.pem`, '-out', `${certificate}/cert.pem`],
    {stdio: 'ignore'});
    tlsPort = await freePort(18230);
    platform = await startPlatform(join(process.env.TIDEMARK_BIN, 'tidemark-platform'), 18200, [
        '--tls-cert', `${certificate}/cert.pem`, '--tls-key', `${certificate}/key.pem`,
        '--tls-listen', `127.0.0.1:${tlsPort}`]);
    const answer = await fetch(`${platform.url}/api/v1/auth/sign-in`, {
        method: 'POST', body: JSON.stringify({tenant: 'demo', login: 'ada@demo.example', password})});
    admin = (await answer.json()).accessToken;
    browser = await openBrowser({viewport: {width: 1280, height: 800}, colorScheme: 'light', locale: 'en-GB'});
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], {origin: platform.url});
    page = browser.context.pages()[0] ?? await browser.context.newPage();
    const faults = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    page.faults = faults;
});

after(async () => {
    await browser?.close();
    await platform?.stop();
    await removeFolder(certificate);
});

test('the page brings nothing from elsewhere and lets nothing in', async () => {
    const hosts = new Set();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    const answer = await page.goto(`${platform.url}/portal?tenant=demo`);
    await page.getByRole('heading', {name: 'Sign in'}).waitFor();
    const policy = answer.headers()['content-security-policy'];
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(answer.headers()['x-frame-options'], 'DENY');
    assert.deepEqual([...hosts], [`127.0.0.1:${platform.port}`]);
    const ran = await page.evaluate(() => {
        const script = document.createElement('script');
        try {
            script.textContent = 'window.intruder = true';
        } catch {
            return 'refused';
        }
        document.body.append(script);
        return window.intruder ? 'ran' : 'refused';
    });
    assert.equal(ran, 'refused');
    page.faults.length = 0; // What the policy said about it, and that nobody was signed in.
    await picture('sign-in');
});

test('nobody signs up while it is closed', async () => {
    await page.getByRole('link', {name: 'Sign up'}).click();
    await fillSignUp('mallory@elsewhere.example');
    await page.getByText('Nobody can sign up here').waitFor();
});

async function fillSignUp(mail, invitation) {
    await page.getByLabel('Your name').fill('Ingrid Solheim');
    await page.getByLabel('E-mail').fill(mail);
    await page.getByLabel(/^Company/).fill('Solheim Data');
    await page.getByLabel('Password').fill('a-fine-long-secret');
    if (invitation)
        await page.getByLabel(/^Invitation/).fill(invitation);
    await page.getByRole('button', {name: 'Sign up'}).click();
}

test('a customer signs up and is approved', async () => {
    await asAda('PUT', 'portal/settings', {signUp: 'approved'});
    await page.goto(`${platform.url}/portal?tenant=demo#sign-up`);
    await page.reload();
    await fillSignUp('Ingrid@solheim.example');
    await page.getByText('An administrator looks at your request').waitFor();
    await picture('waiting');
    await page.getByRole('link', {name: 'Back to sign in'}).click();
    await signIn('ingrid@solheim.example', 'a-fine-long-secret');
    await page.getByText('is not right').waitFor();
    const waiting = await asAda('GET', 'portal/sign-ups?state=waiting');
    assert.equal(waiting.items.length, 1);
    assert.equal(waiting.items[0].login, 'ingrid@solheim.example');
    assert.equal(JSON.stringify(waiting).includes('argon2'), false);
    const place = await placeOf('Portal customer', [
        'apikey:*', 'partner:read', 'run:read', 'regreport:read', 'connector:read']);
    await asAda('POST', `portal/sign-ups/${waiting.items[0].id}/approve`, place);
    await signIn('ingrid@solheim.example', 'a-fine-long-secret');
    await page.getByRole('heading', {name: 'API keys'}).waitFor();
    await page.getByText('Your keys will be here.').waitFor();
    await picture('empty');
});

async function signIn(login, secret) {
    await page.getByLabel('E-mail').fill(login);
    await page.getByLabel('Password').fill(secret);
    await page.getByRole('button', {name: 'Sign in'}).click();
}

test('the cookies are out of reach of scripts and of other sites', async () => {
    const cookies = await browser.context.cookies(`${platform.url}/portal/api/session`);
    assert.deepEqual(cookies.map((one) => one.name).sort(), ['tidemark_portal', 'tidemark_portal_renew']);
    for (const cookie of cookies) {
        assert.equal(cookie.httpOnly, true);
        assert.equal(cookie.sameSite, 'Strict');
        assert.equal(cookie.secure, false); // Not over TLS here.
    }
    assert.equal(await page.evaluate(() => document.cookie), '');
    assert.equal(await page.evaluate(() => JSON.stringify({...localStorage})), '{"tidemark.organization":"demo"}');
    const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
    for (const one of await cookiesOverTls())
        assert.match(one, /; HttpOnly; SameSite=Strict; Secure$/);
    for (const [what, headers] of Object.entries({
        'another site': {'X-Portal': '1', Origin: 'https://elsewhere.example'},
        'another page': {'X-Portal': '1', 'Sec-Fetch-Site': 'cross-site'},
        'a plain form': {},
        'no token against forgery': {'X-Portal': '1', Origin: platform.url},
        'a wrong one': {'X-Portal': '1', 'X-Forgery-Token': 'A'.repeat(43)}})) {
        const answer = await fetch(`${platform.url}/portal/api/api-keys`, {
            method: 'POST', body: '{"name":"x","scopes":["run:read"]}', headers: {cookie, ...headers}});
        assert.equal(answer.status, 403, what);
        assert.equal((await answer.json()).reason, 'foreign_page', what);
    }
    const beyond = await fetch(`${platform.url}/portal/api/users`, {headers: {cookie}});
    assert.equal(beyond.status, 404);
});

/** What a sign-in over TLS sets. */
function cookiesOverTls() {
    return new Promise((settle, fail) => {
        const asking = tlsRequest({
            port: tlsPort, host: '127.0.0.1', path: '/portal/api/sign-in', method: 'POST',
            rejectUnauthorized: false, headers: {'X-Portal': '1'}}, (answer) => {
            answer.resume();
            settle(answer.headers['set-cookie'] ?? ['none']);
        });
        asking.once('error', fail);
        asking.end(JSON.stringify({tenant: 'demo', login: 'jon@demo.example', password}));
    });
}

let secret;

test('a key is made and shown once', async () => {
    await page.getByRole('button', {name: 'New key'}).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', {name: 'Make the key'}).click();
    await dialog.getByText('Give the key a name').waitFor();
    await dialog.getByLabel('Name').fill('Nightly export');
    await dialog.getByLabel('Only from these addresses').fill('10.0.0.1/8');
    await dialog.getByRole('button', {name: 'Make the key'}).click();
    await dialog.getByText('is no address').waitFor();
    await picture('new-key');
    await dialog.getByLabel('Only from these addresses').fill('127.0.0.0/8\n2001:db8::/32');
    await dialog.getByLabel('Requests a minute').fill('20');
    await dialog.getByRole('button', {name: 'Make the key'}).click();
    await page.getByText('This is the only time').waitFor();
    await picture('once');
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('dialog').isVisible(), true);
    await page.getByRole('button', {name: 'Copy'}).click();
    await page.getByText('Copied.').waitFor();
    secret = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(secret, /^tmk_1_[A-Za-z0-9_-]{43}$/);
    await page.getByRole('button', {name: 'I have kept it'}).click();
    await page.getByRole('cell', {name: /^Nightly export/}).waitFor();
    assert.equal((await page.content()).includes(secret), false);
    assert.equal((await withKey(secret, 'account')).status, 200);
});

test('the partner API answers the key', async () => {
    const account = await (await withKey(secret, 'account')).json();
    assert.equal(account.user, 'Ingrid Solheim');
    assert.equal(account.key.name, 'Nightly export');
    const schemas = await (await withKey(secret, 'schemas?size=2')).json();
    assert.ok(schemas.total > 0 && schemas.items[0].columns.length > 0);
    const connectors = await (await withKey(secret, 'connectors')).json();
    assert.deepEqual(Object.keys(connectors.items[0]).sort(), [
        'database', 'host', 'id', 'isWorking', 'kind', 'name', 'port', 'testedAt', 'tlsMode']);
    assert.equal((await withKey(secret, 'reports')).status, 200);
    assert.equal((await withKey(secret, 'validations')).status, 200);
    const written = await fetch(`${platform.url}/api/partner/v1/reports`, {
        method: 'POST', headers: {'X-API-Key': secret}});
    assert.equal(written.status, 405);
    const statuses = [];
    for (let i = 0; i < 20; ++i)
        statuses.push((await withKey(secret, 'usage')).status);
    const limited = await withKey(secret, 'usage');
    assert.equal(limited.status, 429);
    assert.ok(Number(limited.headers.get('retry-after')) > 0);
    assert.equal(statuses.filter((status) => status === 200).length, 14); // 6 were asked before.
});

test('a report and its file come through the partner API', async () => {
    const definitions = await asAda('GET', 'report-definitions?size=1&search=Venue%20turnover');
    const run = await asAda('POST', `report-definitions/${definitions.items[0].id}/run`, {});
    const key = await asAda('POST', 'api-keys', {
        name: 'Fetches files', scopes: ['partner:read', 'run:read'], ratePerMinute: 600});
    let report = {};
    for (let look = 0; look < 150 && !report.finishedAt; ++look) {
        await new Promise((settle) => setTimeout(settle, 200));
        report = await (await withKey(key.secret, `reports/${run.id}`)).json();
    }
    assert.equal(report.state, 'completed', JSON.stringify(report));
    const file = await fetch(platform.url + report.artefact.href, {headers: {'X-API-Key': key.secret}});
    const bytes = Buffer.from(await file.arrayBuffer());
    assert.equal(bytes.length, report.artefact.bytes);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), report.artefact.sha256);
    const checks = await (await withKey(key.secret, `validations?report=${run.id}`)).json();
    assert.deepEqual(checks.items.map((one) => one.phase), ['preValidation', 'postValidation']);
    await asAda('DELETE', `api-keys/${key.id}`);
});

test('its use is drawn and told', async () => {
    const uses = async () => {
        await page.goto(`${platform.url}/portal#use`);
        await page.reload();
        await page.getByRole('img', {name: /Requests by day/}).waitFor();
        return Number(await page.locator('.figures b').first().textContent());
    };
    for (let look = 0; await uses() < 27 && look < 60; ++look)
        await page.waitForTimeout(200);
    assert.equal(await page.locator('.figures b').nth(1).textContent(), '7');
    assert.ok(await page.locator('.chart rect.went').count() >= 1);
    assert.ok(await page.locator('.chart rect.refused').count() >= 1);
    await page.getByRole('cell', {name: 'GET /api/partner/v1/usage'}).waitFor();
    await picture('use');
});

test('it is rotated and revoked', async () => {
    await page.getByRole('link', {name: 'API keys'}).click();
    await page.getByRole('button', {name: 'Rotate Nightly export'}).click();
    await page.getByRole('button', {name: 'Rotate', exact: true}).click();
    await page.getByText('This is the only time').waitFor();
    const next = await page.getByRole('status', {name: 'API key'}).textContent();
    assert.notEqual(next, secret);
    await page.getByRole('button', {name: 'I have kept it'}).click();
    assert.equal((await withKey(secret, 'account')).status, 401);
    assert.notEqual((await withKey(next, 'account')).status, 401);
    await picture('keys');
    await page.getByRole('button', {name: 'Revoke Nightly export'}).click();
    await page.getByRole('button', {name: 'Revoke', exact: true}).click();
    await page.getByText('is revoked.').waitFor();
    await page.getByText('Revoked', {exact: true}).waitFor();
    assert.equal((await withKey(next, 'account')).status, 401);
});

test('it fits a telephone and the dark', async () => {
    await page.setViewportSize({width: 390, height: 844});
    await page.emulateMedia({colorScheme: 'dark'});
    for (const [name, hash] of [['keys', '#keys'], ['use', '#use']]) {
        await page.goto(`${platform.url}/portal${hash}`);
        await page.reload();
        await page.getByRole('heading', {level: 1}).waitFor();
        await page.locator('table').first().waitFor();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${name} is ${over} px too wide`);
        await picture(`${name}-narrow-dark`);
    }
    await page.getByRole('link', {name: 'API keys'}).click();
    await page.getByRole('button', {name: 'New key'}).click();
    await page.getByRole('dialog').waitFor();
    await picture('new-key-narrow-dark');
    await page.keyboard.press('Escape');
    await page.setViewportSize({width: 1280, height: 800});
    await picture('keys-dark');
});

test('a renewed session goes on, an ended one asks to sign in', async () => {
    const all = await browser.context.cookies();
    await browser.context.clearCookies({name: 'tidemark_portal'});
    await page.goto(`${platform.url}/portal#keys`);
    await page.reload();
    await page.getByRole('heading', {name: 'API keys'}).waitFor();
    const renewed = await browser.context.cookies();
    assert.equal(renewed.some((one) => one.name === 'tidemark_portal'), true);
    assert.notEqual(
        renewed.find((one) => one.name === 'tidemark_portal_renew')?.value,
        all.find((one) => one.name === 'tidemark_portal_renew')?.value);
    await page.getByRole('button', {name: 'Sign out'}).click();
    await page.getByText('You are signed out.').waitFor();
    assert.deepEqual(await browser.context.cookies(), []);
    await page.goBack();
    await page.getByRole('heading', {name: 'Sign in'}).waitFor();
});

test('an invitation is good for its address, once', async () => {
    const {organizationId, roleId} = await placeOf('Invited customer', ['apikey:*', 'partner:read']);
    const {code} = await asAda('POST', 'portal/invitations', {
        email: 'Noor@haddad.example', organizationId, roleId});
    const open = async () => {
        await page.goto(`${platform.url}/portal?tenant=demo&invitation=${code}#sign-up`);
        await page.reload();
        assert.equal(await page.getByLabel(/^Invitation/).inputValue(), code);
    };
    await open();
    await fillSignUp('somebody@else.example');
    await page.getByText('not for this address').waitFor();
    await page.getByLabel('E-mail').fill('noor@haddad.example');
    await page.keyboard.press('Enter');
    await page.getByText('Your account is ready').waitFor();
    await page.getByLabel('E-mail').focus();
    await page.keyboard.type('noor@haddad.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('a-fine-long-secret');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'API keys'}).waitFor();
    await page.getByRole('button', {name: 'Sign out'}).click();
    await page.getByText('You are signed out.').waitFor();
    await open();
    await fillSignUp('noor@haddad.example');
    await page.getByText('was used').waitFor();
});

/** The code of an authenticator app (RFC 6238) for the time step after `step`. */
function codeOf(base32, step) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...base32].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + step));
    const mac = createHmac('sha1', key).update(counter).digest();
    const at = mac[19] & 15;
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

test('whoever has a second factor is asked for it here, too', async () => {
    const signedIn = await fetch(`${platform.url}/api/v1/auth/sign-in`, {
        method: 'POST',
        body: JSON.stringify({tenant: 'demo', login: 'noor@haddad.example', password: 'a-fine-long-secret'})});
    const {accessToken} = await signedIn.json();
    const asNoor = async (path, body) => {
        const answer = await fetch(`${platform.url}/api/v1/me/second-factor/${path}`, {
            method: 'POST', body: JSON.stringify(body), headers: {Authorization: `Bearer ${accessToken}`}});
        const text = await answer.text();
        assert.ok(answer.ok, text);
        return JSON.parse(text);
    };
    const enrolled = await asNoor('enrol', {});
    await asNoor('confirm', {code: codeOf(enrolled.secret, 0)});
    await page.goto(`${platform.url}/portal?tenant=demo#sign-in`);
    await page.reload();
    await signIn('noor@haddad.example', 'a-fine-long-secret');
    await page.getByText('A code is needed, too').waitFor();
    await picture('code');
    assert.equal((await browser.context.cookies()).length, 0);
    await page.getByLabel(/^Code/).fill('000000');
    await page.getByRole('button', {name: 'Go on'}).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel(/^Code/).fill(codeOf(enrolled.secret, 1));
    await page.getByRole('button', {name: 'Go on'}).click();
    await page.getByRole('heading', {name: 'API keys'}).waitFor();
    assert.deepEqual(page.faults.filter((text) => !/status of (400|401|403|422)/.test(text)), []);
});
