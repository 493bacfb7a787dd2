// The least an extension can do to show something: one static div on a record, no frame, no script behind it.
if (/\/record\//.test(location.pathname)) {
  const host = document.createElement('div');
  const panel = document.createElement('div');
  panel.style.cssText = 'position:fixed;top:0;right:0;width:380px;height:100%;z-index:2147483647;background:#fff';
  panel.textContent = 'Ada Lovelace';
  host.attachShadow({ mode: 'closed' }).append(panel);
  document.documentElement.append(host);
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => performance.mark('div:painted');
    port2.postMessage(null);
  });
}
