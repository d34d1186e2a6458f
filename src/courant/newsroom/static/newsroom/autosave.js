"use strict";
// What is typed while a draft is being saved is saved as well.  Wagtail (8.0) takes the fields as
// they stand when the answer arrives for what was sent: the last words of somebody on a slow line
// would be neither saved nor asked after when the window is closed.
(() => {
  const OURS = /^(csrfmiddlewaretoken|overwrite_revision_id|loaded_revision_.*|next|comments-.*)$/;
  let sent = null;

  const words = (data, except) => JSON.stringify([...data]
    .filter(([name]) => !OURS.test(name) && !(name in except))
    .map(([name, value]) => [name, value instanceof File ? `${value.name} ${value.size}` : value]));

  document.addEventListener("w-autosave:save", (event) => { sent = event.detail.formData; });

  document.addEventListener("w-autosave:success", (event) => {
    const form = event.target, numbered = event.detail.data.field_updates ?? {};
    if (!sent || words(sent, numbered) === words(new FormData(form), numbered)) return;
    form.dispatchEvent(new CustomEvent("w-unsaved:add",
      { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  });
})();
