// The API's document, to try out: Swagger UI draws it into the element that names its address.
const target = document.querySelector("[data-reference]");
if (target) {
  window.SwaggerUIBundle({
    domNode: target,
    url: target.dataset.reference,
    deepLinking: true,
    persistAuthorization: false,
    presets: [window.SwaggerUIBundle.presets.apis],
  });
}
