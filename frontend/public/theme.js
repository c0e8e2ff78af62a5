// Runs before the first paint, so that a dark page never flashes white. It is a file of its own
// because the Content-Security-Policy allows no inline script. Its rules are those of
// src/shared/theme/useColourScheme.ts.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('roa2web.colour-scheme');
  } catch (error) {
    // Storage may be forbidden: then the system's choice holds.
  }
  var dark =
    choice === 'dark' ||
    (choice !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
  try {
    document.documentElement.lang = localStorage.getItem('roa2web.language') || 'ro';
  } catch (error) {
    document.documentElement.lang = 'ro';
  }
})();
