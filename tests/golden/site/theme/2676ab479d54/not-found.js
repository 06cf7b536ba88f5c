const site = new URL("../../", import.meta.url);
const asked = location.hash.startsWith("#/") ? location.hash.slice(1) : "";
if (asked) {
history.replaceState(null, "", asked);
} else if (location.pathname.startsWith(site.pathname)) {
const first = location.pathname.slice(site.pathname.length).split("/")[0].toLowerCase();
const own = document.documentElement.lang.toLowerCase();
const languages = Array.from(document.querySelectorAll("a[hreflang]"), (link) => link.hreflang.toLowerCase());
if (first !== own && languages.includes(first)) {
location.replace(`${site.pathname}${first}/404.html#${location.pathname}${location.search}`);
}
}
