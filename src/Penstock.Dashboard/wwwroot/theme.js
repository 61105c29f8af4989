// Runs before the first paint, so that a page never flashes in the other theme. The component library keeps the choice under this name.
(() => {
  let mode = null;
  try {
    mode = JSON.parse(localStorage.getItem('fluentui-blazor:theme-settings') ?? '{}').mode;
  } catch {
    // A browser that refuses storage follows the system.
  }
  const dark = mode === 'dark' || (mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  if (dark) {
    document.body.setAttribute('data-theme', 'dark');
  }
})();
