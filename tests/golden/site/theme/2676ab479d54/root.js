const links = document.querySelectorAll("a[hreflang]");
const offered = new Map([...links].map((link) => [link.hreflang.toLowerCase(), link.href]));
function best(wanted) {
for (let tag = wanted.toLowerCase(); tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
if (offered.has(tag)) return tag;
}
const [language] = maximized(wanted).split("-");
const sisters = [...offered.keys()].filter((tag) => tag.split("-")[0] === language);
const script = maximized(wanted).split("-")[1];
return sisters.find((tag) => maximized(tag).split("-")[1] === script) ?? sisters[0];
}
function maximized(tag) {
try {
return new Intl.Locale(tag).maximize().toString().toLowerCase();
} catch {
return tag.toLowerCase();
}
}
function chosen() {
try {
return localStorage.getItem("ajuda-locale") ?? "";
} catch {
return "";
}
}
const wanted = [chosen(), ...navigator.languages].filter(Boolean);
const found = wanted.map(best).find(Boolean);
const came = performance.getEntriesByType("navigation")[0];
const back = came instanceof PerformanceNavigationTiming && came.type === "back_forward";
const inside = document.referrer.startsWith(new URL("./", location.href).href);
if (found && !back && !inside) location.replace((offered.get(found) ?? "") + location.hash);
