// Which page is shown: by the part of the address after #, and whether somebody is signed in.
import {signInPage, signUpPage} from './entry.js';
import {keysPage} from './keys.js';
import {el, notice, show, wordsOf} from './parts.js';
import {leave, session, whenSignedOut} from './server.js';
import {usagePage} from './usage.js';

let user;

/** Another page, without the event that a link would send. */
function go(hash, message) {
    history.pushState(null, '', hash);
    return route(message);
}

function showWho() {
    const who = document.getElementById('who');
    if (!user)
        return who.replaceChildren();
    const out = el('button', {onclick: async () => {
        await leave();
        user = undefined;
        await go('#sign-in', 'You are signed out.');
    }}, 'Sign out');
    return who.replaceChildren(el('span', {title: user.login}, user.displayName), out);
}

function tabs(current) {
    const link = (hash, text) => el('a', {href: hash, 'aria-current': hash === current ? 'page' : undefined}, text);
    return el('nav', {class: 'tabs', 'aria-label': 'Pages'}, link('#keys', 'API keys'), link('#use', 'Use'));
}

async function signedIn() {
    user = await session();
    await go('#keys');
}

/** What a person owes first is done in the desk, where it can be done in full. */
function owed() {
    if (user.mustChangePassword)
        return 'You have to choose a new password first. Sign in to the desk, and do it there.';
    if (user.mustSetUpSecondFactor)
        return 'Your organization asks for a second factor. Sign in to the desk, and set it up there.';
    return undefined;
}

async function route(message) {
    showWho();
    if (!user && location.hash === '#sign-up')
        return signUpPage((message) => go('#sign-in', message));
    if (!user)
        return signInPage(signedIn, message);
    if (owed())
        return show(notice('warn', owed()));
    const hash = location.hash === '#use' ? '#use' : '#keys';
    const place = el('div');
    show(tabs(hash), place);
    try {
        await (hash === '#use' ? usagePage(place) : keysPage(place, user));
    } catch (problem) {
        if (user)
            place.replaceChildren(notice('bad', wordsOf(problem)),
                el('button', {onclick: () => route()}, 'Try again'));
    }
}

whenSignedOut(() => {
    user = undefined;
    route('You were signed out. Sign in again.');
});
window.addEventListener('hashchange', () => route());

try {
    user = await session();
    await route();
} catch (problem) {
    show(notice('bad', wordsOf(problem)), el('button', {onclick: () => location.reload()}, 'Try again'));
}
