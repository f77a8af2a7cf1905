// What axe-core judges a page by, without what it says: two pages of the same skeleton have the same faults.
// Texts become "t", digits "#"; of equal elements in a row one is kept. What a text decides is told as a mark:
// whether a name is empty, whether what an attribute points to is there, whether two landmarks are called alike.
() => {
  const SAID = new Set(['value', 'href', 'src', 'title', 'alt', 'placeholder', 'content', 'action', 'srcset', 'd',
    'datetime', 'data-confirm', 'hx-get', 'hx-post', 'hx-vals', 'integrity', 'nonce', 'max', 'min', 'maxlength']);
  const POINTS = new Set(['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'list', 'headers']);
  const LANDMARK = /^(nav|section|form|aside|main|header|footer)$/;
  const plain = text => text.replace(/\d+/g, '#');

  const told = (element, {name, value}) => {
    if (POINTS.has(name)) {
      return name + '>' + value.split(/\s+/).map(id => (document.getElementById(id) ? 'there' : 'gone')).join();
    }
    if (name === 'href' && value.startsWith('#')) {
      return 'href>' + (document.getElementById(decodeURIComponent(value.slice(1))) ? 'there' : 'gone');
    }
    const names_one_of_many = name === 'aria-label' && !LANDMARK.test(element.localName) && !element.hasAttribute('role');
    if (SAID.has(name) || names_one_of_many) return name + (value.trim() ? '=t' : '=');
    return name + '=' + plain(value);
  };

  const drawn = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? 't' : '';
    if (node.nodeType !== Node.ELEMENT_NODE || node.localName === 'script') return '';
    const attributes = [...node.attributes].map(attribute => told(node, attribute)).sort();
    const inside = [...node.childNodes].map(drawn).filter((part, at, all) => part && part !== all[at - 1]);
    return `<${node.localName} ${attributes.join(' ')}>${inside.join('')}</>`;
  };

  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map(plain);
  return [drawn(document.documentElement), ...new Set(twice)].join('\n');
}
