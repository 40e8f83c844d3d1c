// The certified provider of npm's `oidc-provider`, on this machine.
import {createServer} from 'node:http';
import {generateKeyPairSync} from 'node:crypto';
import {freePort} from '../browser/platform.mjs';
import {load} from '../browser/browser.mjs';

let keyNumber = 0;

function newKey() {
    const {privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
    return {...privateKey.export({format: 'jwk'}), kid: `key-${++keyNumber}`, use: 'sig', alg: 'ES256'};
}

/**
 * `{issuer, people, rotateKeys, setKeysAway, stop}`. `people` holds the claims of an account by the
 * login that is typed; the login is the subject.
 */
export async function startProvider(firstPort) {
    const Provider = await load('oidc-provider');
    const port = await freePort(firstPort);
    const issuer = `http://127.0.0.1:${port}`;
    const people = new Map();
    let areKeysAway = false;
    const make = () => new Provider(issuer, {
        clients: [{
            client_id: 'tidemark', application_type: 'native', token_endpoint_auth_method: 'none',
            id_token_signed_response_alg: 'ES256', response_types: ['code'],
            redirect_uris: ['http://127.0.0.1/oidc/callback'],
            grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code']}],
        jwks: {keys: [newKey()]},
        cookies: {keys: ['of a test']},
        features: {deviceFlow: {enabled: true}, devInteractions: {enabled: true}},
        claims: {openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups']},
        scopes: ['openid', 'email', 'profile', 'groups'],
        pkce: {required: () => true},
        findAccount: (context, id) =>
            ({accountId: id, claims: () => ({sub: id, ...people.get(id)})}),
    });
    let answer = make().callback();
    const server = createServer((request, response) => {
        if (areKeysAway && request.url === '/jwks') {
            response.statusCode = 503;
            response.end();
            return;
        }
        answer(request, response);
    });
    await new Promise((settle) => server.listen(port, '127.0.0.1', settle));
    return {
        issuer,
        people,
        rotateKeys: () => { answer = make().callback(); },
        setKeysAway: (isAway) => { areKeysAway = isAway; },
        stop: () => new Promise((settle) => { server.closeAllConnections(); server.close(settle); }),
    };
}
