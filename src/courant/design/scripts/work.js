// Proof of work (altcha, version 2, PBKDF2): numbers are tried until one fits.  On the page itself,
// in small steps that the browser does aside, for the page's policy lets no worker run.  Where there
// is no secure context there is no crypto.subtle, and nothing is done.
window.workFor ??= async (challenge, isOver) => {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters
  const bytes = hex => Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16))
  const hex = buffer => [...new Uint8Array(buffer)].map(byte => byte.toString(16).padStart(2, "0")).join("")
  const subtle = window.crypto?.subtle, start = bytes(nonce), tried = new Uint8Array(start.length + 4)
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost }
  tried.set(start)
  for (let counter = 0; subtle && !isOver(); counter++) {
    new DataView(tried.buffer).setUint32(start.length, counter)
    const key = await subtle.importKey("raw", tried, "PBKDF2", false, ["deriveBits"])
    const derivedKey = hex(await subtle.deriveBits(how, key, keyLength * 8))
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }))
  }
  return ""
}
