try {
const scheme = localStorage.getItem("ajuda-scheme");
if (scheme) document.documentElement.dataset.scheme = scheme;
} catch {
}
