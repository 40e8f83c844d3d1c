// Signing in and signing up.
import {el, field, notice, show, wordsOf} from './parts.js';
import {enter} from './server.js';

const remembered = 'tidemark.organization';

function organizationField() {
    const given = new URLSearchParams(location.search).get('tenant') ?? localStorage.getItem(remembered) ?? '';
    return field('Organization', el('input', {
        name: 'organization', required: true, autocomplete: 'organization', autocapitalize: 'none', spellcheck: 'false',
        value: given}), 'its short name');
}

/** A form that is sent once at a time; `send` may throw a problem, which is shown. */
function form(title, intro, parts, action, send) {
    const told = el('div');
    const button = el('button', {class: 'primary', type: 'submit'}, action);
    const node = el('form', {class: 'entry', novalidate: true}, el('h1', {}, title), intro, told, ...parts,
        el('div', {class: 'actions'}, button));
    node.addEventListener('submit', async (event) => {
        event.preventDefault();
        told.replaceChildren();
        const missing = [...node.querySelectorAll('[required]')].find((control) => !control.value.trim());
        if (missing) {
            told.append(notice('bad', 'Something is missing. Fill in the marked field.'));
            missing.setAttribute('aria-invalid', 'true');
            missing.focus();
            return;
        }
        button.disabled = true;
        try {
            await send();
        } catch (problem) {
            told.append(notice('bad', wordsOf(problem)));
        }
        button.disabled = false;
    });
    node.addEventListener('input', (event) => event.target.removeAttribute('aria-invalid'));
    return node;
}

export function signInPage(onSignedIn, message) {
    document.title = 'Sign in · Tidemark';
    const organization = organizationField();
    const login = field('E-mail', el('input', {name: 'login', type: 'email', required: true, autocomplete: 'username'}));
    const password = field('Password', el('input', {
        name: 'password', type: 'password', required: true, autocomplete: 'current-password'}));
    const send = async () => {
        localStorage.setItem(remembered, organization.control.value.trim());
        try {
            await enter('sign-in', {
                tenant: organization.control.value.trim(), login: login.control.value.trim(),
                password: password.control.value, device: {name: 'Customer portal'}});
        } catch (problem) {
            if (problem.reason !== 'second_factor_required')
                throw problem;
            codePage(problem.body.challenge, onSignedIn);
            return;
        }
        await onSignedIn();
    };
    const intro = message ? notice('ok', message) : el('p', {class: 'quiet'}, 'For API keys and their use.');
    const node = form('Sign in', intro, [organization.box, login.box, password.box], 'Sign in', send);
    node.append(el('p', {class: 'quiet'}, 'No account? ', el('a', {href: '#sign-up'}, 'Sign up'), '.'));
    show(node);
    (organization.control.value ? login : organization).control.focus();
}

function codePage(challenge, onSignedIn) {
    document.title = 'Code · Tidemark';
    const code = field('Code', el('input', {
        name: 'code', required: true, autocomplete: 'one-time-code', inputmode: 'text', spellcheck: 'false'}),
    'of your authenticator app, or a recovery code');
    const send = async () => {
        await enter('second-factor', {challenge, code: code.control.value.trim()});
        await onSignedIn();
    };
    const intro = el('p', {class: 'quiet'}, 'Your password is right. A code is needed, too.');
    show(form('Second step', intro, [code.box], 'Go on', send));
    code.control.focus();
}

export function signUpPage(onReady) {
    document.title = 'Sign up · Tidemark';
    const organization = organizationField();
    const invited = new URLSearchParams(location.search).get('invitation') ?? '';
    const name = field('Your name', el('input', {name: 'name', required: true, autocomplete: 'name', maxlength: '120'}));
    const mail = field('E-mail', el('input', {name: 'mail', type: 'email', required: true, autocomplete: 'username'}));
    const company = field('Company', el('input', {name: 'company', autocomplete: 'organization-title', maxlength: '200'}),
        'if nobody invited you');
    const password = field('Password', el('input', {
        name: 'password', type: 'password', required: true, autocomplete: 'new-password', minlength: '8'}),
    'at least 8 characters');
    const invitation = field('Invitation', el('input', {name: 'invitation', value: invited, spellcheck: 'false'}),
        'the code, if you have one');
    const send = async () => {
        const {state} = await enter('sign-up', {
            tenant: organization.control.value.trim(), email: mail.control.value.trim(),
            displayName: name.control.value.trim(), company: company.control.value.trim(),
            password: password.control.value, invitation: invitation.control.value.trim()});
        localStorage.setItem(remembered, organization.control.value.trim());
        if (state === 'ready')
            return onReady('Your account is ready. Sign in.');
        show(el('section', {class: 'entry'}, el('h1', {}, 'Thank you'),
            el('p', {}, 'An administrator looks at your request. When it is approved, you can sign in with the password that '
                + 'you chose.'),
            el('p', {}, el('a', {href: '#sign-in'}, 'Back to sign in'))));
        document.getElementById('page').focus();
    };
    const intro = el('p', {class: 'quiet'}, 'With an invitation the account is there at once; without one, somebody approves it.');
    const node = form('Sign up', intro,
        [organization.box, name.box, mail.box, company.box, password.box, invitation.box], 'Sign up', send);
    node.append(el('p', {class: 'quiet'}, 'You have an account? ', el('a', {href: '#sign-in'}, 'Sign in'), '.'));
    show(node);
    (organization.control.value ? name : organization).control.focus();
}
