// Requests to the platform. Tokens are in cookies that scripts cannot read.

export class Problem extends Error {
    constructor(status, body) {
        super(body.detail ?? 'The platform did not answer as expected.');
        Object.assign(this, {
            status, reason: body.reason ?? '', detail: this.message, nextStep: body.nextStep ?? 'Try again later.',
            fields: body.fields ?? [], body});
    }
}

let forgeryToken = '';
let onSignedOut = () => {};

export function whenSignedOut(callback) {
    onSignedOut = callback;
}

async function send(method, path, body, more) {
    const headers = {'X-Portal': '1', ...more};
    if (body !== undefined)
        headers['Content-Type'] = 'application/json';
    if (forgeryToken)
        headers['X-Forgery-Token'] = forgeryToken;
    let answer;
    try {
        answer = await fetch(`/portal/api/${path}`, {
            method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store'});
    } catch {
        throw new Problem(0, {
            reason: 'offline', detail: 'The platform cannot be reached.', nextStep: 'Check the connection, then try again.'});
    }
    const text = await answer.text();
    let parsed = {};
    try {
        parsed = text ? JSON.parse(text) : {};
    } catch {
        parsed = {};
    }
    if (!answer.ok)
        throw new Problem(answer.status, parsed);
    return {body: parsed, tag: answer.headers.get('ETag')};
}

let renewing;

/** One renewal at a time: a token that is spent twice ends the session. */
function renew() {
    renewing ??= send('POST', 'session/renew', {}).finally(() => { renewing = undefined; });
    return renewing;
}

/** `{body, tag}`; a session whose token ran out is renewed once. */
export async function call(method, path, body, more = {}) {
    try {
        return await send(method, path, body, more);
    } catch (problem) {
        if (problem.status !== 401)
            throw problem;
    }
    try {
        await renew();
        return await send(method, path, body, more);
    } catch (problem) {
        if (problem.status === 401) {
            forgeryToken = '';
            onSignedOut();
        }
        throw problem;
    }
}

/** The person who is signed in, or none. */
export async function session() {
    const read = async () => {
        const {body} = await send('GET', 'session');
        forgeryToken = body.forgeryToken;
        return body.user;
    };
    try {
        return await read();
    } catch (problem) {
        if (problem.status !== 401)
            throw problem;
    }
    try {
        await renew();
        return await read();
    } catch (problem) {
        if (problem.status === 401)
            return undefined;
        throw problem;
    }
}

/** A step of signing in or up: what the platform answers, refusals as they are. */
export async function enter(path, body) {
    return (await send('POST', path, body)).body;
}

export async function leave() {
    await send('POST', 'session/end', {});
    forgeryToken = '';
}
