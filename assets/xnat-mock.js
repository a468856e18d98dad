/* global CSS, DOMParser, history, location */
/**
 * What the site's pages do better with a script; each works without. A table is sorted, filtered and turned over without
 * a new page; a list that grows is looked at again; a form shows the request that it would send.
 */

/** Fetches a page and puts its sections of the given IDs in the place of those here. */
async function swap (url, ids) {
  const answer = await fetch(url, { credentials: 'same-origin' })
  if (!answer.ok || answer.redirected) return false
  const there = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const id of ids) {
    const [old, fresh] = [document.getElementById(id), there.getElementById(id)]
    if (old && fresh && old.innerHTML !== fresh.innerHTML) replace(old, fresh)
  }
  return true
}

/** Keeps the keyboard where it was. */
function replace (old, fresh) {
  const active = old.contains(document.activeElement) ? document.activeElement : undefined
  const focused = active && (active.id ? `#${CSS.escape(active.id)}` : active.localName === 'a' && active.closest('th') ? `th:nth-child(${active.closest('th').cellIndex + 1}) a` : undefined)
  const typed = active?.localName === 'input' ? { value: active.value, start: active.selectionStart, end: active.selectionEnd } : undefined
  old.replaceWith(document.adoptNode(fresh))
  const again = focused && fresh.querySelector(focused)
  if (!again) return
  if (typed) again.value = typed.value
  again.focus()
  if (typed) again.setSelectionRange(typed.start, typed.end)
}

async function turn (url, section) {
  if (await swap(url, [section.id])) history.replaceState(null, '', url)
  else location.assign(url)
}

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-swap]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  turn(link.href, link.closest('section'))
})

const addressOf = form => `${form.action.split(/[?#]/)[0]}?${new URLSearchParams(new FormData(form))}#${form.closest('section').id}`

document.addEventListener('submit', event => {
  if (!event.target.matches('form[data-swap]')) return
  event.preventDefault()
  turn(addressOf(event.target), event.target.closest('section'))
})

let waiting
document.addEventListener('input', event => {
  const form = event.target.form
  if (form?.matches('[data-swap]')) later(() => turn(addressOf(form), form.closest('section')))
  if (form?.dataset.curl) later(() => showRequest(form))
})

function later (work) {
  clearTimeout(waiting)
  waiting = setTimeout(work, 150)
}

async function showRequest (form) {
  const answer = await fetch(form.dataset.curl, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
  if (answer.ok) form.querySelector('.curl pre').textContent = await answer.text()
}

/** Lists that others add to, while one looks. */
const live = [...document.querySelectorAll('section[data-live]')].map(({ id }) => id)
const pause = document.querySelector('[data-pause]')
if (live.length > 0) {
  pause?.removeAttribute('hidden')
  pause?.addEventListener('click', () => { pause.setAttribute('aria-pressed', String(pause.getAttribute('aria-pressed') !== 'true')) })
  setInterval(() => {
    const busy = document.hidden || pause?.getAttribute('aria-pressed') === 'true' || document.querySelector('section[data-live] details[open]')
    if (!busy) swap(location.href, live)
  }, 1000)
}
