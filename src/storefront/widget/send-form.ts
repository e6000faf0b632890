/** Goes to an address of the shop's, by a form that is sent: for pages whose cart is filled by a form. */
export function sendForm(url: string, { method, fields }: { method: string; fields: Record<string, string> }): void {
  if (method === 'get') {
    location.assign(url);
    return;
  }
  const form = document.createElement('form');
  form.method = 'post';
  form.action = url;
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
