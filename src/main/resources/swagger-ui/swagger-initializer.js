"use strict";

// Loaded by Swagger UI's own page in place of the script that comes with it. The document is found from there, so that the
// page shows below a path of a proxy, too; calls go to the root, as the document says.
window.addEventListener("load", () => {
  window.ui = SwaggerUIBundle({
    dom_id: "#swagger-ui",
    url: new URL("../v3/api-docs", window.location.href).pathname,
    // Without the bar at the top, which loads other documents.
    layout: "BaseLayout",
    deepLinking: true,
    persistAuthorization: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    // Nothing is sent to others to be looked at.
    validatorUrl: null,
  });
});
