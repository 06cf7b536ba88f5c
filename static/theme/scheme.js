// Before anything is drawn: the appearance that the reader chose last, so that nothing flashes.
try {
  const scheme = localStorage.getItem("ajuda-scheme");
  if (scheme) document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage may be refused; then the system decides.
}
