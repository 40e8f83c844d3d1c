// What the pages are made of: elements, dialogs, words for times and faults.

/** `el('p', {class: 'quiet'}, 'text', node)`; attributes that begin with `on` are listeners. */
export function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined || value === false)
            continue;
        if (name.startsWith('on'))
            node.addEventListener(name.slice(2), value);
        else
            node.setAttribute(name, value === true ? '' : value);
    }
    node.append(...children.filter((child) => child !== undefined && child !== null));
    return node;
}

export function show(...nodes) {
    const page = document.getElementById('page');
    page.replaceChildren(...nodes);
    return page;
}

let forgetting;

/** Says something in passing; also to who cannot see it. */
export function tell(text) {
    const told = document.getElementById('told');
    told.replaceChildren(el('p', {}, text));
    clearTimeout(forgetting);
    forgetting = setTimeout(() => told.replaceChildren(), 6000);
}

/** A refusal in words: what happened and what to do. */
export function wordsOf(problem) {
    return [problem.detail, problem.nextStep].filter(Boolean).join(' ');
}

export function notice(kind, text) {
    return el('p', {class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : 'status'}, text);
}

let fieldNumber = 0;

/** A labelled control: `{box, control, refuse(text)}`. */
export function field(label, control, hint) {
    const id = control.id || `field-${++fieldNumber}`;
    control.id = id;
    const fault = el('p', {class: 'field-fault', id: `${id}-fault`});
    const name = el('label', {for: id}, label, hint ? el('span', {class: 'hint'}, ` ${hint}`) : null);
    const refuse = (text) => {
        fault.textContent = text;
        if (text) {
            control.setAttribute('aria-invalid', 'true');
            control.setAttribute('aria-describedby', fault.id);
        } else {
            control.removeAttribute('aria-invalid');
            control.removeAttribute('aria-describedby');
        }
    };
    return {box: el('div', {}, name, control, fault), control, refuse};
}

/** A modal dialog with a title; gives its close function. Escape closes unless `isKept`. */
export function dialog(title, build, isKept = false) {
    const heading = el('h1', {id: 'dialog-title'}, title);
    const node = el('dialog', {'aria-labelledby': 'dialog-title'}, heading);
    // Its own event comes later, and a secret is not to stay in the page until then.
    const close = () => {
        node.close();
        node.remove();
    };
    node.addEventListener('close', () => node.remove());
    if (isKept)
        node.addEventListener('cancel', (event) => event.preventDefault());
    node.append(...build(close));
    document.body.append(node);
    node.showModal();
    return close;
}

const dateForm = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium'});
const timeForm = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
const numberForm = new Intl.NumberFormat();

export const day = (text) => dateForm.format(new Date(text));
export const moment = (text) => timeForm.format(new Date(text));
export const count = (number) => numberForm.format(number);
